using System.Globalization;
using System.Net;
using System.Text;

namespace Kinora.Platform.Ui;

/// <summary>A title's name on its poster.</summary>
internal static class ArtWords
{
    private const int MostLines = 4;

    public static void Write(StringBuilder svg, string name, ArtPalette palette, double width, double height)
    {
        var size = width * (name.Length > 28 ? 0.082 : 0.1);
        var lines = Lines(name, width * 0.86 / (size * 0.56));
        svg.Append(CultureInfo.InvariantCulture,
            $"<g font-family=\"Inter, system-ui, Segoe UI, Roboto, sans-serif\" font-weight=\"750\" font-size=\"{size:0.#}\" letter-spacing=\"{-size * 0.02:0.##}\" fill=\"{palette.Tone(0.97, 0.02)}\">");
        for (var line = 0; line < lines.Count; line++)
        {
            var down = height - (height * 0.07) - ((lines.Count - 1 - line) * size * 1.1);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{width * 0.07:0}\" y=\"{down:0}\">{WebUtility.HtmlEncode(Clean(lines[line]))}</text>");
        }

        svg.Append("</g>");
    }

    /// <summary>Words set into lines of about so many letters; what does not fit ends with an ellipsis.</summary>
    public static IReadOnlyList<string> Lines(string name, double letters)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > letters)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
            lines.Add(line);
        if (lines.Count > MostLines)
        {
            lines.RemoveRange(MostLines, lines.Count - MostLines);
            lines[^1] += "…";
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length > letters * 1.25)
                lines[i] = $"{lines[i].AsSpan(0, (int)(letters * 1.15))}…";
        }

        return lines;
    }

    /// <summary>XML allows neither control characters nor halves of surrogate pairs.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && rune.Value is not (0xFFFE or 0xFFFF))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }
}
