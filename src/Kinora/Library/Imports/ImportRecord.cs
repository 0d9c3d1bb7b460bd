using System.Text.Json;
using Kinora.Library.History;
using Kinora.Library.States;

namespace Kinora.Library.Imports;

/// <summary>An import as it is kept.</summary>
internal sealed record ImportRecord
{
    /// <summary>Its titles are being written down; nobody sees it yet.</summary>
    public const string Reading = "reading";
    public const string Ready = "ready";
    public const string Applying = "applying";
    public const string Finished = "done";
    public const string Undoing = "undoing";
    public const string Undone = "undone";

    public const string Columns = """
        profile_id, id, name, format, state, person, people, take_likely, keep_unmatched, notices, notice_count, lists, job_id, created_at, applied_at, undone_at
        """;

    public required string ProfileId { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Format { get; init; }

    public required string State { get; init; }

    /// <summary>Whose part is taken; null where the file is one person's, or nobody was chosen yet.</summary>
    public string? Person { get; init; }

    /// <summary>JSON: names by id.</summary>
    public required string People { get; init; }

    public required bool TakeLikely { get; init; }

    public required bool KeepUnmatched { get; init; }

    public required string Notices { get; init; }

    public required int NoticeCount { get; init; }

    public string? Lists { get; init; }

    public string? JobId { get; init; }

    public required long CreatedAt { get; init; }

    public long? AppliedAt { get; init; }

    public long? UndoneAt { get; init; }

    public Dictionary<string, string> AllPeople => JsonSerializer.Deserialize<Dictionary<string, string>>(People)!;

    public bool NeedsPerson => Person is null && AllPeople.Count > 0;
}

/// <summary>A title of an import as it is kept.</summary>
internal sealed record ImportRow
{
    public const string Skip = "skip";
    public const string Keep = "keep";
    public const string Pick = "pick";

    public const string Columns = """
        number, person, name, said, plays, rated, listed, found, confidence, title_id, suggestions, choice, chosen, outcome, applied_to, added, undo
        """;

    public required int Number { get; init; }

    public string? Person { get; init; }

    public required string Name { get; init; }

    public required string Said { get; init; }

    public required int Plays { get; init; }

    public required bool Rated { get; init; }

    public required bool Listed { get; init; }

    /// <summary><c>exact</c>, <c>likely</c> or <c>unmatched</c>.</summary>
    public required string Found { get; init; }

    public required double Confidence { get; init; }

    public string? TitleId { get; init; }

    public required string Suggestions { get; init; }

    public string? Choice { get; init; }

    public string? Chosen { get; init; }

    /// <summary><c>new</c>, <c>known</c>, <c>skipped</c> or <c>undone</c>; null before.</summary>
    public string? Outcome { get; init; }

    public string? AppliedTo { get; init; }

    /// <summary>How many plays were new.</summary>
    public int? Added { get; init; }

    public string? Undo { get; init; }

    public ImportedTitle Title => JsonSerializer.Deserialize<ImportedTitle>(Said, WatchStateStore.Stored)!;

    public List<MatchCandidate> AllSuggestions => JsonSerializer.Deserialize<List<MatchCandidate>>(Suggestions, WatchStateStore.Stored)!;

    /// <summary>The id under which it waits for the catalogue; null where the file gives it none.</summary>
    private string? KeptAs => Title.Ids is [var id, ..] ? id : null;

    /// <summary>The title that it goes to; null where it is left out.</summary>
    public string? Target(ImportRecord import) => Choice switch
    {
        Skip => null,
        Pick => Chosen,
        Keep => KeptAs,
        _ => Found switch
        {
            "exact" => TitleId,
            "likely" when import.TakeLikely => TitleId,
            _ => import.KeepUnmatched && Found == "unmatched" ? KeptAs : null,
        },
    };
}

/// <summary>How a state stood before an import, and what the import wrote: enough to take it back, and to see what the person changed since.</summary>
internal sealed record ImportUndo(WatchMarks Before, WatchMarks After, IReadOnlyList<PlayRow> Plays, string? RatingEvent, bool Carried);

/// <summary>What an import put into a queue.</summary>
internal sealed record ImportedList(string QueueId, bool Made, IReadOnlyList<string> Titles);
