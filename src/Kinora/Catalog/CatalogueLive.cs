using Kinora.Catalog.Contracts;
using Kinora.Platform.Live;

namespace Kinora.Catalog;

/// <summary>That the catalogue has changed, by an edit or an import, whoever made it. The place is the snapshot's version.</summary>
internal sealed class CatalogueLive(ICatalogue catalogue, LiveWake wake) : ILiveSource, ICatalogueChanged
{
    /// <summary>The catalogue now.</summary>
    internal sealed record Data(long Version, int Titles);

    public string Kind => "catalogue";

    public Task<IReadOnlyList<LiveNews>> ReadAsync(IReadOnlyList<LiveWatch> watches, CancellationToken cancel)
    {
        var now = catalogue.Current;
        return Task.FromResult<IReadOnlyList<LiveNews>>(
            [.. watches.Select(watch => new LiveNews(watch.Who, now.Version, watch.Since < now.Version ? [new LiveItem(new Data(now.Version, now.Titles))] : []))]);
    }

    public void Swapped(CatalogueSnapshot before, CatalogueSnapshot after) => wake.Set();
}
