using System.Text;
using Kinora.Platform;

namespace Kinora.Playlists.Files;

/// <summary>Reads a table with a head. Commas, semicolons or tabs, as the head has them; quoted cells may hold line breaks.</summary>
internal static class CsvReader
{
    private static readonly string[] Ids = ["video_id", "id"];
    private static readonly string[] Addresses = ["url", "location"];
    private static readonly string[] Titles = ["title", "name"];

    /// <summary>Whether the first line names a column that titles are found by.</summary>
    public static bool HasHead(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\r', '\n');
        var line = (end < 0 ? text : text[..end]).ToString();
        return Cells(line, SeparatorOf(line)).Exists(cell => Ids.Concat(Addresses).Concat(Titles).Contains(cell, StringComparer.OrdinalIgnoreCase));
    }

    public static Outcome<PlaylistFile> Read(string text)
    {
        var (rows, line) = (new List<(int Line, List<string> Cells)>(), 1);
        var separator = SeparatorOf(text.AsSpan()[..Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length)]);
        for (var at = 0; at < text.Length && rows.Count <= Playlist.MostItems + 1;)
        {
            var (started, row) = (line, new List<string>());
            if (!TryRow(text, separator, ref at, ref line, row))
                return PlaylistFile.Unreadable("the quotation mark that opens here is never closed.", started);
            if (row is not [""])
                rows.Add((started, row));
        }

        var head = rows is [var first, ..] ? first.Cells : [];
        var (id, address, title) = (Column(head, Ids), Column(head, Addresses), Column(head, Titles));
        if (id < 0 && address < 0 && title < 0)
            return PlaylistFile.Unreadable("the first line names the columns, one of them video_id, url or title.", 1);
        return new PlaylistFile(null, null, [.. rows.Skip(1).Select(row => new FileEntry(row.Line, Cell(row.Cells, id), Cell(row.Cells, address), Cell(row.Cells, title)))]);
    }

    private static int Column(List<string> head, string[] names) => head.FindIndex(cell => names.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase));

    /// <summary>Without the apostrophe that keeps spreadsheets from computing.</summary>
    private static string? Cell(List<string> cells, int column)
    {
        var text = column >= 0 && column < cells.Count ? cells[column].Trim() : "";
        if (text is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..])
            text = text[1..];
        return text.Length == 0 ? null : text;
    }

    private static char SeparatorOf(ReadOnlySpan<char> head) =>
        head.Count('\t') > head.Count(',') ? '\t' : head.Count(';') > head.Count(',') ? ';' : ',';

    private static List<string> Cells(string line, char separator)
    {
        var (cells, at, number) = (new List<string>(), 0, 1);
        TryRow(line, separator, ref at, ref number, cells);
        return cells;
    }

    /// <summary>Reads one row and what ends it. False where a quoted cell has no end.</summary>
    private static bool TryRow(string text, char separator, ref int at, ref int line, List<string> row)
    {
        while (true)
        {
            if (!TryCell(text, separator, ref at, ref line, out var cell))
                return false;
            row.Add(cell);
            if (at >= text.Length)
                return true;
            if (text[at++] == separator)
                continue;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
                at++;
            line++;
            return true;
        }
    }

    private static bool TryCell(string text, char separator, ref int at, ref int line, out string cell)
    {
        var start = at;
        if (at >= text.Length || text[at] != '"')
        {
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
                at++;
            cell = text[start..at];
            return true;
        }

        var content = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 >= text.Length || text[at + 1] != '"'))
            {
                at++;
                while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
                    at++;
                cell = content.ToString();
                return true;
            }

            if (text[at] == '"')
                at++;
            line += text[at] == '\n' ? 1 : 0;
            content.Append(text[at]);
        }

        cell = "";
        return false;
    }
}
