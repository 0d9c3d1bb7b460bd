using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>Invidious' export: ids of videos that were watched, without any time, and playlists.</summary>
internal sealed class InvidiousReader : IImportReader
{
    public string Name => "invidious";

    public string Label => "Invidious";

    public bool Knows(IReadOnlyList<ImportFile> files) => files is [var file] && file.Head.StartsWith('{')
        && (file.Utf8.Span.IndexOf("\"watch_history\""u8) >= 0 || (file.Utf8.Span.IndexOf("\"subscriptions\""u8) >= 0 && file.Utf8.Span.IndexOf("\"playlists\""u8) >= 0));

    public Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into)
    {
        foreach (var file in files)
        {
            var parsed = JsonParts.Parse(file);
            if (parsed.Refusal is { } refusal)
                return refusal;
            using var document = parsed.Value;
            var root = document.RootElement;
            foreach (var (id, place) in root.Part("watch_history").Items().Select((id, place) => (id, place)))
            {
                if (TitleOf(id, into) is { } title)
                    title.Seen = true;
                else
                    into.Tell(file.Name, null, "id-invalid", $"Entry {place + 1} of 'watch_history' is no id of a video: it is left out.");
            }

            foreach (var list in root.Part("playlists").Items())
            {
                foreach (var id in list.Part("videos").Items())
                {
                    if (TitleOf(id, into) is { } title)
                        into.List(title, list.Text("title") ?? "Invidious", null);
                }
            }
        }

        return default(Done);
    }

    private static ImportedTitle? TitleOf(System.Text.Json.JsonElement entry, ImportHarvest into) =>
        YouTubeId.Of(entry.ValueKind == System.Text.Json.JsonValueKind.String ? entry.GetString() : null) is { } id
            ? into.Of(new ImportedTitle { Key = id, Ids = [id], Name = id })
            : null;
}
