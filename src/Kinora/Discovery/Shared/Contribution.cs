using Kinora.Catalog.Contracts;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Shared;

/// <summary>
/// What one profile adds to what is learned from everybody, its impressions apart (<see cref="SeenCounts"/>). Episodes count for their
/// series too. Popularity is kept as of a fixed time, so that contributions made at different times can be added (ranking.md, Signals into numbers).
/// </summary>
internal sealed class Contribution
{
    private const long DayMs = 24L * 3_600_000;

    public IReadOnlyList<TitleAggregate> Titles { get; private init; } = [];

    public IReadOnlyList<CreatorAggregate> Creators { get; private init; } = [];

    /// <summary>The newest sign of life, Unix ms.</summary>
    public long LastAt { get; private init; }

    /// <summary>As many of the newest viewings as a rate is made of.</summary>
    public IReadOnlyList<Viewing> Newest { get; private init; } = [];

    public static Contribution Of(IEnumerable<Signal> signals, CatalogueSnapshot snapshot, long nowMs)
    {
        var (columns, own) = (snapshot.Columns, SignalViewings.Of(signals, snapshot));
        return new Contribution
        {
            Titles = [.. OfTitles(own.All, columns, nowMs)],
            Creators = [.. OfCreators(own.All, own.Reports, columns, nowMs)],
            LastAt = own.LastAt,
            Newest = [.. own.All.TakeLast(ProfileRates.Newest)],
        };
    }

    private static IEnumerable<TitleAggregate> OfTitles(List<Viewing> viewings, CatalogueColumns columns, long nowMs)
    {
        var bySubject = viewings.SelectMany(viewing => Subjects(columns, viewing.Title).Select(title => (title, viewing)))
            .ToLookup(pair => pair.title, pair => pair.viewing);
        foreach (var title in bySubject.Select(group => group.Key).Order())
        {
            var own = bySubject[title].ToList();
            var plays = own.Where(viewing => !viewing.Weak || viewing.Ratio is not null || viewing.Completed || viewing.Liked).ToList();
            yield return new TitleAggregate
            {
                Title = title,
                Good = own.Count(viewing => viewing.IsGood),
                Good24Hours = own.Count(viewing => viewing.IsGood && nowMs - viewing.LastAt < DayMs),
                Good7DaysBefore = own.Count(viewing => viewing.IsGood && nowMs - viewing.LastAt is >= DayMs and < 8 * DayMs),
                Plays = plays.Count,
                Completed = plays.Count(viewing => viewing.Completed),
                Popularity = Math.Max(0, own.Sum(viewing => Weight(viewing) * Decay(nowMs - viewing.LastAt))),
                Profiles = own.Exists(viewing => Weight(viewing) > 0 && nowMs - viewing.LastAt < 30 * DayMs) ? 1 : 0,
            };
        }
    }

    private static IEnumerable<CreatorAggregate> OfCreators(
        List<Viewing> viewings, IReadOnlyDictionary<int, int> reports, CatalogueColumns columns, long nowMs)
    {
        var byCreator = viewings.Where(viewing => columns.CreatorOf(viewing.Title) >= 0 && nowMs - viewing.LastAt < 90 * DayMs)
            .ToLookup(viewing => columns.CreatorOf(viewing.Title));
        foreach (var creator in byCreator.Select(group => group.Key).Union(reports.Keys).Order())
        {
            var own = byCreator[creator].Where(viewing => viewing.Ratio is not null || viewing.Liked).ToList();
            yield return new CreatorAggregate(
                creator, own.Count, own.Sum(viewing => viewing.Ratio ?? 1), own.Count(viewing => viewing.Liked),
                reports.GetValueOrDefault(creator));
        }
    }

    private static IEnumerable<int> Subjects(CatalogueColumns columns, int title) =>
        columns.Subject(title) is var subject && subject != title ? [title, subject] : [title];

    /// <summary>The table of signal kinds: plays, likes, shares and comments count, opened pages and queues weakly, dislikes against.</summary>
    private static double Weight(Viewing viewing) =>
        (viewing.Disliked ? -1 : 0) + (viewing.Liked ? 1 : 0) + (viewing.Shared || viewing.Commented ? 0.5 : 0)
        + (viewing.Ratio is not null || viewing.Completed || viewing.LastPositionMs >= 0 ? 1 : viewing.Weak ? 0.25 : 0);

    private static double Decay(long ageMs) => Math.Pow(2, -Math.Max(0, ageMs) / (SharedState.TrendHalfLifeDays * DayMs));
}
