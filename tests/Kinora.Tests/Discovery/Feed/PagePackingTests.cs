using Kinora.Discovery.Feed;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;

namespace Kinora.Tests.Discovery.Feed;

public sealed class PagePackingTests
{
    [Fact]
    public void A_page_comes_back_exactly_as_it_was_decided()
    {
        var page = new FeedPage
        {
            FeedSession = Guid.CreateVersion7(),
            Page = 300,
            Seed = ulong.MaxValue - 7,
            MadeAtMs = 1_800_000_000_123,
            Items =
            [
                Item(1, 70_000, Rung.Explore, new Draw(0.0003, 12, 0.1, 64), new Cause(CauseKind.Explore)),
                Item(2, 0, Rung.Repeat, new Draw(1, 0, 0, 0), new Cause(CauseKind.Watched, -1, 5)),
            ],
            Dial = Dial.Chronological,
            CatalogueVersion = long.MaxValue,
            SharedVersion = 9,
            PolicyVersion = 4,
            Inventory = new FeedInventory(1500, 1488, true),
            Dropped = [0, 3, 200_000],
        };

        var back = PagePacking.Unpack(PagePacking.Pack(new StoredPage(page, "signed")));

        Assert.Equal("signed", back.NextCursor);
        Assert.Equal(page.Items, back.Page.Items);
        Assert.Equal(page.Dropped, back.Page.Dropped);
        Assert.Equal(page with { Items = [], Dropped = [] }, back.Page with { Items = [], Dropped = [] });
        Assert.Null(PagePacking.Unpack(PagePacking.Pack(new StoredPage(page, null))).NextCursor);
    }

    [Fact]
    public void A_page_of_another_format_is_a_fault_and_not_nonsense() =>
        Assert.Throws<InvalidOperationException>(() => PagePacking.Unpack([99, 1, 2, 3]));

    private static FeedItem Item(int slot, int title, Rung rung, Draw draw, Cause cause) => new()
    {
        Slot = slot,
        Title = title,
        Position = 3_600 + slot,
        Rung = rung,
        Explored = rung == Rung.Explore,
        Score = 0.1 + (0.2 * slot),
        Factors = new Factors(0.1f, 0.2f, 0.3f, 0.4f, -1, 0.6f, 0.7f, 0.05f),
        Draw = draw,
        Cause = cause,
    };
}
