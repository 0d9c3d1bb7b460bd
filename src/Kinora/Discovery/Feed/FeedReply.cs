using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Ranking.Feed;

namespace Kinora.Discovery.Feed;

/// <summary>A page as clients see it.</summary>
internal sealed record FeedReply(
    Guid FeedSession, string? NextCursor, IReadOnlyList<FeedReply.Item> Items, int Withdrawn, FeedReply.Stock Inventory)
{
    /// <summary>Puts a page into words.</summary>
    /// <param name="shown">The stored items in the stored order, without what may no longer be shown.</param>
    public static async Task<FeedReply> OfAsync(
        StoredPage stored, IReadOnlyList<FeedItem> shown, Caller caller, CatalogueSnapshot snapshot, ITitleReplies titles,
        CancellationToken cancel)
    {
        var page = stored.Page;
        var replies = await titles.OfAsync(caller, snapshot, [.. shown.Select(item => item.Title)], cancel);
        var items = shown.Select((item, place) => new Item(
            replies[place], item.Position, item.Slot, item.Score, item.Rung, item.Repeat, item.Explored,
            Reasons.Of(item.Cause, item.Title, snapshot, title => snapshot.MayLookAt(title, caller))));
        return new FeedReply(
            page.FeedSession,
            stored.NextCursor,
            [.. items],
            page.Items.Count - shown.Count,
            new Stock(page.Inventory.Eligible, page.Inventory.Fresh, page.Inventory.Exhausted));
    }

    internal sealed record Item(
        TitleReply Title, int Position, int Slot, double Score, Rung Rung, bool Repeat, bool Explored, string Reason);

    internal sealed record Stock(int Eligible, int Fresh, bool Exhausted);
}
