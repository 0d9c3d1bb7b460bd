using Kinora.Ranking.Learning;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Shared;

/// <summary>
/// What is learned from all profiles together: decayed popularity, item statistics, creator quality, weights of exploration. Immutable,
/// made by <see cref="SharedStateBuilder"/> in the background and swapped.
/// </summary>
internal sealed partial record SharedState
{
    /// <summary>a + b of every Bayesian rate of a title (ranking.md, Score, Q).</summary>
    public const double PriorWeight = 20;

    /// <summary>Fewer impressions than this in 30 days: under-exposed.</summary>
    public const int UnderExposedBelow = 20;

    /// <summary>Half-life of popularity.</summary>
    public const double TrendHalfLifeDays = 7;

    public const int DurationBuckets = 6;

    public static SharedState Empty { get; } = new();

    public long Version { get; init; }

    public long BuiltAtMs { get; init; }

    /// <summary>By ordinal; shorter than the catalogue where the rest has nothing.</summary>
    public TitleStatistics[] Titles { get; init; } = [];

    /// <summary>Means a/(a + b) by kind and duration bucket, see <see cref="PriorIndex"/>; empty = <see cref="DefaultMean"/>.</summary>
    public double[] GoodMeans { get; init; } = [];

    public double[] CompletedMeans { get; init; } = [];

    public Rates Rates { get; init; } = Rates.Unknown;

    public IReadOnlyDictionary<int, CreatorQuality> Creators { get; init; } = new Dictionary<int, CreatorQuality>();

    /// <summary>Titles with any popularity, most popular first, of every kind.</summary>
    public int[] MostPopular { get; init; } = [];

    /// <summary>Titles with impressions in 30 days, fewest first.</summary>
    public int[] FewestImpressions { get; init; } = [];

    /// <summary>By kind: under-exposed titles and their chance to be the best, heaviest first.</summary>
    public IReadOnlyDictionary<TitleKind, ExplorationWeights> Exploration { get; init; } = new Dictionary<TitleKind, ExplorationWeights>();

    /// <summary>Null where too little is known, or none was trained: then the baselines rank.</summary>
    public LearnedModel? Model { get; init; }

    /// <summary>Profiles that were active in 30 days.</summary>
    public int ActiveProfiles { get; init; }

    /// <summary>Distinct profiles that a trend needs: 3, or 1 where fewer than 5 profiles were active in 30 days.</summary>
    public int MinSupport => ActiveProfiles < 5 ? 1 : 3;

    private const double DefaultMean = 0.25;

    public TitleStatistics this[int title] => (uint)title < (uint)Titles.Length ? Titles[title] : default;

    /// <summary>(k + a)/(n + a + b) with k good viewings in n impressions (ranking.md, Score, Q).</summary>
    public double Quality(TitleKind kind, long durationMs, in TitleStatistics title) =>
        (title.Good + PriorWeight * Mean(GoodMeans, kind, durationMs)) / (Math.Max(title.Impressions, title.Good) + PriorWeight);

    /// <summary>The same with k = completed viewings of n plays (ranking.md, For you).</summary>
    public double Completion(TitleKind kind, long durationMs, in TitleStatistics title) =>
        (title.Completed + PriorWeight * Mean(CompletedMeans, kind, durationMs)) / (title.Plays + PriorWeight);

    /// <summary>g/(1 + g), g = (good viewings in 24 h + 1)/(daily mean of the 7 days before + 1); 0.5 = no growth (ranking.md, Score, V).</summary>
    public static double Growth(in TitleStatistics title)
    {
        var g = (title.Good24Hours + 1) / (title.Good7DaysBefore / 7.0 + 1);
        return g / (1 + g);
    }

    public static double Mean(double[] means, TitleKind kind, long durationMs) =>
        means.Length == 0 ? DefaultMean : means[PriorIndex(kind, durationMs)];

    /// <summary>Buckets: unknown, under a minute, 5, 20 and 60 minutes, longer.</summary>
    public static int PriorIndex(TitleKind kind, long durationMs) => (int)kind * DurationBuckets + durationMs switch
    {
        <= 0 => 0,
        < 60_000 => 1,
        < 300_000 => 2,
        < 1_200_000 => 3,
        < 3_600_000 => 4,
        _ => 5,
    };
}

/// <summary>What everybody did with one title.</summary>
internal readonly record struct TitleStatistics(
    int Impressions, int Impressions30, int Good, int Good24Hours, int Good7DaysBefore, int Plays, int Completed, int Profiles,
    float Popularity, float Percentile);

/// <summary>Under-exposed titles, heaviest first, with weights that sum up to 1.</summary>
internal sealed record ExplorationWeights(int[] Titles, double[] Weights)
{
    private readonly Dictionary<int, int> _numbers = Titles.Index().ToDictionary(pair => pair.Item, pair => pair.Index);

    /// <summary>The title's place in both lists; −1 = it is not under-exposed.</summary>
    public int NumberOf(int title) => _numbers.GetValueOrDefault(title, -1);
}
