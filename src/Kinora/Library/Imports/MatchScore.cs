using System.Runtime.InteropServices;

namespace Kinora.Library.Imports;

/// <summary>What the catalogue knows of a title that may be meant; 0 = unknown.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MatchFacts(int Year, long DurationMs, string? Creator);

/// <summary>
/// How sure it is that a title of a file is one of the catalogue, 0–1. The same name is worth 60 in a hundred; a year, a length and a creator each add where
/// they agree and take where they do not. Never certain: certain is the id of a provider alone. Pure.
/// </summary>
internal static class MatchScore
{
    private const double Name = 0.6;
    private const double Most = 0.99;

    public static double Of(ImportedTitle title, MatchFacts facts) => Math.Clamp(Name + Year(title.Year, facts.Year) + More(title, facts), 0, Most);

    /// <summary>Series, season and number say it; the year is the series'.</summary>
    public static double OfEpisode(ImportedTitle title, int seriesYear) => Math.Clamp(0.85 + (Year(title.Year, seriesYear) is var year && year == Unknown ? 0 : year / 2), 0, Most);

    /// <summary>Words in common, of all words of both names.</summary>
    public static double Near(double share, ImportedTitle title, MatchFacts facts) => Math.Clamp((share * 0.55) + (Year(title.Year, facts.Year) / 3) + (More(title, facts) / 2), 0, 0.65);

    private const double Unknown = 0.1;

    private static double Year(int? said, int known) => (said, known) switch
    {
        (null, _) or (_, <= 0) => Unknown,
        ({ } year, _) when year == known => 0.3,
        ({ } year, _) when Math.Abs(year - known) == 1 => 0.15,
        _ => -0.35,
    };

    private static double More(ImportedTitle title, MatchFacts facts)
    {
        var more = 0.0;
        if (title.DurationMs is { } said && facts.DurationMs > 0)
        {
            var apart = Math.Abs(said - facts.DurationMs);
            more += apart <= Math.Max(60_000, facts.DurationMs / 50) ? 0.15 : apart > facts.DurationMs / 10 ? -0.3 : 0;
        }

        if (title.Creator is { } creator && facts.Creator is { } known)
            more += ImportNames.Fold(creator) == ImportNames.Fold(known) ? 0.15 : -0.1;
        return more;
    }
}
