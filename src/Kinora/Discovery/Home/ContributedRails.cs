using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Platform.Security;

namespace Kinora.Discovery.Home;

/// <summary>Composes what the modules contribute: from the top, a title goes to the first rail that shows it.</summary>
internal sealed class ContributedRails(IEnumerable<IRail> rails, ProfileStates profiles) : IHomeRails
{
    private const int MostRails = 20;
    private const int MostItems = 20;

    public async Task<IReadOnlyList<HomeRail>> OfAsync(Caller caller, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        var allowed = new bool[snapshot.Count];
        using (var held = await profiles.HoldAsync(caller, cancel))
        {
            for (var title = 0; title < allowed.Length; title++)
                allowed[title] = snapshot.Has(title) && Allowance.May(held.State, snapshot.Columns, title);
        }

        var request = new RailRequest(caller, snapshot, title => (uint)title < (uint)allowed.Length && allowed[title], MostItems);
        var (page, shown) = (new List<HomeRail>(), new HashSet<int>());
        foreach (var rail in rails.OrderBy(rail => rail.Order))
        {
            var brought = await rail.FillAsync(request, cancel);
            List<RailItem> kept = [.. brought.Items.Where(item => item.Ordinal < 0 || (request.Allowed(item.Ordinal) && shown.Add(item.Ordinal))).Take(MostItems)];
            if (kept.Count > 0 && page.Count < MostRails)
                page.Add(new HomeRail(rail.Rail, brought.Name ?? rail.Name, kept));
        }

        return page;
    }
}
