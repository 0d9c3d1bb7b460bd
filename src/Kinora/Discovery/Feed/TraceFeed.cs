using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Experiments;
using Kinora.Discovery.Profiles;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Feed;

/// <summary>
/// What the feed would hand to a profile now, with every filter and every factor, for an admin: of the admin's own profiles and of those that
/// share. Nothing is handed out by it, and nothing is remembered.
/// </summary>
internal sealed class TraceFeed(
    IProfiles accounts, ProfileStates profiles, FeedExperiments experiments, ICatalogue catalogue, ITitleReplies titles, TimeProvider time)
{
    private const int MostShown = 50;

    private static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "profile-not-found", "Only one's own profiles and those that share can be looked at.", "profile");

    /// <summary>The decision.</summary>
    /// <param name="OfKind">Titles of the kind asked for, before any filter.</param>
    /// <param name="Dropped">How many fell to each filter; seen and held ones stay eligible, and are not fresh.</param>
    /// <param name="Model">The learned model that ranked; null = the baseline.</param>
    /// <param name="Variants">The experiments that the profile takes part in, as <c>flag=variant</c>.</param>
    internal sealed record Response(
        string ProfileId, TitleKind Kind, string Dial, int OfKind, IReadOnlyDictionary<string, int> Dropped, FeedReply.Stock Inventory, string? Model,
        double Milliseconds, IReadOnlyList<string> Variants, IReadOnlyList<Item> Items);

    /// <summary>One place of the page.</summary>
    /// <param name="Reason">Names no title of a profile that is not one's own.</param>
    internal sealed record Item(
        TitleReply Title, int Slot, Rung Rung, bool Explored, double Score, string Reason, IReadOnlyList<ExplainSlot.Factor> Factors, double Propensity);

    /// <summary>A profile whose feed can be looked at.</summary>
    /// <param name="Own">One's own: the others share.</param>
    internal sealed record Place(string Id, string Name, bool Own);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/admin/ranking/trace", RunAsync).Needs(Role.Admin);

    /// <summary>What the feed would hand to a profile now, and what each filter dropped.</summary>
    private static async Task<IResult> RunAsync(string? profile, FeedQuery query, Caller caller, TraceFeed slice, CancellationToken cancel) =>
        (await slice.OfAsync(string.IsNullOrEmpty(profile) ? caller.ProfileId : profile, query.Filters.Kind, query.PageSize, caller, cancel)).ToHttp();

    /// <summary>Own profiles first.</summary>
    public async Task<IReadOnlyList<Place>> PlacesAsync(Caller caller, CancellationToken cancel)
    {
        var own = await accounts.OfUserAsync(caller.UserId, cancel);
        using var acting = Acting.As(Actor.System);
        var sharing = (await accounts.SharingAsync(cancel)).Except(own.Select(profile => profile.Id)).Take(MostShown).ToList();
        var others = await accounts.FindManyAsync(sharing, cancel);
        return
        [
            .. own.Select(profile => new Place(profile.Id, profile.Name, true)),
            .. others.Values.OrderBy(profile => profile.Name, StringComparer.OrdinalIgnoreCase).ThenBy(profile => profile.Id, StringComparer.Ordinal)
                .Select(profile => new Place(profile.Id, profile.Name, false)),
        ];
    }

    public async Task<Outcome<Response>> OfAsync(string id, TitleKind kind, int pageSize, Caller caller, CancellationToken cancel)
    {
        // Load
        var (snapshot, now) = (catalogue.Current, time.GetUtcNow());
        FeedPage page;
        Profile? profile;
        double passed;
        using (Acting.As(Actor.System))
        {
            profile = await accounts.FindAsync(id, cancel);
            if (profile is null || (profile.UserId != caller.UserId && (profile.Kids || !profile.Preferences.ShareEngagement)))
                return NotFound;
            var seen = caller with { UserId = profile.UserId, ProfileId = profile.Id, Kids = profile.Kids, MaturityCeiling = profile.Preferences.MaturityCeiling };
            using var held = await profiles.HoldAsync(seen, cancel);
            await held.CatchUpAsync(cancel);

            // Decide
            var session = Guid.CreateVersion7(now);
            var plan = await experiments.PlanAsync(seen, held.State.Dial, cancel);
            var request = new FeedRequest
            {
                NowMs = now.ToUnixTimeMilliseconds(),
                FeedSession = session,
                Seed = (ulong)now.ToUnixTimeMilliseconds(),
                Page = 1,
                PageSize = pageSize,
                Kind = kind,
                Variants = plan.Variants,
                Options = plan.Recipe.Options,
            };
            var started = time.GetTimestamp();
            page = FeedEngine.MakePage(request, snapshot.Columns, held.State, plan.Shared, new FeedMemory());
            passed = time.GetElapsedTime(started).TotalMilliseconds;
        }

        // Show
        var own = profile.UserId == caller.UserId;
        var items = page.Items.Where(item => snapshot.MayLookAt(item.Title, caller)).ToList();
        var replies = await titles.OfAsync(caller, snapshot, items.ConvertAll(item => item.Title), cancel);
        var dropped = ExplainSlot.DroppedOf(page);
        var ofKind = page.Inventory.Eligible + page.Dropped.Where((_, reason) => reason is not ((int)DropReason.Seen or (int)DropReason.Held)).Sum();
        return new Response(
            id, kind, page.Dial.ToString().ToLowerInvariant(), ofKind, dropped,
            new(page.Inventory.Eligible, page.Inventory.Fresh + page.Items.Count(item => !item.Repeat), page.Inventory.Exhausted),
            page.Model.Length == 0 ? null : page.Model, Math.Round(passed, 3),
            page.Variants.Split(';', StringSplitOptions.RemoveEmptyEntries),
            [.. items.Select((item, place) => new Item(
                replies[place], item.Slot, item.Rung, item.Explored, Math.Round(item.Score, 4),
                Reasons.Of(item.Cause, item.Title, snapshot, title => own && snapshot.MayLookAt(title, caller)), ExplainSlot.FactorsOf(page.Dial, item.Factors),
                Math.Round(item.Draw.Propensity, 6)))]);
    }
}
