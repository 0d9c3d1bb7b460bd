using System.Text.RegularExpressions;

namespace Kinora.Library.Imports.Formats;

/// <summary>The ids of YouTube's videos, alone and in addresses.</summary>
internal static partial class YouTubeId
{
    /// <summary>The id of a title here; null where it is none.</summary>
    public static string? Of(string? id) => id is not null && Alone().IsMatch(id) ? $"youtube:{id}" : null;

    public static string? InAddress(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return null;
        var host = uri.Host.ToLowerInvariant();
        if (host == "youtu.be")
            return Of(uri.AbsolutePath.Trim('/'));
        if (host != "youtube.com" && !host.EndsWith(".youtube.com", StringComparison.Ordinal))
            return null;
        if (uri.AbsolutePath.StartsWith("/shorts/", StringComparison.Ordinal))
            return Of(uri.AbsolutePath["/shorts/".Length..].TrimEnd('/'));
        return Of(uri.Query.TrimStart('?').Split('&').FirstOrDefault(pair => pair.StartsWith("v=", StringComparison.Ordinal))?[2..]);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{11}\z", RegexOptions.None, 1000)]
    private static partial Regex Alone();
}
