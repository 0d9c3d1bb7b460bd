using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

public sealed class SearchOracleTests
{
    private const int Questions = 4;

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Answers_as_looking_at_every_title_would(int part)
    {
        for (var seed = part * 10_000; seed < part * 10_000 + 250; seed++)
        {
            var worlds = new Worlds(seed);
            var library = worlds.Library();
            var (search, naive) = (library.Search(), new NaiveSearch(library));
            for (var i = 0; i < Questions; i++) Compare(search, naive, worlds.Request(library), seed);
        }
    }

    [Theory, InlineData(1), InlineData(2)]
    public void An_overlay_and_its_merge_answer_as_an_index_built_anew(int part)
    {
        for (var seed = part * 10_000; seed < part * 10_000 + 100; seed++)
        {
            var worlds = new Worlds(seed);
            var library = worlds.Library();
            var index = library.Index().With(worlds.Edit(library)).With(worlds.Edit(library));
            var merged = index.Merge(TestContext.Current.CancellationToken);
            var late = worlds.Edit(library);
            index = index.With(late);
            var facets = FacetIndex.Build(library.Count, library, TestContext.Current.CancellationToken);
            var anew = library.Search();
            for (var i = 0; i < Questions; i++)
            {
                var request = worlds.Request(library);
                var expected = Text(anew.Find(request));
                Assert.Equal(expected, Text(new TitleSearch(index, facets, library).Find(request)));
                Assert.Equal(expected, Text(new TitleSearch(merged.With(late), facets, library).Find(request)));
                Assert.Equal(expected, Text(new TitleSearch(index.Merge(TestContext.Current.CancellationToken), facets, library).Find(request)));
            }
        }
    }

    [Fact]
    public void Pages_put_together_are_the_whole_answer()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var worlds = new Worlds(seed);
            var library = worlds.Library();
            var search = library.Search();
            var request = worlds.Request(library);
            var whole = search.Find(Page(request, 1000, null));
            var pages = new List<TitleHit>();
            TitlePosition? after = null;
            do
            {
                var page = search.Find(Page(request, 3, after));
                Assert.Equal(whole.Total, page.Total);
                pages.AddRange(page.Hits);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(whole.Hits, pages);
            Assert.Equal(whole.Total, pages.Count);
        }
    }

    private static TitleRequest Page(TitleRequest request, int limit, TitlePosition? after) =>
        new() { Query = request.Query, Filter = request.Filter, Sort = request.Sort, Limit = limit, After = after };

    private static void Compare(TitleSearch search, NaiveSearch naive, TitleRequest request, int seed)
    {
        var found = search.Find(request);
        var (hits, relax, isPoor) = naive.Find(request);
        var where = $"seed {seed}, query '{request.Query}'";
        Assert.True(hits.Take(request.Limit).SequenceEqual(found.Hits), $"{where}: {string.Join(' ', hits)} but {string.Join(' ', found.Hits)}");
        Assert.True(hits.Count == found.Total, where);
        Assert.True(found.Next is not null == hits.Count > request.Limit, where);
        Assert.True(isPoor || found.DidYouMean is null, where);
        foreach (var (facet, counts) in found.Facets)
            foreach (var value in Enumerable.Range(0, 8))
                Assert.True(naive.Count(request, hits, facet, value) == counts.SingleOrDefault(c => c.Value == value).Titles, $"{where}, {facet} {value}");
        if (found.Total == 0)
            Assert.True(
                relax.Where(r => r.Titles > 0).SequenceEqual(
                    found.Relax.Where(r => r.Part != FilterPart.Query).OrderBy(r => r.Part).Select(r => (r.Part, r.Titles))), where);
    }

    private static string Text(TitleResults results) =>
        $"""
         {results.Total} {results.DidYouMean} {string.Join(' ', results.Hits)} {string.Join(' ', results.Relax)} {results.Next}
         {string.Join(' ', results.Facets.SelectMany(f => f.Value.Select(v => $"{f.Key} {v}")))}
         """;
}
