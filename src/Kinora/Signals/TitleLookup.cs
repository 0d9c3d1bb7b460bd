using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;

namespace Kinora.Signals;

/// <summary>Which titles a person may have an opinion on: what is there, not removed, and within the profile's ceiling.</summary>
internal static class TitleLookup
{
    public static bool IsShown(this CatalogueSnapshot snapshot, string titleId, Caller caller) =>
        snapshot.TryOrdinal(titleId, out var ordinal) && snapshot.IsShown(ordinal, caller);

    public static bool IsShown(this CatalogueSnapshot snapshot, int ordinal, Caller caller) =>
        snapshot.Has(ordinal) && snapshot.VisibilityOf(ordinal) != Visibility.Removed && snapshot.IsWithin(ordinal, caller);

    public static Refusal NotFound(string titleId) => new(RefusalKind.NotFound, "title-not-found", $"There is no title '{titleId}'.");
}
