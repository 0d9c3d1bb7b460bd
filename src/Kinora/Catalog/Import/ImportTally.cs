using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform;

namespace Kinora.Catalog.Import;

/// <summary>Counts what becomes of the rows, and keeps the first refusals.</summary>
internal sealed class ImportTally
{
    private const int MostIssues = 500;
    private readonly List<ImportIssue> _issues = [];
    private readonly long[] _counts = new long[Enum.GetValues<Staged>().Length];
    private long _refused;
    private long _leftOut;

    public bool Changes => _counts[(int)Staged.Accepted] + _counts[(int)Staged.Updated] > 0;

    public void Refuse(long row, long line, string? id, Faults faults)
    {
        _refused++;
        foreach (var fault in faults.All)
            Note(new ImportIssue(row, line, Short(id), fault.Code, fault.Field, fault.Message));
    }

    public void Count(Pending pending, Staged staged)
    {
        _counts[(int)staged]++;
        if (staged == Staged.Twice)
            Note(pending.Issue("id-twice", "An earlier row of this file has the same id: the first one counts."));
        else if (staged == Staged.Removed)
            Note(pending.Issue("title-removed", "This title was removed: set its visibility to public first, then import it."));
    }

    /// <summary>Rows that gave way at the end, because a person edited the title while the import ran.</summary>
    public void GaveWay(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
            Note(new ImportIssue(0, 0, id, "edited-meanwhile", null, "Somebody edited this title while the import ran: the edit stays."));
        _counts[(int)Staged.Updated] = Math.Max(0, _counts[(int)Staged.Updated] - ids.Count);
        _refused += ids.Count;
    }

    public ImportReport Report(CheckedImport import, RowReader reader, double seconds, long version) => new()
    {
        Name = import.Request.Name,
        DryRun = import.Request.DryRun,
        Rows = reader.Row,
        Accepted = _counts[(int)Staged.Accepted],
        Updated = _counts[(int)Staged.Updated],
        Unchanged = _counts[(int)Staged.Unchanged],
        Refused = _refused + _counts[(int)Staged.Twice] + _counts[(int)Staged.Removed],
        Issues = _issues,
        IssuesLeftOut = _leftOut,
        UnknownMembers = reader.Unknown,
        Seconds = Math.Round(seconds, 3),
        Version = version,
    };

    private static string? Short(string? id) => id?.Length > 220 ? id[..220] : id;

    private void Note(ImportIssue issue)
    {
        if (_issues.Count < MostIssues)
            _issues.Add(issue);
        else
            _leftOut++;
    }
}

/// <summary>A checked title and where it stood in the file.</summary>
internal readonly record struct Pending(StoredTitle Title, long Row, long Line)
{
    public ImportIssue Issue(string code, string message) => new(Row, Line, Title.Id, code, "id", message);
}
