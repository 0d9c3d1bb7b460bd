namespace Kinora.Catalog.Contracts;

/// <summary>What of a title a browser can play by itself.</summary>
internal static class PlayableMedia
{
    private static readonly string[] Files = [".mp4", ".m4v", ".webm", ".ogv", ".ogg", ".mov", ".mp3", ".m4a"];

    /// <summary>A stream or a file; null when there is only a page to open, or nothing.</summary>
    public static string? Media(this PlaybackReply playback) =>
        playback.HlsUrl is { Length: > 0 } stream ? stream
        : IsFile(playback.ManifestUrl) || IsStream(playback.ManifestUrl) ? playback.ManifestUrl
        : IsFile(playback.WebUrl) ? playback.WebUrl
        : null;

    /// <summary>The public page; null where the address is the media itself.</summary>
    public static string? Page(this PlaybackReply playback) => IsFile(playback.WebUrl) ? null : playback.WebUrl;

    /// <summary>Needs a script to play in most browsers.</summary>
    public static bool IsStream(string? address) => Path(address).EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase);

    private static bool IsFile(string? address) => Files.Any(ending => Path(address).EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static ReadOnlySpan<char> Path(string? address)
    {
        var text = address.AsSpan();
        var end = text.IndexOfAny('?', '#');
        return end < 0 ? text : text[..end];
    }
}
