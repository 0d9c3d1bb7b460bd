using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;

namespace Kinora.Ranking.Feed;

/// <summary>
/// Makes pages of the feed (ranking.md, The feed). It changes nothing but <see cref="FeedMemory"/>: when the page is committed, the caller
/// tells the profile's state by <see cref="ProfileState.Serve"/>. The caller holds the profile's lock.
/// </summary>
internal static class FeedEngine
{
    /// <summary>The first answer to the page that the request names, as of now.</summary>
    /// <param name="memory">Kept by the caller beside the state; a new one is always right.</param>
    public static FeedPage MakePage(
        FeedRequest request, CatalogueColumns columns, ProfileState state, SharedState shared, FeedMemory memory)
    {
        var eligible = memory.EligibleFor(request, columns, state);
        var freshness = new Freshness(eligible, state, request);
        var (seen, held) = freshness.CountStale();
        var fresh = eligible.Count - seen - held;
        var length = Math.Min(request.PageSize, eligible.Count);
        var (forced, voluntary) = Waterline.Repeats(length, fresh, request.Options);
        var repeats = Waterline.Choose(freshness, eligible, forced, voluntary, length, request.Options);

        var page = new PageMaker(request, columns, state, shared, memory.ScoresFor(request, columns, state, shared));
        if (state.Dial == Dial.Chronological)
            page.AddChronological(length - repeats.Count, eligible, freshness);
        else if (length > repeats.Count)
            page.AddFresh(length - repeats.Count, memory.PoolFor(request, columns, eligible, freshness, shared, page.Taste));
        page.AddRepeats(repeats);

        var dropped = eligible.Dropped();
        (dropped[(int)DropReason.Seen], dropped[(int)DropReason.Held]) = (seen, held);
        return new FeedPage
        {
            FeedSession = request.FeedSession,
            Page = request.Page,
            Seed = request.Seed,
            MadeAtMs = request.NowMs,
            Items = page.Items,
            Dial = state.Dial,
            CatalogueVersion = columns.Version,
            SharedVersion = shared.Version,
            PolicyVersion = request.Options.PolicyVersion,
            Model = shared.Model?.Id ?? "",
            Variants = request.Variants,
            Inventory = new FeedInventory(eligible.Count, fresh - (length - repeats.Count), forced > 0),
            Dropped = dropped,
        };
    }
}
