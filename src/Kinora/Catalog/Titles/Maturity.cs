using System.Collections.Frozen;
using System.Globalization;

namespace Kinora.Catalog.Titles;

/// <summary>
/// From the labels of the common schemes to the age from which a title may be seen. What is unknown is 18: it fails closed. A label that
/// several schemes use counts as the oldest of what it means; with its scheme or country before it (<c>AU-M</c>, <c>FSK 12</c>) as that says.
/// </summary>
internal static class Maturity
{
    public const int Adult = 18;

    private static readonly FrozenDictionary<string, FrozenDictionary<string, int>> Schemes = MaturitySchemes.Read();

    private static readonly FrozenDictionary<string, int> Anywhere = Schemes.Values.Distinct().SelectMany(scheme => scheme)
        .GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => group.Max(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The age of a label, such as <c>TV-14</c>, <c>FSK 12</c>, <c>16+</c> or <c>AGES_18_</c>.</summary>
    public static int AgeOf(string? label)
    {
        var text = string.Join(' ', (label ?? "").Replace('_', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Known(text, Anywhere) ?? Prefixed(text) ?? Adult;
    }

    private static int? Known(string text, FrozenDictionary<string, int> labels) =>
        labels.TryGetValue(text, out var age) ? age : Number(text);

    /// <summary>A scheme or a country, what parts it from the label, and the label.</summary>
    private static int? Prefixed(string text)
    {
        var end = text.AsSpan().IndexOfAny(" -:/");
        if (end <= 0 || !Schemes.TryGetValue(text[..end], out var labels))
            return null;
        var rest = text[(end + 1)..].TrimStart(' ', '-', ':', '/');
        return Known(rest, labels) ?? Prefixed(rest);
    }

    /// <summary>"12", "12+", "+12", "-12", "ab 12", "12 years": nothing but an age.</summary>
    private static int? Number(string text)
    {
        var bare = text.AsSpan().TrimStart("+-≥").TrimEnd("+ ");
        foreach (var word in MaturitySchemes.Before)
        {
            if (bare.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                bare = bare[word.Length..].TrimStart(" -:");
        }

        foreach (var word in MaturitySchemes.After)
        {
            if (bare.EndsWith(word, StringComparison.OrdinalIgnoreCase))
                bare = bare[..^word.Length].TrimEnd(" +");
        }

        return bare.Length is 1 or 2 && int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age <= Adult ? age : null;
    }
}
