using Kinora.Platform;

namespace Kinora.Catalog.Contracts;

/// <summary>An editorial list of the catalogue.</summary>
internal sealed record Collection
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Place among the collections, from 1.</summary>
    public required long Position { get; init; }

    /// <summary>Moves with every change.</summary>
    public required long Version { get; init; }

    /// <summary>A draft is for those who edit collections.</summary>
    public bool Published { get; init; } = true;

    /// <summary>Nobody else sees it before.</summary>
    public DateTimeOffset? ShownFrom { get; init; }

    /// <summary>Nobody else sees it from then on.</summary>
    public DateTimeOffset? ShownUntil { get; init; }

    /// <summary>In the curator's order, whatever became of the titles.</summary>
    public required IReadOnlyList<string> TitleIds { get; init; }

    public bool IsShown(DateTimeOffset now) => Published && !(now < ShownFrom) && !(now >= ShownUntil);
}

/// <summary>Collections, for whoever shows or makes them.</summary>
internal interface ICollections
{
    /// <summary>All of them, in their order.</summary>
    Task<IReadOnlyList<Collection>> ListAsync(CancellationToken cancel);

    Task<Collection?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Makes a collection, or replaces it where there is one of this id. Unknown titles are refused with their place.</summary>
    Task<Outcome<Collection>> PutAsync(string id, string name, string? description, IReadOnlyList<string> titleIds, string? who, CancellationToken cancel);
}
