using Kinora.Platform.Privacy;

namespace Kinora.Library;

/// <summary>What a person's library holds.</summary>
internal sealed class LibraryExport : IExportPart
{
    private static readonly ExportOwner Mine = new ExportOwner.Profile("profile_id");

    public IReadOnlyList<ExportTable> Tables { get; } =
    [
        new("watch_state", "library/states", "How you stand to each title: status, progress, stars, notes, tags, and what you watched of it.", Mine)
        {
            Columns =
            [
                "profile_id", "title_id", "title", "creator", "status", "progress", "position_ms", "duration_ms", "rating", "added_at", "watched_at",
                "completed_at", "dismissed_at", "watched_ms", "plays", "facts", "marks", "last_play", "version",
            ],
            Key = ["profile_id", "title_id"],
            Json = ["facts", "marks", "last_play"],
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal) { ["words"] = "Title, creator and notes once more, in lower case, for the search." },
        },
        new("play", "library/history", "What you watched, play by play.", Mine)
        {
            Columns =
            [
                "profile_id", "id", "title_id", "title", "started_at", "ended_at", "watched_ms", "credited_ms", "duration_ms", "progress_start",
                "progress_end", "completed", "manual", "carried",
            ],
            Key = ["profile_id", "id"],
            Flags = ["completed", "manual", "carried"],
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal) { ["words"] = "Title and creator once more, in lower case, for the search." },
        },
        new("note", "library/notes", "What you wrote at moments of titles.", Mine)
        {
            Columns = ["profile_id", "title_id", "id", "title", "position_ms", "body", "created_at", "updated_at", "version"],
            Key = ["profile_id", "title_id", "id"],
        },
        new("visit", "library/visits", "Your latest stays in the app.", Mine)
        {
            Columns = ["profile_id", "id", "started_at", "alive_at", "actions", "viewed", "titles"],
            Key = ["profile_id", "id"],
        },
        new("queue", "library/queues", "Your queues.", Mine)
        {
            Columns =
            [
                "profile_id", "id", "name", "description", "kind", "created_at", "used_at", "active", "auto_sort", "most", "target_minutes", "refresh_daily",
                "version", "filled_on",
            ],
            Key = ["profile_id", "id"],
            Flags = ["active", "auto_sort", "refresh_daily"],
        },
        new("queue_item", "library/queued", "What stands in your queues.", Mine)
        {
            Columns = ["profile_id", "queue_id", "title_id", "title", "position", "priority", "added_at", "added_by", "notes", "target_date"],
            Key = ["profile_id", "queue_id", "title_id"],
        },
        new("queue_member", "library/shared-with-me", "Queues of others that you may use.", new ExportOwner.User("user_id"))
        {
            Columns = ["queue_id", "user_id", "user_name"],
            Key = ["queue_id"],
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal) { ["profile_id"] = "The profile of who shares it." },
        },
        new("library_import", "library/imports", "Files of other services that you handed in.", Mine)
        {
            Columns =
            [
                "profile_id", "id", "name", "format", "state", "person", "people", "take_likely", "keep_unmatched", "notices", "notice_count", "lists", "job_id", "created_at",
                "applied_at", "undone_at",
            ],
            Key = ["profile_id", "id"],
            Json = ["people", "notices", "lists"],
            Flags = ["take_likely", "keep_unmatched"],
        },
        new("library_import_title", "library/imported", "What those files said of each title, and what came of it.", Mine)
        {
            Columns =
            [
                "profile_id", "import_id", "number", "person", "name", "said", "plays", "rated", "listed", "found", "confidence", "title_id", "suggestions", "choice", "chosen",
                "outcome", "applied_to", "added", "undo", "rating_undone_at",
            ],
            Key = ["profile_id", "import_id", "number"],
            Json = ["said", "suggestions", "undo"],
            Flags = ["rated", "listed"],
        },
        new("library_choice", "library/choices", "What you chose about your library.", Mine)
        {
            Columns = ["profile_id", "history_days"],
            Key = ["profile_id"],
        },
    ];

    public IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["queue_word"] = "The times of the latest signals queue and unqueue, which stand in signals/signals.json.",
        ["vault_file"] = "What the writer of the vault's files remembers of each file: its hash, size and time.",
        ["vault_mark"] = "What of a library is not in the vault's files yet.",
        ["watch_tag"] = "The tags of library/states.json once more, to be searched by.",
    };
}
