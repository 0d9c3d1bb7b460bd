using System.Net;
using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>
/// What Google Takeout gives of YouTube: the history of watching as JSON or HTML, alone or in its archive. It says when a video was opened, not how much
/// of it was watched: such a play counts as watched and adds no minutes. Searches are counted and left out.
/// </summary>
internal sealed class TakeoutReader : IImportReader
{
    public string Name => "youtube";

    public string Label => "YouTube (Google Takeout)";

    public bool Knows(IReadOnlyList<ImportFile> files) => files.Any(IsOne);

    private static bool IsOne(ImportFile file) => IsHtml(file)
        ? file.Utf8.Span.IndexOf("content-cell"u8) >= 0 && file.Utf8.Span.IndexOf("youtube.com"u8) >= 0
        : file.Head is var head && head.StartsWith('[') && head.Contains("\"titleUrl\"", StringComparison.Ordinal) && head.Contains("\"header\"", StringComparison.Ordinal)
            && file.Utf8.Span.IndexOf("YouTube"u8) >= 0;

    private static bool IsHtml(ImportFile file) => file.Head.StartsWith('<');

    public Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into)
    {
        foreach (var file in files.Where(IsOne))
        {
            var read = IsHtml(file) ? Html(file, into) : Json(file, into);
            if (read.Refusal is { } refusal)
                return refusal;
        }

        if (into.Searches > 0)
            into.Tell(null, null, "searches-left-out", $"{into.Searches} searches were found. Kinora keeps no list of what one searched for: they are left out.");
        return default(Done);
    }

    private static Outcome<Done> Json(ImportFile file, ImportHarvest into)
    {
        var parsed = JsonParts.Parse(file);
        if (parsed.Refusal is { } refusal)
            return refusal;
        using var document = parsed.Value;
        foreach (var (entry, place) in ((JsonElement?)document.RootElement).Items().Select((entry, place) => (entry, place)))
        {
            // What an advertisement played was nobody's choice.
            if (entry.Part("details").Items().Any(detail => detail.Text("name") is "From Google Ads"))
                continue;
            Take(
                new Entry(entry.Text("title") ?? "", entry.Text("titleUrl"), entry.Part("subtitles").Items().FirstOrDefault().Text("name"), ImportHarvest.Time(entry.Text("time"))),
                file.Name, place + 1, into);
        }

        return default(Done);
    }

    private static Outcome<Done> Html(ImportFile file, ImportHarvest into)
    {
        var text = file.Text();
        if (text.Refusal is { } refusal)
            return refusal;
        foreach (var (entry, line) in TakeoutHtml.Entries(text.Value))
            Take(entry with { At = entry.At ?? TakeoutTimes.Read(entry.Time, into.Zone) }, file.Name, line, into);
        return default(Done);
    }

    /// <summary>What one entry says.</summary>
    internal sealed record Entry(string Title, string? Address, string? Creator, long? At, string? Time = null);

    private static void Take(Entry entry, string file, long line, ImportHarvest into)
    {
        if (IsSearch(entry))
        {
            into.Searches++;
            return;
        }

        if (YouTubeId.InAddress(entry.Address) is not { } id)
        {
            into.Tell(file, line, "id-invalid", "The entry names no video, or one that YouTube has removed: it is left out.");
            return;
        }

        if (entry.At is not { } at)
        {
            into.Tell(file, line, "time-unreadable", "The time of the entry is written in a way that is not known: export your history as JSON and import that.");
            return;
        }

        var title = into.Of(new ImportedTitle { Key = id, Ids = [id], Name = NameOf(entry, id), Creator = WebUtility.HtmlDecode(entry.Creator) });
        into.Play(title, new ImportedPlay(at, at, 0, null, true), file, line);
    }

    private static bool IsSearch(Entry entry) => entry.Title.StartsWith("Searched for ", StringComparison.Ordinal)
        || entry.Address?.Contains("/results?search_query=", StringComparison.Ordinal) == true;

    /// <summary>Without the verb that stands before it; a title that is only an address is none.</summary>
    private static string NameOf(Entry entry, string id)
    {
        var name = entry.Title.StartsWith("Watched ", StringComparison.Ordinal) ? entry.Title["Watched ".Length..] : entry.Title;
        return name.StartsWith("http", StringComparison.Ordinal) ? id : name;
    }
}
