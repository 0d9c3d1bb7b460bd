using Kinora.Catalog.Contracts;

namespace Kinora.Signals;

/// <summary>What the door must know of the catalogue, from the newest snapshot.</summary>
internal sealed class CatalogueTitles(ICatalogue catalogue) : ISignalTitles
{
    public int? Ordinal(string titleId) => catalogue.Current.TryOrdinal(titleId, out var ordinal) ? ordinal : null;
}
