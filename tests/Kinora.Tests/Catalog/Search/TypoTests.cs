using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

public sealed class TypoTests
{
    private static readonly string[] Names =
    [
        "Casablanca", "Casino", "The Godfather", "The Godfather Part II", "Nosferatu", "The General", "Sherlock Jr.", "Night of the Living Dead",
        "His Girl Friday", "Metropolis", "The Cabinet of Dr. Caligari", "Charade", "Detour", "Laura", "Amélie", "Сталкер",
    ];

    [Theory]
    [InlineData("casablnca", "Casablanca")]
    [InlineData("cassablanca", "Casablanca")]
    [InlineData("casabalnca", "Casablanca")]
    [InlineData("kasablanka", "Casablanca")]
    [InlineData("godfahter", "The Godfather")]
    [InlineData("nosferato", "Nosferatu")]
    [InlineData("sherlok jr", "Sherlock Jr.")]
    [InlineData("night of the livign dead", "Night of the Living Dead")]
    [InlineData("caligary cabinet", "The Cabinet of Dr. Caligari")]
    [InlineData("metropolsi", "Metropolis")]
    [InlineData("lauxa", "Laura")]
    [InlineData("cahrade", "Charade")]
    [InlineData("сталкир", "Сталкер")]
    public void A_name_typed_wrong_is_found_first(string query, string expected) =>
        Assert.Equal(expected, Library.Of(Names).Find(query)[0]);

    [Theory]
    [InlineData("casablnca", "casablanca")]
    [InlineData("the godfahter", "the godfather")]
    [InlineData("night of teh livign dead", "night of the living dead")]
    [InlineData("amelia", "amelie")]
    public void A_better_query_is_offered(string query, string expected) =>
        Assert.Equal(expected, Library.Of(Names).Search().Find(new TitleRequest { Query = query }).DidYouMean);

    [Theory]
    [InlineData("casablanca")]
    [InlineData("casab")]
    [InlineData("the godfather")]
    [InlineData("zzxxyyqq")]
    [InlineData("?!")]
    [InlineData("")]
    public void Nothing_is_offered_for_what_is_known_or_far_from_everything(string query) =>
        Assert.Null(Library.Of(Names).Search().Find(new TitleRequest { Query = query }).DidYouMean);

    [Fact]
    public void A_correction_is_made_of_words_that_stand_in_one_name() =>
        Assert.Equal(
            "dark night", Library.Of("Dark Night", "Bright Light", "Dark Water").Search().Find(new TitleRequest { Query = "dark nigth" }).DidYouMean);

    [Fact]
    public void Words_of_titles_that_may_not_be_listed_are_never_offered()
    {
        var library = Library.Of("Casablanca");
        library[0] = library[0]! with { Listed = false };
        Assert.Null(library.Search().Find(new TitleRequest { Query = "casablnca" }).DidYouMean);
    }

    [Fact]
    public void What_is_typed_right_is_not_mixed_with_what_is_similar() =>
        Assert.Equal(["Star", "Starman", "Starship"], Library.Of("Star", "Starman", "Starship", "Stir", "Stor").Find("star"));

    [Fact]
    public void What_is_similar_stands_behind_what_was_found_as_typed() =>
        Assert.Equal(["Casablnca II", "Casablanca"], Library.Of("Casablanca", "Casablnca II").Find("casablnca"));

    [Fact]
    public void A_title_of_that_very_name_was_typed_right() => Assert.Equal(["Casablnca"], Library.Of("Casablanca", "Casablnca").Find("casablnca"));

    [Fact]
    public void Where_the_words_as_typed_find_something_only_corrected_words_are_added() =>
        Assert.Equal(["The Dark Knight", "The Bark Knight"], Library.Of("Knight Rider", "The Bark Knight", "The Dark Knight").Find("dark knight"));

    [Theory]
    [InlineData("martha", "marhta", 1)]
    [InlineData("laura", "laura", 0)]
    [InlineData("laura", "lara", 1)]
    [InlineData("laura", "alura", 1)]
    [InlineData("laura", "lauras", 1)]
    [InlineData("abcdef", "badcfe", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("", "abc", 3)]
    public void Edits_are_insertions_deletions_changes_and_swaps(string one, string two, int expected)
    {
        Assert.Equal(expected, new WordPattern(one).DistanceTo<char>(two));
        Assert.Equal(expected, new WordPattern(two).DistanceTo<char>(one));
    }

    [Fact]
    public void Edits_are_counted_as_the_table_counts_them()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var (one, two) = (Word(), Word());
            Assert.Equal(EditDistance.Between(one, two, 99), new WordPattern(one).DistanceTo<char>(two));
        }

        string Word() => new([.. Enumerable.Range(0, random.Next(12)).Select(_ => "abcж"[random.Next(4)])]);
    }
}
