using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Playlists;

/// <summary>A playlist as one caller sees it.</summary>
internal sealed record PlaylistReply
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Always <c>saved</c>.</summary>
    public string Kind { get; init; } = "saved";

    public string? Description { get; init; }

    public required PlaylistVisibility Visibility { get; init; }

    /// <summary>The owner's name; null once they have left.</summary>
    public string? Owner { get; init; }

    public string? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    public string? ForkedFrom { get; init; }

    public required long Version { get; init; }

    /// <summary>How many items it has.</summary>
    public required int Size { get; init; }

    /// <summary>Whether this caller may change it.</summary>
    public required bool MayChange { get; init; }

    /// <summary>Null in a list of playlists, as all that follows.</summary>
    public IReadOnlyList<PlaylistItem>? Items { get; init; }

    /// <summary>Sum of the known durations of all items.</summary>
    public long? TotalDurationMs { get; init; }

    /// <summary>Items whose duration is not known, and so not in the sum.</summary>
    public int? UnknownDurations { get; init; }

    public int? Unavailable { get; init; }

    /// <summary>Items whose title stands in the list before them.</summary>
    public int? Duplicates { get; init; }

    /// <summary>Without items.</summary>
    public static PlaylistReply Head(Playlist playlist, Caller caller) => new()
    {
        Id = playlist.Id,
        Name = playlist.Name,
        Namespace = playlist.Namespace,
        Description = playlist.Description,
        Visibility = playlist.Visibility,
        Owner = playlist.CreatedBy,
        CreatedBy = playlist.CreatedBy,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(playlist.CreatedAt),
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(playlist.UpdatedAt),
        UpdatedBy = playlist.UpdatedBy,
        ForkedFrom = playlist.ForkedFrom,
        Version = playlist.Version,
        Size = playlist.Size,
        MayChange = playlist.MayChange(caller),
    };

    /// <summary>With the items of a window (places count from 1); the sums are of all items.</summary>
    public static PlaylistReply Of(Playlist playlist, Caller caller, CatalogueSnapshot snapshot, int from = 1, int count = int.MaxValue)
    {
        var (items, seen) = (new List<PlaylistItem>(), new HashSet<string>(playlist.Items.Count, StringComparer.Ordinal));
        var (total, unknown, unavailable, duplicates) = (0L, 0, 0, 0);
        for (var i = 0; i < playlist.Items.Count; i++)
        {
            var found = PlaylistItem.Find(playlist.Items[i], snapshot, caller, out var forbidden);
            var duplicate = !seen.Add(playlist.Items[i]);
            if (forbidden)
                continue;
            total += found.DurationMs;
            unknown += found.DurationMs == 0 ? 1 : 0;
            unavailable += found.Available ? 0 : 1;
            duplicates += duplicate ? 1 : 0;
            if (i + 1 >= from && i + 1 - from < count)
                items.Add(found with { Place = i + 1, Duplicate = duplicate });
        }

        return Head(playlist, caller) with
        {
            Items = items,
            TotalDurationMs = total,
            UnknownDurations = unknown,
            Unavailable = unavailable,
            Duplicates = duplicates,
        };
    }
}

/// <summary>One item of a playlist.</summary>
internal sealed record PlaylistItem
{
    /// <summary>From 1, within the whole list.</summary>
    public int Place { get; init; }

    public required string VideoId { get; init; }

    /// <summary>The id where the title is not there.</summary>
    public required string Title { get; init; }

    /// <summary>0 = unknown.</summary>
    public required long DurationMs { get; init; }

    public required bool Available { get; init; }

    /// <summary><c>not_in_catalogue</c>, <c>removed</c> or <c>unavailable</c>; null where it is available.</summary>
    public string? UnavailableReason { get; init; }

    /// <summary>Whether the title stands in the list before this place.</summary>
    public bool Duplicate { get; init; }

    /// <summary>What the catalogue knows of a title now.</summary>
    /// <param name="forbidden">Whether the caller's profile may not know of this title.</param>
    public static PlaylistItem Find(string id, CatalogueSnapshot snapshot, Caller caller, out bool forbidden)
    {
        var there = snapshot.TryOrdinal(id, out var ordinal) && snapshot.Has(ordinal);
        var limited = TitleAccess.CeilingOf(caller) < TitleAccess.Everything;
        forbidden = limited && (!there || !snapshot.MayLookAt(ordinal, caller));
        if (!there || !snapshot.MayLookAt(ordinal, caller))
        {
            var reason = there && snapshot.VisibilityOf(ordinal) == Visibility.Removed ? "removed" : "not_in_catalogue";
            return new PlaylistItem { VideoId = id, Title = id, DurationMs = 0, Available = false, UnavailableReason = reason };
        }

        var available = snapshot.IsAvailable(ordinal);
        return new PlaylistItem
        {
            VideoId = id,
            Title = snapshot.NameOf(ordinal),
            DurationMs = snapshot.DurationOf(ordinal),
            Available = available,
            UnavailableReason = available ? null : "unavailable",
        };
    }
}
