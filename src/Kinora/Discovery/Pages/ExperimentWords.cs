using Kinora.Discovery.Experiments;
using Kinora.Platform.Ui;
using Kinora.Ranking.Experiments;

namespace Kinora.Discovery.Pages;

/// <summary>What the page of experiments says; the sentences stand in the resource file of the same name.</summary>
internal static class ExperimentWords
{
    private static readonly Wording Text = new(typeof(ExperimentWords));

    public static string Title => Text.Get();

    public static string Back => Text.Get();

    public static string Lead => Text.Get();

    public static string ShareOut => Text.Get();

    public static string ShareHint => Text.Get();

    public static string NeverSet => Text.Get();

    public static string RoundBefore => Text.Get();

    public static string NobodyYet => Text.Get();

    public static string Unshown => Text.Get();

    public static string Way => Text.Get();

    public static string Robust => Text.Get();

    public static string Sample => Text.Get();

    public static string Completion => Text.Get();

    public static string Like => Text.Get();

    public static string Hide => Text.Get();

    public static string Return => Text.Get();

    public static string AboutCompletion => Text.Get();

    public static string AboutLike => Text.Get();

    public static string AboutHide => Text.Get();

    public static string AboutReturn => Text.Get();

    public static string TooFew => Text.Get();

    public static string Open => Text.Get();

    public static string Higher => Text.Get();

    public static string Lower => Text.Get();

    public static string Exploration => Text.Get();

    public static string AboutExploration => Text.Get();

    public static string Ranker => Text.Get();

    public static string AboutRanker => Text.Get();

    public static string ExplorationControl => Text.Get();

    public static string ExplorationLess => Text.Get();

    public static string ExplorationMore => Text.Get();

    public static string RankerControl => Text.Get();

    public static string RankerBaseline => Text.Get();

    public static string PolicyNone => Text.Get();

    public static string PolicyLess => Text.Get();

    public static string PolicyMore => Text.Get();

    public static string PolicyEvenly => Text.Get();

    public static string Outside(object? first) => Text.Fill([first]);

    public static string RoundSince(object? first, object? second) => Text.Fill([first, second]);

    public static string RoundUntil(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string CameIn(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string RatioOff(object? first) => Text.Fill([first]);

    public static string RatioFine(object? first) => Text.Fill([first]);

    public static string Between(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string Beside(object? first, object? second, object? third, object? fourth, object? fifth) => Text.Fill([first, second, third, fourth, fifth]);

    public static string TooFewPeople(object? first, object? second) => Text.Fill([first, second]);

    public static string HowSure(object? first, object? second) => Text.Fill([first, second]);

    public static string Course(object? first, object? second) => Text.Fill([first, second]);

    public static string UnshownLead(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string NoEstimate(object? first) => Text.Fill([first]);

    /// <summary>What a flag is about.</summary>
    public static string NameOf(string flag) => flag == "ranker" ? Ranker : Exploration;

    public static string AboutOf(string flag) => flag == "ranker" ? AboutRanker : AboutExploration;

    public static string VariantOf(string flag, string variant) => (flag, variant) switch
    {
        ("exploration", "less") => ExplorationLess,
        ("exploration", "more") => ExplorationMore,
        ("exploration", _) => ExplorationControl,
        (_, "baseline") => RankerBaseline,
        _ => RankerControl,
    };

    public static string PolicyOf(string policy) => policy switch
    {
        "none" => PolicyNone,
        "less" => PolicyLess,
        "more" => PolicyMore,
        _ => PolicyEvenly,
    };

    public static string Of(Figure figure) => figure switch
    {
        Figure.Completion => Completion,
        Figure.Like => Like,
        Figure.Hide => Hide,
        Figure.Return => Return,
    };

    public static string AboutOf(Figure figure) => figure switch
    {
        Figure.Completion => AboutCompletion,
        Figure.Like => AboutLike,
        Figure.Hide => AboutHide,
        Figure.Return => AboutReturn,
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.TooFew => TooFew,
        Verdict.Open => Open,
        Verdict.Higher => Higher,
        Verdict.Lower => Lower,
    };
}
