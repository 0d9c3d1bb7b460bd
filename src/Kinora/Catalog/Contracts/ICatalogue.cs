namespace Kinora.Catalog.Contracts;

/// <summary>The catalogue as this process holds it.</summary>
internal interface ICatalogue
{
    /// <summary>The newest snapshot. A request takes it once, at its start, and reads nothing else. Never null; empty before the first build.</summary>
    CatalogueSnapshot Current { get; }

    /// <summary>Waits until <see cref="Current"/> holds everything that was published up to <paramref name="version"/>.</summary>
    Task<CatalogueSnapshot> AtLeastAsync(long version, CancellationToken cancel);
}

/// <summary>Contributed by modules that keep something derived from the catalogue.</summary>
internal interface ICatalogueChanged
{
    /// <summary>Called after each swap, one after the other, in order. Must be quick and must not throw.</summary>
    void Swapped(CatalogueSnapshot before, CatalogueSnapshot after);
}
