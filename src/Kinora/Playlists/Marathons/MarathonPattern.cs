using System.Globalization;
using System.Runtime.InteropServices;
using Kinora.Platform;

namespace Kinora.Playlists.Marathons;

/// <summary>So many items of one source, then the next step.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternStep(int Source, int Count);

/// <summary>
/// The pattern of an interleaved marathon, such as <c>A2B1</c>: labels of sources in any case, each with an optional count of at least 1,
/// apart by nothing, spaces, commas, dashes or pipes. Every refusal says the place (from 1), what stands there and what would do.
/// </summary>
internal static class MarathonPattern
{
    public const int Longest = 1_000;
    public const int MostCount = 1_000;

    public static IReadOnlyList<PatternStep> RoundRobin(int sources) => [.. Enumerable.Range(0, sources).Select(source => new PatternStep(source, 1))];

    public static Outcome<IReadOnlyList<PatternStep>> Parse(string pattern, int sources)
    {
        if (pattern.Length > Longest)
            return Refuse("pattern-too-long", $"A pattern takes at most {Longest} characters; this has {pattern.Length}.", Longest + 1, "");
        var steps = new List<PatternStep>();
        for (var at = 0; at < pattern.Length;)
        {
            if (IsSeparator(pattern[at]))
            {
                at++;
                continue;
            }

            var end = EndOfToken(pattern, at);
            var step = Read(pattern, at, end, sources);
            if (step.Refusal is { } refusal)
                return refusal;
            steps.Add(step.Value);
            at = end;
        }

        return steps.Count > 0
            ? steps
            : Refuse("pattern-empty", $"The pattern names no source: write for example '{Example(sources)}', or leave the pattern out to take turns.", 1, pattern);
    }

    private static Outcome<PatternStep> Read(string pattern, int at, int end, int sources)
    {
        var token = pattern[at..end];
        if (char.IsAsciiDigit(token[0]))
        {
            return at > 0 && pattern[at - 1] == '-'
                ? Refuse("pattern-count-invalid", $"'-{token}': a count is at least 1, and a dash only separates. Write a label and a count, like 'A{Math.Max(1, Small(token))}'.", at, $"-{token}")
                : Refuse("pattern-label-missing", $"'{token}' has no label before it: write the label of a source first, like 'A{Math.Max(1, Small(token))}'.", at + 1, token);
        }

        if (!char.IsAsciiLetter(token[0]))
            return Refuse("pattern-character", $"'{token}' is neither a label nor a count: use the letters {Labels(sources)}, numbers, spaces, commas, dashes and pipes.", at + 1, token);
        var source = char.ToUpperInvariant(token[0]) - 'A';
        if (source >= sources)
            return Refuse("pattern-label-unknown", $"'{token}': there is no source {char.ToUpperInvariant(token[0])}. The sources are {Labels(sources)}.", at + 1, token);
        if (token.Length == 1)
            return new PatternStep(source, 1);
        if (!int.TryParse(token.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostCount)
            return Refuse("pattern-count-too-large", $"'{token}': a count is at most {MostCount}. Repeat the label, or concatenate instead.", at + 1, token);
        return count > 0
            ? new PatternStep(source, count)
            : Refuse("pattern-count-invalid", $"'{token}': a count is at least 1. Leave the source out, or write '{token[0]}1'.", at + 1, token);
    }

    /// <summary>A label with its digits, or a run of digits, or one character that is neither (with its second half).</summary>
    private static int EndOfToken(string pattern, int at)
    {
        var end = at + (at + 1 < pattern.Length && char.IsSurrogatePair(pattern[at], pattern[at + 1]) ? 2 : 1);
        while (end < pattern.Length && char.IsAsciiLetterOrDigit(pattern[at]) && char.IsAsciiDigit(pattern[end]))
            end++;
        return end;
    }

    private static bool IsSeparator(char letter) => letter is ',' or '-' or '|' || char.IsWhiteSpace(letter);

    private static string Labels(int sources) => sources == 1 ? "A" : $"A to {MarathonSource.LabelOf(sources - 1)}";

    private static string Example(int sources) => sources > 1 ? "A2B1" : "A";

    private static int Small(string digits) => digits.Length < 4 ? int.Parse(digits, CultureInfo.InvariantCulture) : 1;

    private static Refusal Refuse(string code, string detail, int position, string token) =>
        new(RefusalKind.Invalid, code, $"Place {position.ToString(CultureInfo.InvariantCulture)}: {detail}", "pattern")
        {
            More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["position"] = position, ["token"] = token },
        };
}
