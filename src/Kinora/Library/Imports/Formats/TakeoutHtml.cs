using System.Net;

namespace Kinora.Library.Imports.Formats;

/// <summary>
/// Finds the entries in Takeout's HTML. It looks for the cells that hold them and takes text and addresses; nothing else of the page is read, nothing is
/// run, and all text is a text whatever stands in it.
/// </summary>
internal static class TakeoutHtml
{
    private const string Cell = "content-cell";

    /// <summary>The entries with the line at which each begins.</summary>
    public static IEnumerable<(TakeoutReader.Entry Entry, long Line)> Entries(string html)
    {
        var (line, counted) = (1L, 0);
        for (var at = html.IndexOf(Cell, StringComparison.Ordinal); at >= 0;)
        {
            var open = html.IndexOf('>', at);
            if (open < 0)
                yield break;
            var end = html.IndexOf("</div>", open, StringComparison.Ordinal);
            if (end < 0)
                yield break;
            line += html.AsSpan(counted, at - counted).Count('\n');
            counted = at;
            if (Of(html[(open + 1)..end]) is { } entry)
                yield return (entry, line);
            at = html.IndexOf(Cell, end, StringComparison.Ordinal);
        }
    }

    /// <summary>Verb, title, creator and time, divided by line breaks; null where the cell holds something else.</summary>
    private static TakeoutReader.Entry? Of(string cell)
    {
        var parts = cell.Split("<br>", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var address = Address(parts.FirstOrDefault() ?? "");
        if (parts.Length < 2 || address is null)
            return null;
        return new TakeoutReader.Entry(Text(parts[0]), address, parts.Length > 2 ? Text(parts[1]) : null, null, Text(parts[^1]));
    }

    private static string? Address(string part)
    {
        var start = part.IndexOf("href=\"", StringComparison.OrdinalIgnoreCase);
        var end = start < 0 ? -1 : part.IndexOf('"', start + 6);
        return end < 0 ? null : WebUtility.HtmlDecode(part[(start + 6)..end]);
    }

    /// <summary>Without elements, and with every sign as itself.</summary>
    private static string Text(string part)
    {
        var text = new System.Text.StringBuilder(part.Length);
        for (var at = 0; at < part.Length;)
        {
            var open = part.IndexOf('<', at);
            text.Append(part, at, (open < 0 ? part.Length : open) - at);
            var close = open < 0 ? -1 : part.IndexOf('>', open);
            if (close < 0)
                break;
            at = close + 1;
        }

        return WebUtility.HtmlDecode(text.ToString()).Replace('\u00A0', ' ').Replace('\u202F', ' ').Trim();
    }
}
