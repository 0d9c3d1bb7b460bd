using Kinora.Catalog.Contracts;
using Kinora.Discovery.Models;
using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Platform.Security;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Shared;
using Microsoft.Extensions.Options;
using HomePage = Kinora.Ranking.Rails.HomePage;

namespace Kinora.Discovery.Home;

/// <summary>
/// The home page of a profile: what Discovery fills and what the other modules contribute, from the top, each title in the first rail that
/// shows it. Kept with the profile for a minute, as long as nothing happened to it or to the catalogue.
/// </summary>
internal sealed class HomeRails(
    IEnumerable<IRail> contributed, ProfileStates profiles, SharedStates shared, Households households, Begun begun, TimeProvider time,
    IOptions<ModelOptions> models) : IHomeRails
{
    /// <summary>Contributed rails and trends change by themselves, and recency moves on.</summary>
    private const long KeptMs = 60_000;

    private KnownTables? _tables;

    public async Task<IReadOnlyList<HomeRail>> OfAsync(Caller caller, CatalogueSnapshot snapshot, CancellationToken cancel) =>
        (await KeptAsync(caller, snapshot, cancel)).Rails;

    /// <summary>The page with what was rendered of it; whoever renders it leaves that there for the next.</summary>
    public async Task<KeptHome> KeptAsync(Caller caller, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        using (var held = await profiles.HoldAsync(caller, cancel))
        {
            await held.CatchUpAsync(cancel);
            if (held.Entry.Home is { } kept && Key(held, snapshot, now).Equals(kept.Key))
                return kept;
        }

        var household = await households.OthersAsync(caller, snapshot, now, cancel);
        var watched = await begun.OfAsync(caller.ProfileId, snapshot, now, cancel);
        var listed = await begun.ListedAsync(caller.ProfileId, snapshot, cancel);
        using var again = await profiles.HoldAsync(caller, cancel);
        await again.CatchUpAsync(cancel);
        var page = await ComposeAsync(caller, Context(again, snapshot, now) with { Household = household, Begun = watched, Listed = listed }, snapshot, cancel);
        return again.Entry.Home = new KeptHome(Key(again, snapshot, now), page);
    }

    private object Key(HeldProfile held, CatalogueSnapshot snapshot, long now) =>
        (shared.Current.Model, held.State.Version, held.State.TasteVersion, held.State.Ceiling, snapshot.Version, now / KeptMs);

    /// <summary>What a single rail is filled from. For the holder of the profile.</summary>
    public RailContext Context(HeldProfile held, CatalogueSnapshot snapshot, long now)
    {
        var everybody = shared.Current;
        var taste = held.Entry.Memory.TasteFor(snapshot.Columns, held.State, everybody, now);
        return new RailContext(snapshot.Columns, held.State, everybody, taste, now)
        {
            Tables = TablesFor(snapshot, everybody),
            LearnedShare = models.Value.ForYouShare,
        };
    }

    /// <summary>Shared by all profiles until the catalogue or what is learned from everybody changes.</summary>
    private RailTables TablesFor(CatalogueSnapshot snapshot, SharedState everybody)
    {
        var known = Volatile.Read(ref _tables);
        if (known is not null && known.Snapshot == snapshot && known.Shared == everybody)
            return known.Tables;
        var tables = new RailTables(
            snapshot.Columns, everybody, () => Enumerable.Range(0, snapshot.Count).Where(title => snapshot.Has(title) && snapshot.IsFeatured(title)));
        Volatile.Write(ref _tables, new KnownTables(snapshot, everybody, tables));
        return tables;
    }

    private async Task<IReadOnlyList<HomeRail>> ComposeAsync(
        Caller caller, RailContext context, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        var rails = OwnRails.All(context, snapshot).Select(rail => OwnRails.Of(rail, context, snapshot, OwnRails.Brought)).OfType<OwnRails.Filled>().ToList();
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

    private sealed record KnownTables(CatalogueSnapshot Snapshot, SharedState Shared, RailTables Tables);
}

/// <summary>A home page that was composed, what it was composed for, and the reply once somebody asked for it over HTTP.</summary>
internal sealed class KeptHome(object key, IReadOnlyList<HomeRail> rails)
{
    public object Key => key;

    public IReadOnlyList<HomeRail> Rails => rails;

    public byte[]? Reply { get; set; }
}
