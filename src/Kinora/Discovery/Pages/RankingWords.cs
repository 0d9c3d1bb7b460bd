using Kinora.Discovery.Models;
using Kinora.Platform.Ui;

namespace Kinora.Discovery.Pages;

/// <summary>What the page on ranking says; the sentences stand in the resource file of the same name.</summary>
internal static class RankingWords
{
    private static readonly Wording Text = new(typeof(RankingWords));

    public static string Title => Text.Get();

    public static string Served => Text.Get();

    public static string ServedSince(object? first, object? second) => Text.Fill([first, second]);

    public static string BaselineServes => Text.Get();

    public static string NdcgAgainst(object? first) => Text.Fill([first]);

    public static string RecallAgainst(object? first) => Text.Fill([first]);

    public static string CoverageAgainst(object? first) => Text.Fill([first]);

    public static string TrainedOn(object? first, object? second) => Text.Fill([first, second]);

    public static string Costs(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string Calibrated(object? first) => Text.Fill([first]);

    public static string NotCalibrated => Text.Get();

    public static string ServeBaseline => Text.Get();

    public static string LackingLead => Text.Get();

    public static string HaveOf(object? first, object? second) => Text.Fill([first, second]);

    public static string Quality => Text.Get();

    public static string QualityLead => Text.Get();

    public static string Learned => Text.Get();

    public static string Popularity => Text.Get();

    public static string Baselines => Text.Get();

    public static string Runs => Text.Get();

    public static string NoRuns => Text.Get();

    public static string Training => Text.Get();

    public static string When => Text.Get();

    public static string End => Text.Get();

    public static string People => Text.Get();

    public static string Titles => Text.Get();

    public static string Events => Text.Get();

    public static string Histories => Text.Get();

    public static string Do => Text.Get();

    public static string Serve => Text.Get();

    public static string IsServed => Text.Get();

    public static string Accepted => Text.Get();

    public static string Refused => Text.Get();

    public static string Lacking => Text.Get();

    public static string TrainNow => Text.Get();

    public static string NextAt(object? first) => Text.Fill([first]);

    public static string NeverByItself => Text.Get();

    public static string Trace => Text.Get();

    public static string TraceLead => Text.Get();

    public static string Profile => Text.Get();

    public static string OwnProfile(object? first) => Text.Fill([first]);

    public static string Kind => Text.Get();

    public static string Look => Text.Get();

    public static string Traced(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string Filters => Text.Get();

    public static string OfKind => Text.Get();

    public static string Eligible => Text.Get();

    public static string Fresh => Text.Get();

    public static string First => Text.Get();

    public static string OneTitle => Text.Get();

    public static string Score => Text.Get();

    public static string Rung => Text.Get();

    public static string Chance => Text.Get();

    public static string Explored => Text.Get();

    public static string NothingLeft => Text.Get();

    public static string NotReady => Text.Get();

    public static string NotPublic => Text.Get();

    public static string Maturity => Text.Get();

    public static string Language => Text.Get();

    public static string Duration => Text.Get();

    public static string Locked => Text.Get();

    public static string HiddenTitle => Text.Get();

    public static string HiddenCreator => Text.Get();

    public static string HiddenTopic => Text.Get();

    public static string Disliked => Text.Get();

    public static string Seen => Text.Get();

    public static string Held => Text.Get();

    public static string FactorEngagement => Text.Get();

    public static string FactorFreshness => Text.Get();

    public static string FactorContext => Text.Get();

    public static string FactorDiversity => Text.Get();

    public static string FactorAffinity => Text.Get();

    public static string FactorQuality => Text.Get();

    public static string FactorVelocity => Text.Get();

    public static string FactorCalibration => Text.Get();

    public static string RungFresh => Text.Get();

    public static string RungFollowing => Text.Get();

    public static string RungTrending => Text.Get();

    public static string RungExplore => Text.Get();

    public static string RungRepeat => Text.Get();

    public static string Of(TrainingEnd end) => end switch
    {
        TrainingEnd.Accepted => Accepted,
        TrainingEnd.Refused => Refused,
        TrainingEnd.Lacking => Lacking,
    };

    public static string Of(Kinora.Ranking.Feed.Rung rung) => rung switch
    {
        Kinora.Ranking.Feed.Rung.Fresh => RungFresh,
        Kinora.Ranking.Feed.Rung.Following => RungFollowing,
        Kinora.Ranking.Feed.Rung.Trending => RungTrending,
        Kinora.Ranking.Feed.Rung.Explore => RungExplore,
        Kinora.Ranking.Feed.Rung.Repeat => RungRepeat,
    };

    /// <summary>Something that there is too little of.</summary>
    public static string Of(string what) => what switch
    {
        "people" => People,
        "titles" => Titles,
        "events" => Events,
        "histories" => Histories,
        _ => what,
    };

    public static string Factor(string name) => name switch
    {
        "engagement" => FactorEngagement,
        "freshness" => FactorFreshness,
        "context" => FactorContext,
        "diversity" => FactorDiversity,
        "affinity" => FactorAffinity,
        "quality" => FactorQuality,
        "velocity" => FactorVelocity,
        "calibration" => FactorCalibration,
        _ => name,
    };

    public static string Filter(string name) => name switch
    {
        "not_ready" => NotReady,
        "not_public" => NotPublic,
        "maturity" => Maturity,
        "language" => Language,
        "duration" => Duration,
        "locked" => Locked,
        "hidden_title" => HiddenTitle,
        "hidden_creator" => HiddenCreator,
        "hidden_topic" => HiddenTopic,
        "disliked" => Disliked,
        "seen" => Seen,
        "held" => Held,
        _ => name,
    };
}
