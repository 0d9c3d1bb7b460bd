using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>
/// FreeTube's history: a JSON object a line, as it is kept and exported (<c>history.db</c>). It is a log: the last line of a video counts, and a line may
/// say that it was deleted. Its playlists, a playlist a line, are read as well.
/// </summary>
internal sealed class FreeTubeReader : IImportReader
{
    public string Name => "freetube";

    public string Label => "FreeTube";

    public bool Knows(IReadOnlyList<ImportFile> files) => files.Any(file => file.Head is var head && head.StartsWith('{')
        && (head.Contains("\"videoId\"", StringComparison.Ordinal) || head.Contains("\"playlistName\"", StringComparison.Ordinal) || head.StartsWith("{\"$$", StringComparison.Ordinal)));

    public Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into)
    {
        foreach (var file in files)
        {
            var text = file.Text();
            if (text.Refusal is { } refusal)
                return refusal;
            var kept = new Dictionary<string, (long Line, JsonElement Record)>(StringComparer.Ordinal);
            var line = 0L;
            foreach (var part in text.Value.AsSpan().EnumerateLines())
            {
                line++;
                if (part.Length > ImportLimits.LongestLine)
                    into.Tell(file.Name, line, "line-too-long", "The line is longer than 1 MB: it is left out.");
                else if (!part.Trim().IsEmpty && !Take(part.ToString(), line, kept))
                    into.Tell(file.Name, line, "line-invalid", "The line is no JSON object of FreeTube: it is left out.");
            }

            foreach (var (at, record) in kept.Values)
                Record(file.Name, at, record, into);
        }

        return default(Done);
    }

    private static bool Take(string text, long line, Dictionary<string, (long, JsonElement)> kept)
    {
        try
        {
            var record = JsonElement.Parse(text);
            if (record.ValueKind != JsonValueKind.Object)
                return false;
            // What the store says to itself.
            if (record.Part("$$indexCreated") is not null || record.Part("$$indexRemoved") is not null)
                return true;
            if ((record.Text("_id") ?? record.Text("videoId") ?? record.Text("playlistName")) is not { } id)
                return false;
            if (record.Part("$$deleted") is { ValueKind: JsonValueKind.True })
                kept.Remove(id);
            else
                kept[id] = (line, record);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Record(string file, long line, JsonElement record, ImportHarvest into)
    {
        if (record.Part("videos") is { } videos)
        {
            foreach (var video in ((JsonElement?)videos).Items())
            {
                if (TitleOf(video, into) is { } listed)
                    into.List(listed, record.Text("playlistName") ?? "FreeTube", Ms(video.Number("timeAdded")));
            }

            return;
        }

        if (TitleOf(record, into) is not { } title)
        {
            into.Tell(file, line, "id-invalid", "The line names no video of YouTube: it is left out.");
            return;
        }

        var (left, length) = (record.Number("watchProgress"), record.Number("lengthSeconds"));
        var share = left is >= 0 && length is > 0 ? Math.Clamp(left.Value / length.Value, 0, 1) : (double?)null;
        var live = record.Part("isLive") is { ValueKind: JsonValueKind.True };
        if (Ms(record.Number("timeWatched")) is not { } at)
        {
            (title.Seen, title.Progress) = (share is null, share);
            return;
        }

        var watched = left is > 0 && !live ? (long)(left.Value * 1000) : 0;
        if (into.Play(title, new ImportedPlay(at, at - Math.Min(watched, 24L * 3_600_000), watched, live ? null : share, share is null or 0 ? true : null), file, line) && share is > 0 && !live)
            (title.Progress, title.ProgressAt) = (share, at);
    }

    private static ImportedTitle? TitleOf(JsonElement record, ImportHarvest into) => YouTubeId.Of(record.Text("videoId")) is { } id
        ? into.Of(new ImportedTitle
        {
            Key = id,
            Ids = [id],
            Name = record.Text("title") ?? id,
            Creator = record.Text("author"),
            DurationMs = record.Number("lengthSeconds") is { } seconds ? (long)(seconds * 1000) : null,
        })
        : null;

    private static long? Ms(double? number) => number is > 0 ? (long)number.Value : null;
}
