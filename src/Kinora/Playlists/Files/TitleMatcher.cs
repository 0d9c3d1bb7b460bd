using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Playlists.Files;

/// <summary>Finds the title that an entry of a file means: by its id, by its address, else by its exact name where only one title has it.</summary>
internal sealed class TitleMatcher(CatalogueSnapshot snapshot, Caller caller)
{
    public const string Unknown = "unknown";
    public const string Ambiguous = "ambiguous";
    public const string Nothing = "nothing";
    public const string TooLong = "too_long";

    private const int Several = -1;
    private static readonly string[] Pages = ["titles", "watch"];
    private Dictionary<string, int>? _names;

    /// <summary>The title's id, or why there is none.</summary>
    public (string? Id, string? Reason) Match(FileEntry entry)
    {
        if (entry.TooLong)
            return (null, TooLong);
        if (Find(entry.Id) is { } sure)
            return (sure, null);
        if (entry.Address is { } address && (Find(address) ?? Find(IdIn(address))) is { } addressed)
            return (addressed, null);
        // A line that is neither an id nor an address may be a name.
        var name = SeriesName.Fold(entry.Title ?? entry.Address ?? entry.Id ?? "");
        if (name.Length == 0)
            return (null, entry is { Id: null, Address: null, Title: null } ? Nothing : Unknown);
        return (_names ??= Names()).TryGetValue(name, out var ordinal)
            ? ordinal == Several ? (null, Ambiguous) : (snapshot.IdOf(ordinal), null)
            : (null, Unknown);
    }

    private string? Find(string? id) => id is not null && snapshot.TryOrdinal(id, out var ordinal) && IsPlayed(ordinal) ? snapshot.IdOf(ordinal) : null;

    /// <summary>The id in an address of a title's page here or elsewhere, or of a video's page at YouTube.</summary>
    private static string? IdIn(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return null;
        string[] parts = [.. uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        if (parts is [.., var page, var id] && Pages.Contains(page, StringComparer.Ordinal))
            return id;
        var host = uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host;
        if (string.Equals(host, "youtu.be", StringComparison.OrdinalIgnoreCase) && parts is [var brief])
            return $"youtube:{brief}";
        var video = uri.Query.TrimStart('?').Split('&').FirstOrDefault(pair => pair.StartsWith("v=", StringComparison.Ordinal));
        return string.Equals(host, "youtube.com", StringComparison.OrdinalIgnoreCase) && video is not null ? $"youtube:{video[2..]}" : null;
    }

    /// <summary>A series is played by its episodes.</summary>
    private bool IsPlayed(int ordinal) => snapshot.MayLookAt(ordinal, caller) && snapshot.IsPlayed(ordinal);

    private Dictionary<string, int> Names()
    {
        var names = new Dictionary<string, int>(snapshot.Titles, StringComparer.Ordinal);
        for (var ordinal = 0; ordinal < snapshot.Count; ordinal++)
        {
            if (!snapshot.Has(ordinal) || !IsPlayed(ordinal))
                continue;
            var name = SeriesName.Fold(snapshot.NameOf(ordinal));
            names[name] = names.ContainsKey(name) ? Several : ordinal;
        }

        return names;
    }
}
