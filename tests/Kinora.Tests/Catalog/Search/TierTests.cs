using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

public sealed class TierTests
{
    [Fact]
    public void The_whole_name_goes_before_its_beginning_a_word_a_begun_word_and_a_part()
    {
        var library = Library.Of("Costars", "Dark Starlight", "The Star Wars Story", "Starman", "Star");
        Assert.Equal(["Star", "Starman", "The Star Wars Story", "Dark Starlight", "Costars"], library.Find("STAR"));
    }

    [Fact]
    public void Words_are_found_in_any_order() =>
        Assert.Equal(["The Dark Knight"], Library.Of("The Dark Knight", "Dark Star", "Knight Rider").Find("knight dark"));

    [Fact]
    public void While_typing_the_begun_words_are_enough() =>
        Assert.Equal(["The Lord of the Rings"], Library.Of("The Lord of the Rings", "Lordship").Find("lord rin"));

    [Fact]
    public void Within_a_tier_the_popular_go_first_then_the_name()
    {
        var library = Library.Of("Star C", "Star B", "Star A");
        library[1] = library[1]! with { Popularity = 2 };
        Assert.Equal(["Star B", "Star A", "Star C"], library.Find("star"));
    }

    [Fact]
    public void Popularity_never_lifts_a_title_over_its_tier()
    {
        var library = Library.Of("Laura", "Laura's Garden");
        library[1] = library[1]! with { Popularity = 100 };
        Assert.Equal(["Laura", "Laura's Garden"], library.Find("laura"));
    }

    [Theory]
    [InlineData("C.H.U.D.")]
    [InlineData("chud")]
    [InlineData("c.h.u")]
    [InlineData("C H U D")]
    [InlineData("h.u")]
    public void Dotted_names_are_found_however_they_are_typed(string query) =>
        Assert.Equal(["C.H.U.D."], Library.Of("C.H.U.D.", "Mudlark", "Chandelier").Find(query));

    [Theory]
    [InlineData("amelie")]
    [InlineData("AMÉLIE")]
    [InlineData("fabuleux destin")]
    [InlineData("le fabul")]
    public void Accents_do_not_count_and_the_original_name_is_found_too(string query)
    {
        var library = Library.Of("Amelia");
        library[1] = new Library.Entry { Name = new TitleName("Amélie", "Le Fabuleux Destin d'Amélie Poulain") };
        Assert.Equal("Amélie", library.Find(query)[0]);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("*")]
    [InlineData("\\")]
    [InlineData("!")]
    public void Signs_stand_for_themselves(string sign) =>
        Assert.Equal([$"Half{sign} Way"], Library.Of("Half Way", $"Half{sign} Way", "All the Way").Find(sign));

    [Fact]
    public void Without_words_every_title_is_shown_in_the_order_asked_for()
    {
        var library = Library.Of("b", "C", "a");
        library[0] = library[0]! with { Popularity = 1 };
        library[1] = library[1]! with { PublishedAt = 5 };
        Assert.Equal(["b", "a", "C"], library.Find("  "));
        Assert.Equal(["a", "b", "C"], Sorted(TitleSort.Name));
        Assert.Equal(["C", "a", "b"], Sorted(TitleSort.Newest));

        string[] Sorted(TitleSort sort) => library.Names(library.Search().Find(new TitleRequest { Sort = sort }));
    }

    [Fact]
    public void What_may_not_be_listed_is_not_found_and_not_counted()
    {
        var library = Library.Of("Laura", "Laura II", "Laura III");
        library[1] = library[1]! with { Listed = false };
        var found = library.Search().Find(new TitleRequest { Query = "laura", WithFacets = true });
        Assert.Equal(2, found.Total);
        Assert.Equal([new ValueCount(0, 2)], found.Facets[FilterPart.Kind]);
    }

    [Fact]
    public void Suggestions_are_names_that_begin_so_then_names_with_a_word_that_does_each_once()
    {
        var library = Library.Of("Saint Laurent", "Laurel and Hardy", "Laura", "LAURA", "Claudia");
        Assert.Equal(["Laura", "Laurel and Hardy", "Saint Laurent"], library.Search().Suggest("lau", 3).Select(o => library[o]!.Name.Name));
    }

    [Fact]
    public void A_query_of_a_megabyte_is_read_at_its_beginning_only()
    {
        var library = Library.Of(new string('x', 300));
        Assert.Single(library.Find(new string('x', 1_000_000)));
        Assert.Empty(library.Find(new string('y', 1_000_000)));
    }

    [Fact]
    public void An_empty_catalogue_answers_with_nothing()
    {
        var search = new TitleSearch(TitleIndex.Empty, FacetIndex.Empty, new Library());
        Assert.Equal(0, search.Find(new TitleRequest { Query = "laura", WithFacets = true }).Total);
        Assert.Equal(0, search.Find(new TitleRequest()).Total);
        Assert.Empty(search.Suggest("l", 5));
    }
}
