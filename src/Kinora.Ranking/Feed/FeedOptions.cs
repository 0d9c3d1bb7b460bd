using Kinora.Ranking.Experiments;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Feed;

/// <summary>Weights and constants of the feed (ranking.md, The feed).</summary>
internal sealed record FeedOptions
{
    public static FeedOptions Default { get; } = new();

    /// <summary>Logged with each page; to be moved when a weight or a rule is.</summary>
    public int PolicyVersion { get; init; } = 1;

    public int CooldownDays { get; init; } = 30;

    /// <summary>Fewer fresh titles than this: voluntary repeats stretch them.</summary>
    public int Waterline { get; init; } = 24;

    public int MostVoluntary { get; init; } = 2;

    /// <summary>Slots that never hold a voluntary repeat.</summary>
    public int FirstSlots { get; init; } = 6;

    /// <summary>Latest contacts that are no repeats.</summary>
    public int LastContacts { get; init; } = 50;

    public int PoolSize { get; init; } = 2_000;

    public int MostFresh { get; init; } = 1_000;

    public int MostFollowing { get; init; } = 400;

    public int MostTrending { get; init; } = 300;

    public int NewArrivalDays { get; init; } = 14;

    /// <summary>A pool is found anew after this long even if nothing changed.</summary>
    public long PoolKeptMs { get; init; } = 10 * 60_000;

    public int MostUnderExposed { get; init; } = 64;

    /// <summary>Part of p that is uniform.</summary>
    public double UniformShare { get; init; } = 0.2;

    public double CalibrationWeight { get; init; } = 0.2;

    public double CalibrationSlack { get; init; } = 0.10;

    public int CalibrationFrom { get; init; } = 20;

    public int CalibrationPlaces { get; init; } = 24;

    public int LikenessPlaces { get; init; } = 12;

    /// <summary>Times the share of exploration that the dial sets (ranking.md, Experiments).</summary>
    public double ExplorationFactor { get; init; } = 1;

    public DialWeights WeightsOf(Dial dial)
    {
        var weights = dial switch
        {
            Dial.Familiar => new DialWeights(0.05, 0.95, 0.50, 0.20, 0.20),
            Dial.Explore => new DialWeights(0.20, 0.80, 0.35, 0.35, 0.20),
            Dial.Chronological => new DialWeights(0, 1, 0.40, 0.30, 0.20),
            _ => new DialWeights(0.10, 0.90, 0.40, 0.30, 0.20),
        };
        return ExplorationFactor is 1 ? weights : weights with { Epsilon = ExplorationPolicy.Times(weights.Epsilon, ExplorationFactor) };
    }
}

/// <summary>What a dial sets. S = λ·B + (1 − λ)·D, B = (e E + f F + c C)/(e + f + c).</summary>
internal readonly record struct DialWeights(double Epsilon, double Lambda, double E, double F, double C)
{
    /// <summary>Weights in S, which sum up to 1.</summary>
    public (double E, double F, double C, double D) InScore
    {
        get
        {
            var part = Lambda / (E + F + C);
            return (E * part, F * part, C * part, 1 - Lambda);
        }
    }
}
