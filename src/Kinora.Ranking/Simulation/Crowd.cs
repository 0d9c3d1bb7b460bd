using Kinora.Ranking.Columns;
using Kinora.Ranking.Shared;

namespace Kinora.Ranking.Simulation;

/// <summary>What everybody did with each clip, from which the shared state is made as in the product.</summary>
internal sealed class Crowd(Town town)
{
    private readonly int[] _impressions = new int[town.BornAt.Length];
    private readonly List<(long At, int Person)>[] _good = [.. town.BornAt.Select(_ => new List<(long, int)>())];
    private readonly Dictionary<int, (int Viewings, double Ratio, int Likes)> _creators = [];
    private readonly HashSet<int> _active = [];

    public IReadOnlyList<int> Impressions => _impressions;

    /// <summary>When a clip had its tenth good viewing; null where it had fewer.</summary>
    public long? FoundAt(int clip) => _good[clip].Count >= 10 ? _good[clip][9].At : null;

    public void Add(int person, int clip, long at, double ratio, bool good, bool liked)
    {
        _impressions[clip]++;
        _active.Add(person);
        if (good)
            _good[clip].Add((at, person));
        var creator = _creators.GetValueOrDefault(town.CreatorOf[clip]);
        _creators[town.CreatorOf[clip]] = (creator.Viewings + 1, creator.Ratio + ratio, creator.Likes + (liked ? 1 : 0));
    }

    public SharedState State(CatalogueColumns columns, long version, long nowMs, bool explores)
    {
        var builder = new SharedStateBuilder { ActiveProfiles = _active.Count };
        for (var clip = 0; clip < _impressions.Length; clip++)
        {
            if (_impressions[clip] == 0 || !columns.Has(clip))
                continue;
            var good = _good[clip];
            builder.Add(new TitleAggregate
            {
                Title = clip,
                Impressions = _impressions[clip],
                Impressions30 = _impressions[clip],
                Good = good.Count,
                Good24Hours = good.Count(one => nowMs - one.At < Town.DayMs),
                Good7DaysBefore = good.Count(one => nowMs - one.At is >= Town.DayMs and < 8 * Town.DayMs),
                Plays = _impressions[clip],
                Completed = good.Count,
                Popularity = good.Sum(one => Math.Pow(2, -(double)(nowMs - one.At) / (7 * Town.DayMs))),
                Profiles = good.Select(one => one.Person).Distinct().Count(),
            });
        }

        foreach (var (creator, known) in _creators)
            builder.Add(new CreatorAggregate(creator, known.Viewings, known.Ratio, known.Likes, 0));
        var state = builder.Build(columns, version, nowMs, (ulong)version);
        return explores ? state : state with { Exploration = new Dictionary<TitleKind, ExplorationWeights>() };
    }
}
