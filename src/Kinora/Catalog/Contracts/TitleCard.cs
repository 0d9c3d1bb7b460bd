using Kinora.Ranking;

namespace Kinora.Catalog.Contracts;

/// <summary>Who finds a title. The order is that of severity.</summary>
internal enum Visibility
{
    Public,

    /// <summary>Out of feed, rails and search for all but its owner.</summary>
    ShadowBan,

    /// <summary>Nowhere, at once.</summary>
    Removed,
}

/// <summary>What a card shows, straight from the snapshot.</summary>
internal sealed record TitleCard
{
    public required int Ordinal { get; init; }

    public required string Id { get; init; }

    public required TitleKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>0 = unknown.</summary>
    public required int Year { get; init; }

    /// <summary>0 = unknown.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Null for a title without creator.</summary>
    public required string? CreatorId { get; init; }

    public required string? CreatorName { get; init; }

    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>The age from which it may be seen, 0–18; unknown is 18.</summary>
    public required int Age { get; init; }

    /// <summary>The series of a season or an episode; −1 where none.</summary>
    public required int SeriesOrdinal { get; init; }

    /// <summary>0 = none.</summary>
    public required int Season { get; init; }

    /// <summary>0 = none.</summary>
    public required int Episode { get; init; }

    public required Visibility Visibility { get; init; }

    /// <summary>Visible and in no upload or transcoding state.</summary>
    public required bool Available { get; init; }

    /// <summary>It came with artwork; without, artwork is generated from its id.</summary>
    public required bool HasArtwork { get; init; }

    /// <summary>It has an address that the player can play.</summary>
    public required bool HasMedia { get; init; }

    /// <summary>It has a public page of its own.</summary>
    public required bool HasPage { get; init; }
}
