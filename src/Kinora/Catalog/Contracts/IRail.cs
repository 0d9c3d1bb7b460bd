using Kinora.Platform.Security;

namespace Kinora.Catalog.Contracts;

/// <summary>What a place in a rail shows.</summary>
internal enum RailItemKind
{
    Title,
    Collection,
    Programme,
}

/// <summary>One place in a rail.</summary>
/// <param name="Kind">What is shown.</param>
/// <param name="Ordinal">The title shown; −1 for a collection.</param>
/// <param name="Reason">Why it is there, in a sentence for a person.</param>
/// <param name="Score">From 0 to 1.</param>
/// <param name="CollectionId">For a collection.</param>
internal sealed record RailItem(RailItemKind Kind, int Ordinal, string Reason, double Score, string? CollectionId = null)
{
    /// <summary>The card of a collection.</summary>
    public CollectionCard? Collection { get; init; }
}

/// <summary>What a rail brought, best first. More than asked for is welcome: some may stand in a higher rail already.</summary>
/// <param name="Name">The name to show where it depends on the person ("Because you watched Laura"); null = the rail's own.</param>
internal sealed record RailItems(IReadOnlyList<RailItem> Items, string? Name = null)
{
    public static RailItems None { get; } = new([]);
}

/// <summary>Who asks for rails, and what may be shown to them.</summary>
/// <param name="Allowed">Whether this profile may be recommended that title now: visible, within its ceiling, not hidden, not disliked.</param>
/// <param name="Limit">How many places will be shown at most.</param>
internal sealed record RailRequest(Caller Caller, CatalogueSnapshot Snapshot, Func<int, bool> Allowed, int Limit);

/// <summary>One rail of the home page: contributed by the module that knows its titles, composed by Discovery.</summary>
internal interface IRail
{
    /// <summary>Snake case, stable: <c>new_releases</c>.</summary>
    string Rail { get; }

    /// <summary>"New releases".</summary>
    string Name { get; }

    /// <summary>
    /// Place on the page, from the top: 100 Continue watching, 200 My list, 300 For you, 400 Because you watched, 500 New episodes,
    /// 600 Trending now, 700 Popular in your household, 800 New releases, 900 Top in a genre, 1000 Recently browsed, 1100 Collections,
    /// 1200 On now, 1300 Featured.
    /// </summary>
    int Order { get; }

    Task<RailItems> FillAsync(RailRequest request, CancellationToken cancel);
}

/// <summary>A collection as a card.</summary>
internal sealed record CollectionCard(string Id, string Name, string? Description, int Titles, IReadOnlyList<int> FirstOrdinals);
