namespace Kinora.Ranking.Tests.Feed;

public sealed class FeedWorldTests
{
    private const int Worlds = 2_400;

    [Fact]
    public void Every_law_of_the_feed_holds_on_every_page_of_thousands_of_worlds()
    {
        var pages = 0;
        Parallel.For(0, Worlds, new ParallelOptions { MaxDegreeOfParallelism = 4 }, seed =>
        {
            var world = new World(seed);
            try
            {
                world.Live(30);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"World {seed}, page {world.PagesMade + 1}: {e.Message}", e);
            }

            Interlocked.Add(ref pages, world.PagesMade);
        });

        Assert.True(pages > 8 * Worlds, $"Only {pages} pages were made.");
    }
}
