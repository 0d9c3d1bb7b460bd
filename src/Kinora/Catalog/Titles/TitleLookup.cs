using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;

namespace Kinora.Catalog.Titles;

/// <summary>Which titles a caller may look at. What one may not see is not there.</summary>
internal static class TitleLookup
{
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "title-not-found", "There is no such title.");

    public static Outcome<int> Find(this CatalogueSnapshot snapshot, string id, Caller? caller) =>
        snapshot.TryOrdinal(id, out var ordinal) && snapshot.MayLookAt(ordinal, caller) ? ordinal : NotFound;

    /// <summary>Admins see every title; others what is public or their own, and no title above their profile's ceiling.</summary>
    public static bool MayLookAt(this CatalogueSnapshot snapshot, int ordinal, Caller? caller) =>
        snapshot.Has(ordinal)
        && (caller?.Is(Role.Admin) == true
            || (snapshot.MayFind(ordinal, caller?.UserId) && (caller is null || snapshot.Columns.AgeOf(ordinal) <= caller.MaturityCeiling)));
}
