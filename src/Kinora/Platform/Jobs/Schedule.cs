using NodaTime;

namespace Kinora.Platform.Jobs;

/// <summary>A job that is filed again and again.</summary>
internal sealed record Schedule(string Name, Type Job, object Args, Rhythm Rhythm);

/// <summary>When a schedule is due next.</summary>
internal abstract record Rhythm
{
    /// <summary>The first time after <paramref name="now"/>.</summary>
    public abstract DateTimeOffset Next(DateTimeOffset now);
}

internal sealed record Every(TimeSpan Interval) : Rhythm
{
    public override DateTimeOffset Next(DateTimeOffset now) => now + Interval;
}

/// <summary>
/// Once a day. A local time that a clock change skips moves by the length of the gap; one that happens twice is taken the first time.
/// </summary>
internal sealed record Daily(LocalTime At, DateTimeZone Zone) : Rhythm
{
    public override DateTimeOffset Next(DateTimeOffset now)
    {
        var instant = Instant.FromDateTimeOffset(now);
        for (var day = instant.InZone(Zone).Date; ; day = day.PlusDays(1))
        {
            var due = Zone.AtLeniently(day + At).ToInstant();
            if (due > instant)
                return due.ToDateTimeOffset();
        }
    }
}
