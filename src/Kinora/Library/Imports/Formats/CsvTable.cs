using System.Text;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>A table of a file: its rows by the names of their columns.</summary>
internal sealed class CsvTable(string file, IReadOnlyList<string> head, IReadOnlyList<CsvTable.Row> rows)
{
    /// <summary>More cells in a row than any export has.</summary>
    private const int MostCells = 100;

    internal sealed record Row(long Line, IReadOnlyList<string> Cells);

    public string File => file;

    public IReadOnlyList<Row> Rows => rows;

    public bool Has(string column) => head.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>A cell; null where it is empty or the table has no such column.</summary>
    public string? Cell(Row row, string column)
    {
        for (var i = 0; i < head.Count && i < row.Cells.Count; i++)
        {
            if (string.Equals(head[i], column, StringComparison.OrdinalIgnoreCase))
                return row.Cells[i].Trim() is { Length: > 0 } text ? text : null;
        }

        return null;
    }

    /// <summary>Rows of a text; quoted cells may hold commas and line breaks. Refused: <c>import-file-invalid</c>.</summary>
    public static Outcome<List<Row>> Split(string file, string text, char separator)
    {
        var (rows, cells, cell, line, began) = (new List<Row>(), new List<string>(), new StringBuilder(), 1L, 1L);
        var quoted = false;
        for (var at = 0; at <= text.Length; at++)
        {
            var letter = at < text.Length ? text[at] : '\n';
            if (quoted && at < text.Length)
            {
                if (letter == '"' && at + 1 < text.Length && text[at + 1] == '"')
                    cell.Append(text[at++]);
                else if (letter == '"')
                    quoted = false;
                else
                    cell.Append(letter);
                line += letter == '\n' ? 1 : 0;
            }
            else if (quoted)
                return ImportLimits.Malformed(file, began, "the quotation mark that opens here is never closed.");
            else if (letter == '"' && cell.Length == 0)
                quoted = true;
            else if (letter == separator || letter == '\n')
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (letter == separator)
                    continue;
                if (cells is not [""])
                    rows.Add(new Row(began, cells));
                cells = [];
                began = ++line;
            }
            else
                cell.Append(letter);

            if (cell.Length > ImportLimits.LongestLine || cells.Count > MostCells)
                return ImportLimits.Malformed(file, began, "the row is longer than any export writes.");
        }

        return rows;
    }

    /// <summary>A table whose first row names the columns.</summary>
    public static Outcome<CsvTable> Of(ImportFile file, int headRow = 0)
    {
        var text = file.Text();
        if (text.Refusal is { } refusal)
            return refusal;
        return Split(file.Name, text.Value, ',').Then(rows => rows.Count <= headRow
            ? new CsvTable(file.Name, [], [])
            : new CsvTable(file.Name, [.. rows[headRow].Cells.Select(cell => cell.Trim())], [.. rows.Skip(headRow + 1)]));
    }
}
