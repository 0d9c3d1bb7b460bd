using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Contracts;

/// <summary>Which titles a caller may look at. What one may not see is not there, and its name stands nowhere.</summary>
internal static class TitleAccess
{
    /// <summary>The ceiling that lets everything through. A stranger, where the catalogue is public, has it.</summary>
    public const int Everything = 18;

    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "title-not-found", "There is no such title.");

    public static int CeilingOf(Caller? caller) => caller?.MaturityCeiling ?? Everything;

    public static Outcome<int> Find(this CatalogueSnapshot snapshot, string id, Caller? caller) =>
        snapshot.TryOrdinal(id, out var ordinal) && snapshot.MayLookAt(ordinal, caller) ? ordinal : NotFound;

    /// <summary>Whether the profile's ceiling lets the title through.</summary>
    public static bool IsWithin(this CatalogueSnapshot snapshot, int ordinal, Caller? caller) =>
        snapshot.Columns.AgeOf(ordinal) <= CeilingOf(caller);

    /// <summary>Nobody sees a title above the profile's ceiling; below it, admins see every title and others what is public or their own.</summary>
    public static bool MayLookAt(this CatalogueSnapshot snapshot, int ordinal, Caller? caller) =>
        snapshot.Has(ordinal) && snapshot.IsWithin(ordinal, caller)
        && (caller?.Is(Role.Admin) == true || snapshot.MayFind(ordinal, caller?.UserId));

    /// <summary>Whether anything of this creator is there for the caller.</summary>
    public static bool MayLookAtCreator(this CatalogueSnapshot snapshot, int creator, Caller? caller)
    {
        if (CeilingOf(caller) >= Everything)
            return true;
        var titles = new List<int>();
        snapshot.Columns.AddWith(Feature.Creator(creator), titles);
        return titles.Exists(title => snapshot.CreatorOf(title) == creator && snapshot.MayLookAt(title, caller));
    }

    /// <summary>The series of a season or an episode where the caller may look at it; else −1.</summary>
    public static int SeriesFor(this CatalogueSnapshot snapshot, int ordinal, Caller? caller) =>
        snapshot.SeriesOf(ordinal) is var series and >= 0 && snapshot.MayLookAt(series, caller) ? series : -1;
}
