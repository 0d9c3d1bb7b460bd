using Kinora.Platform.Privacy;

namespace Kinora.Catalog;

/// <summary>What of the catalogue carries a person's name. It is the house's and stays when they go.</summary>
internal sealed class CatalogExport : IExportPart
{
    private const string Houses = "Belongs to the catalogue, not to you; ask the catalogue for the title.";

    public IReadOnlyList<ExportTable> Tables { get; } =
    [
        new("title", "catalogue/titles", "Titles that you put into the catalogue, every version.", new ExportOwner.User("owner_id"))
        {
            Columns =
            [
                "key", "id", "revision", "year", "published_at", "duration_ms", "language", "series_id", "season", "episode", "name", "original_name",
                "genres", "categories", "tags", "moods", "themes", "owner_id", "maturity", "licence", "unavailable_reason", "poster_url", "still_url",
                "hls_url", "manifest_url", "web_url", "synopsis", "short_description", "subtitles", "chapters_url", "thumbnails_url",
            ],
            Key = ["key"],
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ordinal"] = Houses, ["kind"] = Houses, ["flags"] = Houses, ["age"] = Houses, ["creator"] = Houses, ["content"] = Houses,
            },
        },
        new("collection", "catalogue/collections", "Collections that you made.", new ExportOwner.UserOrName("created_by"))
        {
            Columns =
            [
                "id", "name", "description", "position", "version", "created_by", "created_at", "updated_at", "published", "shown_from", "shown_until",
            ],
            Key = ["id"],
            Flags = ["published"],
        },
        new("change_set", "catalogue/edits", "Edits that you made to the catalogue.", new ExportOwner.UserOrName("who"))
        {
            Columns = ["revision", "seq", "kind", "state", "base_seq", "who", "started_at", "touched_at", "published_at", "swept"],
            Key = ["revision"],
            Flags = ["swept"],
        },
        new("import_run", "catalogue/imports", "Imports that you started.", new ExportOwner.UserOrName("who"))
        {
            Columns = ["id", "name", "dry_run", "state", "who", "started_at", "ended_at", "seq", "report"],
            Key = ["id"],
            Json = ["report"],
            Flags = ["dry_run"],
        },
    ];

    public IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
