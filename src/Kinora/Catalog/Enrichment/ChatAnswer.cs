using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kinora.Catalog.Enrichment;

/// <summary>
/// What a chat model answered, believed in nothing but what passes: words that there are, and one plain line. Whoever wrote a synopsis may have
/// told the model what to say.
/// </summary>
internal static class ChatAnswer
{
    /// <summary>As sure as a label that is just taken: the model does not say how sure it is.</summary>
    private const double Sure = 0.5;

    private const int LongestAnswer = 8_000;
    private const int MostLooked = 40;

    private static readonly string[] Markup = ["<", ">", "`", "**", "__", "](", "{", "}", "://", "www.", "&#", "&lt"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Null where it is not what was asked for.</summary>
    public static Labels? Read(string? content)
    {
        if (content is not { Length: > 0 and <= LongestAnswer })
            return null;
        // Some models put a fence around it.
        var (from, to) = (content.IndexOf('{', StringComparison.Ordinal), content.LastIndexOf('}'));
        if (from < 0 || to < from)
            return null;
        try
        {
            using var json = JsonDocument.Parse(content.AsMemory(from, to - from + 1), Strict);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new Labels(Words(root, "moods", LabelKind.Mood), Words(root, "themes", LabelKind.Theme)) { Short = Line(root) }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The words that there are, in the model's order, and no more than are ever given.</summary>
    private static List<LabelGuess> Words(JsonElement root, string member, LabelKind kind)
    {
        if (!root.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array)
            return [];
        return
        [
            .. list.EnumerateArray().Take(MostLooked).Select(Text).Where(text => text is not null).Select(text => text!.Trim().ToLowerInvariant())
                .Where(word => Label.All.Any(label => label.Kind == kind && label.Name == word)).Distinct(StringComparer.Ordinal).Take(LabelModel.Most)
                .Select(word => new LabelGuess(word, Sure)),
        ];
    }

    /// <summary>Null where it holds anything but plain words: better none than half of one.</summary>
    private static string? Line(JsonElement root)
    {
        if (!root.TryGetProperty("short_description", out var value) || Text(value) is not { } text)
            return null;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 || line.Length > 2 * ShortText.Longest || line.EnumerateRunes().Any(IsHidden)
            || Markup.Any(mark => line.Contains(mark, StringComparison.OrdinalIgnoreCase))
            ? null
            : ShortText.Of(line);
    }

    /// <summary>Letters that show as nothing, turn the direction of others, or mean nothing here.</summary>
    private static bool IsHidden(Rune letter) => Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate || letter == Rune.ReplacementChar;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text.
            return null;
        }
    }
}
