using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Platform.Security;
using Kinora.Ranking.Rails;

namespace Kinora.Discovery.Home;

/// <summary>What the other profiles of a household enjoy, for those that let it be seen.</summary>
internal sealed class Households(IProfiles profiles, ProfileStates states)
{
    /// <summary>Holds them one after the other, so who asks must hold none.</summary>
    public async Task<IReadOnlyList<HouseholdTaste>> OthersAsync(Caller caller, CatalogueSnapshot snapshot, long now, CancellationToken cancel)
    {
        var tastes = new List<HouseholdTaste>();
        foreach (var other in await profiles.HouseholdAsync(caller.ProfileId, cancel))
        {
            if (other.Id == caller.ProfileId || !other.Preferences.ShareInHousehold)
                continue;
            using var held = await states.HoldAsync(other.Id, cancel);
            await held.CatchUpAsync(cancel);
            tastes.Add(HouseholdTaste.Of(snapshot.Columns, held.State, now));
        }

        return tastes;
    }
}
