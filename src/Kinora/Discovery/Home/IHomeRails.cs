using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Discovery.Home;

/// <summary>One row of the home page as it is shown.</summary>
/// <param name="Rail">Snake case, stable: <c>for_you</c>.</param>
internal sealed record HomeRail(string Rail, string Name, IReadOnlyList<RailItem> Items);

/// <summary>The home page of a profile: at most 20 rails of at most 20 places, no title in two of them.</summary>
internal interface IHomeRails
{
    Task<IReadOnlyList<HomeRail>> OfAsync(Caller caller, CatalogueSnapshot snapshot, CancellationToken cancel);
}
