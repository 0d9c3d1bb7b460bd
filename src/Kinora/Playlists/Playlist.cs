using Kinora.Platform.Security;

namespace Kinora.Playlists;

/// <summary>Who sees a playlist.</summary>
internal enum PlaylistVisibility
{
    /// <summary>Its owner alone.</summary>
    Private,

    /// <summary>Everybody finds it; the blessed edit it.</summary>
    Shared,

    /// <summary>Whoever has its address looks at it; it stands in no list but its owner's.</summary>
    Unlisted,
}

/// <summary>A named, ordered list of titles. A title may stand in it more than once.</summary>
internal sealed record Playlist
{
    public const int MostItems = 100_000;
    public const int LongestName = 200;
    public const int LongestDescription = 2_000;

    public required string Id { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required PlaylistVisibility Visibility { get; init; }

    /// <summary>User id; null once the owner has left.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The name of whoever made it; null once they have left.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The playlist that it was copied from.</summary>
    public string? ForkedFrom { get; init; }

    /// <summary>From 1; each change makes the next.</summary>
    public long Version { get; init; }

    /// <summary>How many items it has, also where <see cref="Items"/> was not read.</summary>
    public int Size { get; init; }

    /// <summary>Unix ms.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Unix ms.</summary>
    public long UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    /// <summary>Unix ms; null while it is there.</summary>
    public long? DeletedAt { get; init; }

    /// <summary>Title ids in order.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>The title id of its first item, also where <see cref="Items"/> was not read; it was saved so, and a change does not touch it.</summary>
    public string? First { get; init; }

    public bool IsVisibleTo(Caller caller) => Visibility != PlaylistVisibility.Private || OwnerId == caller.UserId;

    /// <summary>The blessed change what they own and what is shared.</summary>
    public bool MayChange(Caller caller) => caller.Is(Role.Blessed) && (OwnerId == caller.UserId || Visibility == PlaylistVisibility.Shared);

    /// <summary>Who owns it, and admins where it is shared, remove it and say who sees it.</summary>
    public bool MayRule(Caller caller) =>
        caller.Is(Role.Blessed) && (OwnerId == caller.UserId || (Visibility == PlaylistVisibility.Shared && caller.Is(Role.Admin)));
}
