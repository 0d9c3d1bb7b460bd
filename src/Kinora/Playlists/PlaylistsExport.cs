using System.Text.Json.Nodes;
using Kinora.Platform.Privacy;

namespace Kinora.Playlists;

/// <summary>Playlists that a person made.</summary>
internal sealed class PlaylistsExport : IExportPart
{
    public IReadOnlyList<ExportTable> Tables { get; } =
    [
        new("playlist", "playlists/playlists", "Playlists that you made, also those removed lately.", new ExportOwner.User("user_id"))
        {
            Columns =
            [
                "id", "namespace", "name", "description", "visibility", "user_id", "created_by", "forked_from", "version", "size", "created_at",
                "updated_at", "deleted_at",
            ],
            Key = ["id"],
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal) { ["name_key"] = "The name once more, as it is compared." },
        },
        new("playlist_version", "playlists/versions", "What you saved into playlists: the title ids of each version.", new ExportOwner.User("user_id"))
        {
            Columns = ["playlist_id", "version", "name", "items", "size", "change", "saved_at", "user_id", "saved_by"],
            Key = ["playlist_id", "version"],
            Read = new Dictionary<string, Func<object?, JsonNode?>>(StringComparer.Ordinal)
            {
                ["items"] = value => new JsonArray([.. PlaylistRow.Split((string?)value ?? "").Select(id => JsonValue.Create(id))]),
            },
        },
    ];

    public IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
