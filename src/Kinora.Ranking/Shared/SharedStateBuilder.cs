using Kinora.Ranking.Columns;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Shared;

/// <summary>
/// Gathers what all profiles did and makes a <see cref="SharedState"/> of it. Kept by the caller: later facts are added to it and the next
/// state is built from all.
/// </summary>
internal sealed class SharedStateBuilder
{
    private readonly Dictionary<int, TitleAggregate> _titles = [];
    private readonly Dictionary<int, CreatorAggregate> _creators = [];

    public Rates Rates { get; set; } = Rates.Unknown;

    public int ActiveProfiles { get; set; }

    public LearnedModel? Model { get; set; }

    public void Add(in TitleAggregate more)
    {
        var known = _titles.GetValueOrDefault(more.Title);
        _titles[more.Title] = new TitleAggregate
        {
            Title = more.Title,
            Impressions = known.Impressions + more.Impressions,
            Impressions30 = known.Impressions30 + more.Impressions30,
            Good = known.Good + more.Good,
            Good24Hours = known.Good24Hours + more.Good24Hours,
            Good7DaysBefore = known.Good7DaysBefore + more.Good7DaysBefore,
            Plays = known.Plays + more.Plays,
            Completed = known.Completed + more.Completed,
            Popularity = known.Popularity + more.Popularity,
            Profiles = known.Profiles + more.Profiles,
        };
    }

    public void Add(in CreatorAggregate more)
    {
        var known = _creators.GetValueOrDefault(more.Creator);
        _creators[more.Creator] = new CreatorAggregate(
            more.Creator, known.Viewings + more.Viewings, known.WatchRatioSum + more.WatchRatioSum, known.Likes + more.Likes,
            known.Reports + more.Reports);
    }

    /// <summary>Lets popularity fade by the time that went by since the last state.</summary>
    public void Age(double days)
    {
        var factor = Math.Exp(-Math.Log(2) * Math.Max(0, days) / SharedState.TrendHalfLifeDays);
        foreach (var title in _titles.Keys.ToArray())
            _titles[title] = _titles[title] with { Popularity = _titles[title].Popularity * factor };
    }

    public SharedState Build(CatalogueColumns columns, long version, long nowMs, ulong seed) =>
        SharedStatistics.Make(columns, _titles.Values, _creators.Values, this, version, nowMs, seed);
}
