using Kinora.Platform;

namespace Kinora.Catalog.Contracts;

/// <summary>How a file of titles is written.</summary>
internal enum ImportFormat
{
    /// <summary>One JSON array of titles.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>A header line, then a title a row; lists joined by <c>|</c>.</summary>
    Csv,
}

/// <summary>A file of titles to bring in.</summary>
/// <param name="Name">The file's name: tells the format by its ending (<c>.gz</c> is read as it stands) and the provider by its beginning.</param>
internal sealed record ImportRequest(string Name)
{
    /// <summary>Null: by the ending of the name, else by the first character.</summary>
    public ImportFormat? Format { get; init; }

    /// <summary>For rows that name no provider; null: the name up to its first <c>_</c> or <c>.</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>Title member → column of the file, before the known headers are recognised.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>Only says what would happen.</summary>
    public bool DryRun { get; init; }
}

/// <summary>A file that was received whole and found well-formed.</summary>
/// <param name="File">Absolute path; deleted when the import is over, if it is a spooled copy.</param>
/// <param name="Id">Names the import: run again under the same id, it is done once.</param>
internal sealed record CheckedImport(string Id, ImportRequest Request, ImportFormat Format, string File, bool Spooled, long Rows);

/// <summary>How far an import is.</summary>
internal sealed record ImportProgress(long Rows, long Total);

/// <summary>What is wrong with one row, or with one member of a row that was taken all the same.</summary>
/// <param name="Row">From 1, header not counted.</param>
/// <param name="Line">Line of the file on which the row starts.</param>
internal sealed record ImportIssue(long Row, long Line, string? Id, string Code, string? Field, string Message);

/// <summary>What an import did, row by row where something was wrong.</summary>
internal sealed record ImportReport
{
    public required string Name { get; init; }

    public required bool DryRun { get; init; }

    public required long Rows { get; init; }

    /// <summary>Titles that were not known before.</summary>
    public required long Accepted { get; init; }

    public required long Updated { get; init; }

    public required long Unchanged { get; init; }

    public required long Refused { get; init; }

    /// <summary>The first refusals; <see cref="IssuesLeftOut"/> more are only counted.</summary>
    public required IReadOnlyList<ImportIssue> Issues { get; init; }

    public required long IssuesLeftOut { get; init; }

    /// <summary>Members that no title has, and how many rows carried them: reported, not fatal.</summary>
    public required IReadOnlyDictionary<string, long> UnknownMembers { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The published version in which it is visible; 0 for a dry run or when nothing changed.</summary>
    public required long Version { get; init; }
}

/// <summary>Brings many titles in: all of a file becomes visible at once, or nothing.</summary>
internal interface ITitleImport
{
    /// <summary>Reads the body to its end into a file of its own and checks its form; what is malformed is refused with line and column.</summary>
    Task<Outcome<CheckedImport>> ReceiveAsync(ImportRequest request, Stream body, CancellationToken cancel);

    /// <summary>Checks a file where it lies.</summary>
    Task<Outcome<CheckedImport>> CheckAsync(ImportRequest request, string file, CancellationToken cancel);

    /// <summary>
    /// Imports a checked file. In a serving process the snapshot holds the titles when this returns. Safe to run again from the start; once
    /// it is through, further runs only give its report.
    /// </summary>
    Task<Outcome<ImportReport>> RunAsync(CheckedImport import, IProgress<ImportProgress>? progress, CancellationToken cancel);

    /// <summary>Files the job that imports a received file and gives the job's id; its report is an <see cref="ImportReport"/>.</summary>
    Task<string> FileAsync(CheckedImport import, string? userId, CancellationToken cancel);
}
