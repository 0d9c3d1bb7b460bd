using Kinora.Catalog.Contracts;
using Kinora.Catalog.Search;
using Kinora.Catalog.Snapshots;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Snapshots;

public sealed class SearchMergeTests
{
    [Theory, EachDatabase]
    public async Task Many_edits_are_folded_into_the_index_beside_the_requests(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1000);
        await app.GivenTitlesAsync(Titles(0, SearchMerge.Enough + 10, "Edited"));

        await app.UntilAsync(() => Task.FromResult(app.Catalogue.Current.Search.Titles.Edits == 0));

        Assert.Equal(SearchMerge.Enough + 10, Found(app.Catalogue.Current, "edited"));
    }

    [Theory, EachDatabase]
    public async Task What_is_edited_while_edits_are_folded_is_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1000);
        await app.GivenTitlesAsync(Titles(0, 100, "Edited"));
        var before = app.Catalogue.Current;
        var folded = SearchMerge.Fold(before, TestContext.Current.CancellationToken);
        await app.GivenTitlesAsync(Titles(50, 100, "Later"));
        var now = app.Catalogue.Current;

        var over = SearchMerge.Over(now, folded, before);

        Assert.Equal((50, 100, 100), (Found(over, "edited"), Found(over, "later"), over.Search.Titles.Edits));
        Assert.Equal(now.Version, over.Version);
    }

    private static int Found(CatalogueSnapshot snapshot, string query) =>
        (int)snapshot.Search.Find(new TitleRequest { Query = query, Limit = 1, WithFacets = true }).Total;

    private static IEnumerable<object> Titles(int from, int count, string name) => Enumerable.Range(from, count)
        .Select(n => new { id = $"test:{n + 1}", kind = "clip", title = $"{name} {n}", duration_ms = 20_000 });
}
