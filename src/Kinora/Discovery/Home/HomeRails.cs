using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Platform.Security;
using Kinora.Ranking.Rails;
using HomePage = Kinora.Ranking.Rails.HomePage;

namespace Kinora.Discovery.Home;

/// <summary>
/// The home page of a profile: what Discovery fills and what the other modules contribute, from the top, each title in the first rail that
/// shows it. Kept with the profile as long as nothing happened to it, to the catalogue or to what is learned from everybody.
/// </summary>
internal sealed class HomeRails(IEnumerable<IRail> contributed, ProfileStates profiles, SharedStates shared, TimeProvider time) : IHomeRails
{
    /// <summary>Contributed rails may change by themselves, and recency moves on.</summary>
    private const long KeptMs = 60_000;

    public async Task<IReadOnlyList<HomeRail>> OfAsync(Caller caller, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        using var held = await profiles.HoldAsync(caller, cancel);
        await held.CatchUpAsync(cancel);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var key = (held.State.Version, held.State.TasteVersion, held.State.Ceiling, snapshot.Version, shared.Current.Version, now / KeptMs);
        if (held.Entry.Home is { } kept && key.Equals(kept.Key))
            return kept.Rails;
        var page = await ComposeAsync(caller, Context(held, snapshot, now), snapshot, cancel);
        held.Entry.Home = (key, page);
        return page;
    }

    /// <summary>What a single rail is filled from. For the holder of the profile.</summary>
    public RailContext Context(HeldProfile held, CatalogueSnapshot snapshot, long now) => new(
        snapshot.Columns, held.State, shared.Current, held.Entry.Memory.TasteFor(snapshot.Columns, held.State, shared.Current, now), now);

    private async Task<IReadOnlyList<HomeRail>> ComposeAsync(
        Caller caller, RailContext context, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        var rails = OwnRails.Of(context, snapshot).ToList();
        var own = rails.Select(rail => rail.Rail).ToHashSet(StringComparer.Ordinal);
        var request = new RailRequest(caller, snapshot, context.May, HomePage.MostPlaces);
        foreach (var rail in contributed.Where(rail => !own.Contains(rail.Rail)))
        {
            var brought = await rail.FillAsync(request, cancel);
            rails.Add(new OwnRails.Filled(
                rail.Rail, brought.Name ?? rail.Name, rail.Order, [.. brought.Items.Where(item => item.Ordinal < 0 || context.May(item.Ordinal))]));
        }

        var composed = HomePage.Compose(rails.OrderBy(rail => rail.Order).Select(rail => (rail, rail.Items)), item => item.Ordinal);
        return [.. composed.Select(rail => new HomeRail(rail.Rail.Rail, rail.Rail.Name, rail.Places))];
    }
}
