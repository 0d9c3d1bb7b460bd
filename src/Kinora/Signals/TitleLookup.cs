using Kinora.Catalog.Contracts;
using Kinora.Platform;

namespace Kinora.Signals;

/// <summary>Which titles a person may have an opinion on.</summary>
internal static class TitleLookup
{
    public static bool IsShown(this CatalogueSnapshot snapshot, string titleId) =>
        snapshot.TryOrdinal(titleId, out var ordinal) && snapshot.Has(ordinal) && snapshot.VisibilityOf(ordinal) != Visibility.Removed;

    public static Refusal NotFound(string titleId) => new(RefusalKind.NotFound, "title-not-found", $"There is no title '{titleId}'.");
}
