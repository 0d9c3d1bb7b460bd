using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Library;

/// <summary>Which of one's own things may be shown: what one has about a title outlives the title, but not the profile's ceiling.</summary>
internal static class TitlesHere
{
    /// <summary>A title above the ceiling is not there; one that the catalogue does not have is.</summary>
    public static bool IsThere(this CatalogueSnapshot snapshot, string titleId, Caller caller) =>
        !snapshot.TryOrdinal(titleId, out var ordinal) || !snapshot.Has(ordinal) || snapshot.IsWithin(ordinal, caller);

    public static bool IsHere(this CatalogueSnapshot snapshot, string titleId, Caller caller, out int ordinal) =>
        snapshot.TryOrdinal(titleId, out ordinal) && snapshot.MayLookAt(ordinal, caller) && snapshot.VisibilityOf(ordinal) != Visibility.Removed;
}
