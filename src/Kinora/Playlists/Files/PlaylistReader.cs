using System.Text;
using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Playlists.Files;

/// <summary>Reads files of playlists that nobody vouches for. What is not readable is refused with the place; a strange line is only an entry. Pure.</summary>
internal static class PlaylistReader
{
    private const int MostDepth = 16;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] IdMembers = ["video_id", "id"];
    private static readonly string[] AddressMembers = ["url", "location"];
    private static readonly string[] TitleMembers = ["title", "name"];

    public static Outcome<PlaylistFile> Read(ReadOnlySpan<byte> bytes, PlaylistFormat? format, string? fileName)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            return PlaylistFile.Unreadable("this is not UTF-8. Save the file as UTF-8 and send it again.", bytes[..Math.Max(0, fault.Index)].Count((byte)'\n') + 1);
        }

        var read = (format ?? PlaylistFormats.Guess(fileName, text)) switch
        {
            PlaylistFormat.Xspf => XspfReader.Read(text),
            PlaylistFormat.Csv => CsvReader.Read(text),
            PlaylistFormat.Json => Json(text),
            _ => M3u8(text),
        };
        return read is { Refusal: null, Value.Entries.Count: > Playlist.MostItems } ? PlaylistEdits.TooMany : read;
    }

    private static Outcome<PlaylistFile> M3u8(string text)
    {
        var (entries, name, title, id, number) = (new List<FileEntry>(), (string?)null, (string?)null, (string?)null, 0);
        foreach (var part in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = part.Trim();
            if (line.StartsWith("#EXTINF:", StringComparison.OrdinalIgnoreCase))
                title = line.IndexOf(',') is var comma and > 0 ? Text(line[(comma + 1)..]) : null;
            else if (line.StartsWith(PlaylistWriter.Tag, StringComparison.Ordinal))
                id = Text(line[PlaylistWriter.Tag.Length..]);
            else if (line.StartsWith("#PLAYLIST:", StringComparison.OrdinalIgnoreCase))
                name = Text(line["#PLAYLIST:".Length..]);
            else if (line is not ([] or ['#', ..]))
            {
                entries.Add(new FileEntry(number, id, Text(line), title));
                (id, title) = (null, null);
            }
        }

        return new PlaylistFile(name, null, entries);
    }

    /// <summary>An object with <c>items</c>, as Kinora writes and answers it, or an array; an item is an id or an object.</summary>
    private static Outcome<PlaylistFile> Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MostDepth });
            var root = document.RootElement;
            var items = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out var member) ? member : root;
            if (items.ValueKind != JsonValueKind.Array)
                return PlaylistFile.Unreadable("a playlist is an object with the array 'items', or an array.", 1);
            var entries = items.EnumerateArray().Select((item, i) => new FileEntry(i + 1, Member(item, IdMembers) ?? Plain(item), Member(item, AddressMembers), Member(item, TitleMembers)));
            return new PlaylistFile(Member(root, TitleMembers[1..]), Member(root, ["description"]), [.. entries]);
        }
        catch (JsonException fault)
        {
            return PlaylistFile.Unreadable("this is not JSON.", (fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1);
        }
    }

    private static string? Plain(JsonElement item) => item.ValueKind == JsonValueKind.String ? item.GetString() : null;

    private static string? Member(JsonElement item, string[] names) => item.ValueKind != JsonValueKind.Object ? null
        : names.Select(name => item.TryGetProperty(name, out var value) ? Plain(value) : null).FirstOrDefault(value => value is not null);

    private static string? Text(ReadOnlySpan<char> text) => text.Trim() is { Length: > 0 } some ? some.ToString() : null;
}
