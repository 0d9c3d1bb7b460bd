namespace Kinora.Platform.Privacy;

/// <summary>What Platform's own tables know about a person.</summary>
internal sealed class PlatformExport : IExportPart
{
    public IReadOnlyList<ExportTable> Tables { get; } =
    [
        new("job", "account/jobs", "Background work that you started, and what came of it; kept 14 days.", new ExportOwner.User("user_id"))
        {
            Columns =
            [
                "id", "kind", "args", "state", "dedupe", "user_id", "attempt", "tries", "due_at", "cancel_asked", "progress", "report", "error",
                "created_at", "started_at", "finished_at",
            ],
            Key = ["id"],
            Json = ["args", "report"],
            Flags = ["cancel_asked"],
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["lease"] = "Which process runs it.",
                ["lease_owner"] = "Which process runs it.",
                ["lease_until"] = "Which process runs it.",
            },
        },
        new("audit", "account/audit", "What you changed for everybody, as an admin or an editor.", new ExportOwner.User("actor_id"))
        {
            Columns = ["id", "at", "actor_id", "actor", "action", "target", "state_before", "state_after", "request_id", "address"],
            Key = ["id"],
            Json = ["state_before", "state_after"],
        },
    ];

    public IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["idempotency"] = "Copies of replies to requests that could be repeated, gone after 24 hours; what they say stands in the other files.",
        ["event"] = "Messages between parts of the product, gone once delivered; what they say stands in the other files.",
    };
}
