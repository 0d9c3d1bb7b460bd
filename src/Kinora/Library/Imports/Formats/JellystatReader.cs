using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>A backup of Jellystat: a JSON list with an object a table. Plays stand in <c>jf_playback_activity</c>, lengths and numbers of episodes in the tables of items.</summary>
internal sealed class JellystatReader : IImportReader
{
    private const string Plays = "jf_playback_activity";

    public string Name => "jellystat";

    public string Label => "Jellystat";

    public bool Knows(IReadOnlyList<ImportFile> files) => files is [var file, ..] && file.Head is ['[' or '{', ..] && file.Utf8.Span.IndexOf("\"jf_playback_activity\""u8) >= 0;

    public Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into)
    {
        var plays = new JellyfinPlays();
        foreach (var file in files)
        {
            var parsed = JsonParts.Parse(file);
            if (parsed.Refusal is { } refusal)
                return refusal;
            using var document = parsed.Value;
            var tables = document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : new List<JsonElement> { document.RootElement };
            var items = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var item in tables.SelectMany(table => table.Part("jf_library_items").Items()))
                items[item.Text("Id") ?? ""] = item;
            foreach (var episode in tables.SelectMany(table => table.Part("jf_library_episodes").Items()))
                items[episode.Text("EpisodeId") ?? episode.Text("Id") ?? ""] = episode;
            foreach (var (row, place) in tables.SelectMany(table => table.Part(Plays).Items()).Select((row, place) => (row, place)))
                Take(row, items, file.Name, place + 1, plays, into);
        }

        plays.Give(into);
        return default(Done);
    }

    private static void Take(JsonElement row, Dictionary<string, JsonElement> items, string file, long place, JellyfinPlays plays, ImportHarvest into)
    {
        var episode = row.Text("EpisodeId") is { Length: > 0 } id ? id : null;
        var item = episode ?? row.Text("NowPlayingItemId");
        var more = items.GetValueOrDefault(item ?? "");
        var title = JellyfinPlays.TitleOf(
            row.Text("UserId"), item, row.Text("NowPlayingItemName"), row.Text("SeriesName"), more.Whole("ParentIndexNumber"), more.Whole("IndexNumber"),
            episode is null ? ImportedKind.Any : ImportedKind.Episode, into);
        if (title is null || ImportHarvest.Time(row.Text("ActivityDateInserted")) is not { } ended || JellyfinPlays.Ms(row.Number("PlaybackDuration")) is not { } watched)
        {
            into.Tell(file, place, "entry-invalid", "The play has no user, no item or no time: it is left out.");
            return;
        }

        into.Know(title.Person!, row.Text("UserName"));
        plays.Add(title, new JellyfinPlays.Piece(ended - watched, ended, watched, file, place));
    }
}
