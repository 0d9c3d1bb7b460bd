using System.Globalization;

namespace Kinora.Library.Imports.Formats;

/// <summary>The times of Takeout's HTML, as its languages write them. Pure.</summary>
internal static class TakeoutTimes
{
    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["WET"] = 0,
        ["WEST"] = 1,
        ["BST"] = 1,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["MEZ"] = 1,
        ["MESZ"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["AKST"] = -9,
        ["AKDT"] = -8,
        ["HST"] = -10,
        ["JST"] = 9,
        ["KST"] = 9,
        ["AEST"] = 10,
        ["AEDT"] = 11,
        ["ACST"] = 9.5,
        ["AWST"] = 8,
        ["NZST"] = 12,
        ["NZDT"] = 13,
    };

    private static readonly string[] Forms =
    [
        "MMM d, yyyy, h:mm:ss tt", "d MMM yyyy, HH:mm:ss", "d MMM yyyy, h:mm:ss tt", "dd.MM.yyyy, HH:mm:ss", "d.M.yyyy, HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss",
        "dd/MM/yyyy, HH:mm:ss", "d/M/yyyy, H:mm:ss", "MMM d, yyyy, HH:mm:ss", "d MMMM yyyy, HH:mm:ss", "d. MMMM yyyy, HH:mm:ss",
    ];

    /// <summary>Unix ms; null where the time is written in a way that is not known. Without a known zone it is the person's own.</summary>
    public static long? Read(string? text, TimeZoneInfo zone)
    {
        if (text is null)
            return null;
        text = text.Trim();
        // September is four letters long in English pages of Britain.
        text = text.Replace("Sept ", "Sep ", StringComparison.Ordinal);
        var space = text.LastIndexOf(' ');
        var last = space < 0 ? "" : text[(space + 1)..];
        var offset = OffsetOf(last);
        var local = offset is null && !last.All(char.IsAsciiLetter) ? text : last is "AM" or "PM" or "am" or "pm" ? text : text[..Math.Max(0, space)];
        if (!DateTime.TryParseExact(local, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var time))
            return null;
        var known = offset ?? zone.GetUtcOffset(time);
        return new DateTimeOffset(time, known).ToUnixTimeMilliseconds();
    }

    private static TimeSpan? OffsetOf(string zone)
    {
        if (Zones.TryGetValue(zone, out var hours))
            return TimeSpan.FromHours(hours);
        return zone.StartsWith("GMT", StringComparison.Ordinal) && TimeSpan.TryParseExact(
                zone[3..].TrimStart('+', '-'), ["h\\:mm", "hh\\:mm", "%h", "hhmm"], CultureInfo.InvariantCulture, out var span)
            ? zone[3] == '-' ? -span : span
            : null;
    }
}
