using Kinora.Catalog.Titles;
using Kinora.Platform;

namespace Kinora.Catalog.Import;

/// <summary>A CSV file of titles: its header says which column is which member.</summary>
internal sealed class CsvRows : RowReader
{
    private readonly CsvReader _csv;
    private readonly CsvColumn[] _columns;
    private readonly List<string> _cells = [];

    public CsvRows(Stream stream, IReadOnlyDictionary<string, string> map)
    {
        _csv = new CsvReader(stream);
        _columns = _csv.Read(_cells) ? CsvHeader.Read(_cells, map, _csv.Line) : throw new MalformedFile(1, 1, "the file is empty: a CSV file begins with a header.");
    }

    public override bool Read()
    {
        if (!_csv.Read(_cells))
            return false;
        Row++;
        Line = _csv.Line;
        return true;
    }

    public override TitleDraft ToDraft(Faults faults)
    {
        var draft = new TitleDraft();
        if (_cells.Count != _columns.Length)
        {
            faults.Add("row-width", null, $"The header has {_columns.Length} cells, this row {_cells.Count}.");
            return draft;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            if (_cells[i].Length > 0)
                _columns[i].Fill(draft, _cells[i], faults, CountUnknown);
        }

        MisplacedDuration(draft);
        return draft;
    }

    public override void Dispose() => _csv.Dispose();

    /// <summary>Known lists have rows whose duration slipped into the neighbouring column.</summary>
    private static void MisplacedDuration(TitleDraft draft)
    {
        if (draft.DurationMs is null && draft.Maturity is { } label && label.EndsWith(" min", StringComparison.Ordinal)
            && CsvWords.Duration(label) is { } duration)
        {
            (draft.DurationMs, draft.Maturity) = (duration, null);
        }
    }
}
