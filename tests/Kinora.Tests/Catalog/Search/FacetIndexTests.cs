using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

public sealed class FacetIndexTests
{
    [Fact]
    public void Lists_changes_and_their_merge_count_and_find_as_reading_every_title_does()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var worlds = new Worlds(seed);
            var library = worlds.Library();
            var facets = FacetIndex.Build(library.Count, library, TestContext.Current.CancellationToken);
            Compare(facets, library, seed);
            for (var i = 0; i < 3; i++) facets = facets.With(worlds.Edit(library).Keys, library);
            Compare(facets, library, seed);
            facets = facets.Merge(library.Count, library);
            Compare(facets, library, seed);
            Assert.Equal(0, facets.Changes);
        }
    }

    [Fact]
    public void Where_many_changes_come_together_they_go_into_the_base()
    {
        var library = Library.Of([.. Enumerable.Range(0, TitleChunk.MostEdits + 10).Select(i => $"Star {i}")]);
        var facets = FacetIndex.Build(library.Count, library, TestContext.Current.CancellationToken);
        foreach (var ordinal in library.Titles.Keys.ToList())
        {
            library[ordinal] = library[ordinal]! with { Kind = 2 };
            if (ordinal is 0 or TitleChunk.MostEdits) Assert.InRange(facets.With([ordinal], library).Changes, 1, 1);
        }

        facets = facets.With(library.Titles.Keys, library);
        Assert.Equal(0, facets.Changes);
        Compare(facets, library, 0);
    }

    [Fact]
    public void A_value_that_many_titles_have_is_counted_as_one_that_few_have()
    {
        var library = new Library();
        for (var i = 0; i < 5000; i++) library[i] = new Library.Entry { Name = new TitleName("x"), Kind = i % 3 == 0 ? 1 : 0, Genres = i % 1000 == 0 ? [4] : [] };
        Compare(FacetIndex.Build(library.Count, library, TestContext.Current.CancellationToken), library, 0);
        var found = library.Search().Find(new TitleRequest { WithFacets = true });
        Assert.Equal([new ValueCount(0, 3333), new ValueCount(1, 1667)], found.Facets[FilterPart.Kind]);
        Assert.Equal([new ValueCount(4, 5)], found.Facets[FilterPart.Genre]);
    }

    private static void Compare(FacetIndex facets, Library library, int seed)
    {
        for (var chunk = 0; chunk <= library.Count >> Bits.Shift; chunk++)
        {
            for (var facet = FilterPart.Category; (int)facet < FacetIndex.Facets; facet++)
            {
                var counts = new List<int>();
                facets.ChunkAt(chunk)?.Count(library.Listed(chunk), facet, counts);
                for (var value = 0; value < 8; value++)
                {
                    var having = library.Titles.Where(t => t.Key >> Bits.Shift == chunk && t.Value.ValuesOf(facet).Contains(value)).ToList();
                    var set = new ulong[Bits.Length];
                    facets.ChunkAt(chunk)?.AddTo(set, facet, value);
                    Assert.True(having.Count == Bits.Count(set) && having.TrueForAll(t => Bits.Has(set, t.Key & Bits.Mask)), $"seed {seed} {facet} {value}");
                    Assert.Equal(having.Count(t => t.Value.Listed), value < counts.Count ? counts[value] : 0);
                }
            }
        }
    }
}
