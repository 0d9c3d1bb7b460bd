using System.Globalization;
using System.Text.RegularExpressions;

namespace Kinora.Catalog.Connectors;

/// <summary>Titles that began as names of files, as people would write them: without the ending, a leading year behind.</summary>
internal static partial class FileTitle
{
    private const int FirstYear = 1870;
    private const int LastYear = 2099;

    /// <summary>Films whose name begins with a number that only looks like their year.</summary>
    private static readonly string[] Numbers = ["2001 a space odyssey", "2001 maniacs", "2010 the year we make contact", "1492 conquest of paradise", "2019 after the fall", "1990 the bronx warriors"];

    /// <summary>What to show, and the year that it names.</summary>
    public static (string Name, int? Year) Of(string title)
    {
        var name = Spaced(WithoutEnding(title));
        if (Leading().Match(name) is { Success: true } found && IsYear(found.Groups["year"].ValueSpan, out var year)
            && !Array.Exists(Numbers, number => name.StartsWith(number, StringComparison.OrdinalIgnoreCase)))
        {
            var rest = found.Groups["rest"].Value.Trim();
            return (Trailing().IsMatch(rest) ? rest : string.Create(CultureInfo.InvariantCulture, $"{rest} ({year})"), year);
        }

        return (name, Trailing().Match(name) is { Success: true } last && IsYear(last.Groups["year"].ValueSpan, out year) ? year : null);
    }

    /// <summary>Without <c>.mp4</c> and its kind.</summary>
    public static string WithoutEnding(string title)
    {
        var name = Ending().Replace(title, "").Trim();
        return name.Length > 0 ? name : title;
    }

    /// <summary>A category without the number that orders it: <c>1.Family Comedies</c>.</summary>
    public static string WithoutNumber(string category) => Order().Replace(category, "") is { Length: > 0 } name ? name : category;

    /// <summary>Where words are joined by dots or low lines and never by spaces, those are the spaces.</summary>
    private static string Spaced(string name) => name.Contains(' ', StringComparison.Ordinal) || !(name.Count(c => c is '.' or '_') > 1)
        ? name.Replace('_', ' ').Trim() : name.Replace('.', ' ').Replace('_', ' ').Trim();

    private static bool IsYear(ReadOnlySpan<char> text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= FirstYear and <= LastYear;

    [GeneratedRegex(@"\.(mp4|mkv|avi|mov|webm|m4v|mpe?g|wmv|flv|ogv|ogm|3gp|divx|vob|m2ts|mts|ts|mp3|m4a|ogg|opus|flac|wav)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 200)]
    private static partial Regex Ending();

    [GeneratedRegex(@"^[\[(]?(?<year>[0-9]{4})[\])]?[ ]*[-–_. ][ ]*(?<rest>[^0-9\s-].*|[0-9].*[^0-9\s].*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Leading();

    [GeneratedRegex(@"\((?<year>[0-9]{4})\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, 200)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"^[0-9]{1,3}\.\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Order();
}
