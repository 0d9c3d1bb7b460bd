using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

public sealed class FilterTests
{
    private readonly Library _library = new();

    public FilterTests()
    {
        _library[0] = new Library.Entry { Name = new TitleName("Laura"), Kind = 0, Genres = [1, 2], DurationMs = 5_280_000, Language = 0, Creator = 7 };
        _library[1] = new Library.Entry { Name = new TitleName("Laurel and Hardy"), Kind = 1, Genres = [3], DurationMs = 0, Language = 0, Creator = 8 };
        _library[2] = new Library.Entry { Name = new TitleName("Saint Laurent"), Kind = 0, Genres = [2], DurationMs = 9_000_000, Language = 1, Available = false };
    }

    [Fact]
    public void Values_of_one_facet_are_alternatives_and_facets_are_conditions()
    {
        Assert.Equal(["Laura", "Laurel and Hardy"], Find((FilterPart.Genre, [1, 3])));
        Assert.Equal(["Laura"], Find((FilterPart.Genre, [1, 3]), (FilterPart.Kind, [0])));
        Assert.Equal(["Laurel and Hardy"], Find((FilterPart.Creator, [8])));
        Assert.Equal(["Saint Laurent"], Find((FilterPart.Available, [0])));
        Assert.Empty(Find((FilterPart.Genre, [-1, 99])));
    }

    [Fact]
    public void A_title_of_unknown_duration_is_in_no_range()
    {
        Assert.Equal(["Laura"], Find(new TitleFilter { LongestMs = 6_000_000 }));
        Assert.Equal(["Laura", "Saint Laurent"], Find(new TitleFilter { ShortestMs = 0 }));
        Assert.Equal(["Saint Laurent"], Find(new TitleFilter { ShortestMs = 6_000_000, LongestMs = 9_000_000 }));
    }

    [Fact]
    public void A_facet_that_is_chosen_shows_what_its_other_values_would_find()
    {
        var found = _library.Search().Find(new TitleRequest { Query = "lau", Filter = Of((FilterPart.Kind, [0])), WithFacets = true });
        Assert.Equal(2, found.Total);
        Assert.Equal([new ValueCount(0, 2), new ValueCount(1, 1)], found.Facets[FilterPart.Kind]);
        Assert.Equal([new ValueCount(2, 2), new ValueCount(1, 1)], found.Facets[FilterPart.Genre]);
        Assert.Equal([new ValueCount(0, 1), new ValueCount(1, 1)], found.Facets[FilterPart.Language].OrderBy(v => v.Value));
        Assert.DoesNotContain(FilterPart.Creator, found.Facets.Keys);
    }

    [Fact]
    public void An_empty_answer_says_what_to_leave_out()
    {
        var filter = new TitleFilter { Values = Of((FilterPart.Kind, [1]), (FilterPart.Language, [0])).Values, LongestMs = 6_000_000 };
        var found = _library.Search().Find(new TitleRequest { Query = "laur", Filter = filter });
        Assert.Equal([new RelaxHint(FilterPart.Kind, 1), new RelaxHint(FilterPart.Duration, 1)], found.Relax);
    }

    [Fact]
    public void Where_only_the_words_are_in_the_way_it_says_so()
    {
        var found = _library.Search().Find(new TitleRequest { Query = "xyzzy", Filter = Of((FilterPart.Kind, [0])) });
        Assert.Equal([new RelaxHint(FilterPart.Query, 2)], found.Relax);
    }

    [Fact]
    public void A_filter_that_hides_the_answer_does_not_bring_in_what_is_only_similar()
    {
        foreach (var (ordinal, name) in new[] { (3, "Metropolis"), (4, "Metropole"), (5, "Metropolis II"), (6, "Metropolis III") })
            _library[ordinal] = new Library.Entry { Name = new TitleName(name), Kind = ordinal == 4 ? 1 : 0 };
        var found = _library.Search().Find(new TitleRequest { Query = "metropolis", Filter = Of((FilterPart.Kind, [1])) });
        Assert.Equal(0, found.Total);
        Assert.Equal(new RelaxHint(FilterPart.Kind, 3), found.Relax[0]);
    }

    private string[] Find(params (FilterPart Part, int[] Values)[] values) => Find(Of(values));

    private string[] Find(TitleFilter filter) => _library.Names(_library.Search().Find(new TitleRequest { Filter = filter, Sort = TitleSort.Name }));

    private static TitleFilter Of(params (FilterPart Part, int[] Values)[] values) =>
        new() { Values = values.ToDictionary(v => v.Part, v => (IReadOnlyCollection<int>)v.Values) };
}
