using System.Runtime.InteropServices;

namespace Kinora.Library.Watching;

/// <summary>A stretch of media time in milliseconds, <c>from</c> ≤ <c>to</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stretch(long From, long To);

/// <summary>Media time as sorted stretches that neither overlap nor touch: watching a minute ten times is one minute of the title.</summary>
internal sealed record Stretches(IReadOnlyList<Stretch> All)
{
    public static Stretches None { get; } = new([]);

    public long TotalMs => All.Sum(one => one.To - one.From);

    /// <summary>With these added, cut to [0, <paramref name="durationMs"/>] where the length is known (above 0).</summary>
    public Stretches With(IEnumerable<Stretch> more, long durationMs)
    {
        var end = durationMs > 0 ? durationMs : long.MaxValue;
        var sorted = All.Concat(more.Select(one => new Stretch(Math.Clamp(one.From, 0, end), Math.Clamp(one.To, 0, end))))
            .Where(one => one.To > one.From).OrderBy(one => one.From).ThenBy(one => one.To);
        var united = new List<Stretch>();
        foreach (var one in sorted)
        {
            if (united.Count > 0 && one.From <= united[^1].To)
                united[^1] = united[^1] with { To = Math.Max(united[^1].To, one.To) };
            else
                united.Add(one);
        }

        return new Stretches(united);
    }

    public bool Equals(Stretches? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;
}
