using Kinora.Catalog.Contracts;

namespace Kinora.Signals.Demo;

/// <summary>How much a person is drawn to a title at a time. Pure.</summary>
internal static class DemoTaste
{
    private const long DayMs = 24 * 3_600_000;

    private const double ClipFreshDays = 4;

    /// <summary>0 before it was published; never 0 afterwards, for people surprise themselves.</summary>
    public static double Of(DemoPerson person, DemoTitle title, long at, long now)
    {
        var age = title.PublishedDaysAgo is { } days ? days - ((now - at) / (double)DayMs) : double.PositiveInfinity;
        if (age < 0)
            return 0;
        var liking = 0.3 + title.Genres.Sum(genre => person.Genres.GetValueOrDefault(genre));
        var weight = liking * liking * liking;
        if (title.CreatorId is { } creator && person.Creators.Contains(creator))
            weight *= 2.5;
        if (title.Genres.Any(person.Avoids.Contains))
            weight *= 0.02;
        if (title.IsClip)
            weight *= 0.05 + double.Exp2(-age / ClipFreshDays);
        return weight * Talk(title, now - at);
    }

    /// <summary>What everybody talks about, the featured ones most of all in the last week; this is what becomes a trend.</summary>
    private static double Talk(DemoTitle title, long ago)
    {
        var hash = title.Id.Aggregate(2166136261u, (sum, letter) => (sum ^ letter) * 16777619u);
        var talk = 0.3 + (hash % 1000 / 500.0);
        return talk * talk * (title.IsFeatured && ago < 7 * DayMs ? 25 : 1);
    }
}
