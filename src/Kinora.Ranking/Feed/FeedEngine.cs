using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;

namespace Kinora.Ranking.Feed;

/// <summary>
/// Makes pages of the feed (4-ranking, The feed). It changes nothing: when the page is committed, the caller tells the profile's state by
/// <see cref="ProfileState.Serve"/>.
/// </summary>
internal static class FeedEngine
{
    /// <summary>The page that the request names, as of now.</summary>
    /// <param name="memory">Kept by the caller beside the state; a new one is always right.</param>
    public static FeedPage MakePage(
        FeedRequest request, CatalogueColumns columns, ProfileState state, SharedState shared, FeedMemory memory)
    {
        _ = (columns, state, shared, memory);
        return new FeedPage
        {
            FeedSession = request.FeedSession,
            Page = request.Page,
            Seed = request.Seed,
            MadeAtMs = request.NowMs,
            Items = [],
            Dial = state.Dial,
            CatalogueVersion = columns.Version,
            SharedVersion = shared.Version,
            PolicyVersion = request.Options.PolicyVersion,
            Inventory = default,
            Dropped = [],
        };
    }
}
