namespace Kinora.Playlists;

/// <summary>Where a page of playlists goes on.</summary>
internal sealed record PlaylistPlace(string Name, string Id);

/// <summary>A playlist as it stands in the database.</summary>
internal sealed record PlaylistRow
{
    public required string Id { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string Visibility { get; init; }

    public string? UserId { get; init; }

    public string? CreatedBy { get; init; }

    public string? ForkedFrom { get; init; }

    public required long Version { get; init; }

    public required long Size { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    public long? DeletedAt { get; init; }

    public string? Items { get; init; }

    /// <summary>Where items were not read: how they begin.</summary>
    public string? Head { get; init; }

    public static string[] Split(string items) => items.Length == 0 ? [] : items.Split('\n');

    public Playlist ToPlaylist() => new()
    {
        Id = Id,
        Namespace = Namespace,
        Name = Name,
        Description = Description,
        Visibility = Enum.Parse<PlaylistVisibility>(Visibility, ignoreCase: true),
        OwnerId = UserId,
        CreatedBy = CreatedBy,
        ForkedFrom = ForkedFrom,
        Version = Version,
        Size = (int)Size,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        UpdatedBy = UpdatedBy,
        DeletedAt = DeletedAt,
        Items = Items is null ? [] : Split(Items),
        First = (Items ?? Head)?.Split('\n', 2)[0] is { Length: > 0 } first ? first : null,
    };
}

/// <summary>One version of a playlist that is kept.</summary>
internal sealed record PlaylistVersion
{
    private const int MostVersions = 30;
    private const long MostItems = 1_000_000;

    public required long Version { get; init; }

    public required string Name { get; init; }

    public required long Size { get; init; }

    /// <summary>What was done, in words.</summary>
    public required string Change { get; init; }

    /// <summary>Unix ms.</summary>
    public required long SavedAt { get; init; }

    public string? SavedBy { get; init; }

    /// <summary>Thirty versions are kept, of long playlists as many as hold a million items. Null where all are.</summary>
    public static long? OldestKept(IReadOnlyList<PlaylistVersion> newestFirst)
    {
        var items = 0L;
        for (var i = 0; i < newestFirst.Count; i++)
        {
            items += newestFirst[i].Size;
            if (i > 0 && (i == MostVersions || items > MostItems))
                return newestFirst[i - 1].Version;
        }

        return null;
    }
}
