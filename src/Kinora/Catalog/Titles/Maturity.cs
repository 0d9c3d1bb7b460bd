using System.Collections.Frozen;
using System.Globalization;

namespace Kinora.Catalog.Titles;

/// <summary>From the labels of the common schemes to the age from which a title may be seen. What is unknown is 18: it fails closed.</summary>
internal static class Maturity
{
    public const int Adult = 18;

    /// <summary>Age, then the labels that mean it: US television and cinema, UK, Ireland, Germany, Netherlands, Australia, Japan, games.</summary>
    private static readonly string[] Schemes =
    [
        "0: TV-Y, TV-G, G, U, UC, AL, E, ALL, ALL AGES, GENERAL", "7: TV-Y7, TV-Y7-FV", "10: TV-PG, PG, E10+", "12: 12A, PG12",
        "13: PG-13, T", "14: TV-14", "15: 15A, M, MA15+, R15+", "17: TV-MA, R", "18: NC-17, X, R18, R18+, X18+, AO",
    ];

    private static readonly FrozenDictionary<string, int> Ages = Schemes
        .Select(line => line.Split(": "))
        .SelectMany(parts => parts[1].Split(", ").Select(label => KeyValuePair.Create(label, int.Parse(parts[0], CultureInfo.InvariantCulture))))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The age of a label, such as <c>TV-14</c>, <c>FSK 12</c>, <c>16+</c> or <c>AGES_18_</c>.</summary>
    public static int AgeOf(string? label)
    {
        var text = label?.Replace('_', ' ').Trim();
        if (string.IsNullOrEmpty(text))
            return Adult;
        if (Ages.TryGetValue(text, out var age))
            return age;
        foreach (var scheme in (ReadOnlySpan<string>)["FSK", "PEGI", "BBFC", "AGES", "AGE", "FROM", "CNC", "KIJKWIJZER"])
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                text = text[scheme.Length..].Trim(' ', '-', ':');
        }

        return int.TryParse(text.TrimEnd('+', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out age) && age <= Adult ? age
            : Ages.GetValueOrDefault(text, Adult);
    }
}
