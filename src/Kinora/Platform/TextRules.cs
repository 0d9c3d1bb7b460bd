using System.Text;

namespace Kinora.Platform;

/// <summary>What a text may hold: trimmed, composed (NFC), no control characters, bounded.</summary>
internal static class TextRules
{
    /// <summary>A text of one line; null when it is empty.</summary>
    public static string? Line(string field, string? text, int longest, Faults faults) => Clean(field, text, longest, lines: false, faults);

    /// <summary>A text that may have several lines.</summary>
    public static string? Prose(string field, string? text, int longest, Faults faults) => Clean(field, text, longest, lines: true, faults);

    private static string? Clean(string field, string? text, int longest, bool lines, Faults faults)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > longest)
        {
            faults.Add("too-long", field, $"'{field}' takes at most {longest} characters; this has {text.Length}.");
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter is >= ' ' and < '\u007F' or > '\u009F' and not (>= '\uD800' and <= '\uDFFF'))
                continue;
            if (lines && letter is '\n' or '\r' or '\t')
                continue;
            if (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            faults.Add("control-character", field, $"'{field}' has the character U+{(int)letter:X4} at place {i + 1}: leave it out.");
            return null;
        }

        var trimmed = text.Trim();
        return trimmed.Length == 0 ? null : trimmed.Normalize(NormalizationForm.FormC);
    }
}
