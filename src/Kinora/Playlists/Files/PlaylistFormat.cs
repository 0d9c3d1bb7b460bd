using Kinora.Platform;

namespace Kinora.Playlists.Files;

/// <summary>Files that playlists are written to and read from.</summary>
internal enum PlaylistFormat
{
    /// <summary>A line a title, as players read it; UTF-8.</summary>
    M3u8,

    /// <summary>XML, as players read it.</summary>
    Xspf,

    /// <summary>A table with a head.</summary>
    Csv,

    /// <summary>Kinora's own; also a plain array of ids.</summary>
    Json,
}

/// <summary>Names, endings and media types of the formats.</summary>
internal static class PlaylistFormats
{
    public static Outcome<PlaylistFormat?> Parse(string? format) => format switch
    {
        null or "" => (PlaylistFormat?)null,
        "m3u8" or "m3u" => PlaylistFormat.M3u8,
        "xspf" => PlaylistFormat.Xspf,
        "csv" => PlaylistFormat.Csv,
        "json" => PlaylistFormat.Json,
        _ => new Refusal(RefusalKind.Invalid, "format-unknown", "'format' is one of m3u8, xspf, csv, json.", "format"),
    };

    /// <summary>By the ending of a file's name, else by how the text begins.</summary>
    public static PlaylistFormat Guess(string? fileName, ReadOnlySpan<char> text)
    {
        var ending = Path.GetExtension(fileName ?? "").TrimStart('.').ToLowerInvariant();
        if (ending.Length > 0 && Parse(ending) is { Refusal: null, Value: { } known })
            return known;
        var start = text.TrimStart();
        return start.StartsWith("#EXTM3U", StringComparison.OrdinalIgnoreCase) ? PlaylistFormat.M3u8
            : start is ['<', ..] ? PlaylistFormat.Xspf
            : start is ['{' or '[', ..] ? PlaylistFormat.Json
            : CsvReader.HasHead(start) ? PlaylistFormat.Csv
            : PlaylistFormat.M3u8;
    }

    public static string MediaType(this PlaylistFormat format) => format switch
    {
        PlaylistFormat.M3u8 => "application/vnd.apple.mpegurl",
        PlaylistFormat.Xspf => "application/xspf+xml",
        PlaylistFormat.Csv => "text/csv; charset=utf-8",
        _ => "application/json",
    };

    /// <summary>A file's name that every system takes.</summary>
    public static string FileName(this PlaylistFormat format, string name)
    {
        var clean = string.Concat(name.Select(letter => letter is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(letter) ? '-' : letter)).Trim(' ', '.');
        return $"{(clean.Length == 0 ? "playlist" : clean)}.{format.ToString().ToLowerInvariant()}";
    }
}
