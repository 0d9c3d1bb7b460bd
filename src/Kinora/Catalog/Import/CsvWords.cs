using System.Globalization;
using System.Text.RegularExpressions;

namespace Kinora.Catalog.Import;

/// <summary>How known lists write kinds, dates and durations.</summary>
internal static partial class CsvWords
{
    private static readonly string[] Dates =
        ["d-MMM-yy", "d-MMM-yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy/M/d", "yyyy"];

    /// <summary>What it does not know it gives back: the rules will name it.</summary>
    public static string Kind(string cell) => cell.Trim().ToLowerInvariant() switch
    {
        "film" or "feature" => "movie",
        "tv show" or "tv series" or "show" or "tv" => "series",
        "short" or "video" => "clip",
        "live" => "stream",
        "podcast" or "music" or "song" => "audio",
        var other => other,
    };

    public static string Date(string cell) =>
        DateTime.TryParseExact(cell.Trim(), Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : cell.Trim();

    /// <summary>"2 Seasons" says how many there are, not how long it takes.</summary>
    public static bool IsSeasons(string cell) => cell.Trim().EndsWith("Season", StringComparison.OrdinalIgnoreCase)
        || cell.Trim().EndsWith("Seasons", StringComparison.OrdinalIgnoreCase);

    /// <summary>"90 min", "1 h 30 min", "1:30:00"; null for anything else.</summary>
    public static long? Duration(string cell)
    {
        if (cell.Length > 40)
            return null;
        var match = Spoken().Match(cell);
        if (!match.Success)
            match = Clock().Match(cell);
        return match.Success && match.Length > 0 ? (((Part(match, "h") * 60) + Part(match, "m")) * 60 + Part(match, "s")) * 1000 : null;
    }

    private static long Part(Match match, string group) =>
        match.Groups[group].Success ? long.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^\s*((?<h>\d{1,4}) ?(h|hr|hrs|hours?))?\s*((?<m>\d{1,6}) ?(m|min|mins|minutes?))?\s*((?<s>\d{1,6}) ?(s|sec|secs|seconds?))?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Spoken();

    [GeneratedRegex(@"^\s*((?<h>\d{1,4}):)?(?<m>\d{1,2}):(?<s>\d{2})\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Clock();
}
