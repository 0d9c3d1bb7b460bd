using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Ranking;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Import;

public sealed class TitleImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_title_comes_in_whole_and_is_in_the_next_snapshot(string database)
    {
        await using var app = await TestApp.StartAsync(database);

        var report = await app.GivenTitlesAsync(new
        {
            id = "test:laura",
            title = "Laura",
            year = 1944,
            duration_ms = 5_280_000,
            creator = "Otto Preminger",
            genres = new[] { "Film Noir", "Crime" },
            tags = new[] { "portrait" },
            maturity = "TV-PG",
            language = "en",
            playback = new { hls_url = "https://example.org/laura.m3u8" },
            poster_url = "https://example.org/laura.jpg",
        });

        Assert.Equal((1, 1, 0), (report.Rows, report.Accepted, report.Refused));
        var snapshot = app.Catalogue.Current;
        Assert.True(snapshot.TryOrdinal("test:laura", out var ordinal));
        var card = snapshot.Card(ordinal);
        Assert.Equal(("Laura", 1944, 5_280_000L, TitleKind.Movie, 10), (card.Name, card.Year, card.DurationMs, card.Kind, card.Age));
        Assert.Equal(("otto-preminger", "Otto Preminger"), (card.CreatorId, card.CreatorName));
        Assert.Equal(["noir", "crime"], card.Genres.Order(StringComparer.Ordinal).Reverse());
        Assert.True(card is { HasMedia: true, HasArtwork: true, HasPage: false, Available: true, Visibility: Visibility.Public });
    }

    [Theory, EachDatabase]
    public async Task The_same_file_again_changes_nothing_and_a_changed_row_is_an_update_under_the_same_ordinal(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(300);
        var before = app.Catalogue.Current;
        before.TryOrdinal("test:7", out var ordinal);

        var again = await app.GivenManyTitlesAsync(300);
        var changed = await app.GivenTitlesAsync(new { id = "test:7", kind = "clip", title = "Another name" }, new { id = "test:new", title = "New" });

        Assert.Equal((300, 0, 0L), (again.Unchanged, again.Accepted, again.Version));
        Assert.Equal((1, 1), (changed.Updated, changed.Accepted));
        var after = app.Catalogue.Current;
        Assert.Equal(301, after.Titles);
        Assert.Equal("Another name", after.NameOf(ordinal));
        Assert.Equal("Title number 7", before.NameOf(ordinal));
        Assert.True(after.TryOrdinal("test:7", out var same) && same == ordinal);
        Assert.True(after.TryOrdinal("test:new", out var next) && next == 300);
        Assert.False(before.TryOrdinal("test:new", out _));
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_with_a_row_is_said_with_its_line_and_the_others_come_in(string database)
    {
        await using var app = await TestApp.StartAsync(database);

        var report = await app.ImportAsync(
            """
            {"id": "test:good", "kind": "movie", "title": "Good", "colour": "blue"}
            {"id": "test:bad kind", "kind": "movie", "title": "Bad id"}

            {"id": "test:k", "kind": "film", "title": "Bad kind"}
            {"id": "test:y", "kind": "movie", "title": "Bad year", "year": "1944"}
            {"kind": "movie", "title": "No id"}
            {"id": "test:u", "kind": "movie", "title": "Bad address", "poster_url": "javascript:alert(1)"}
            {"id": "test:c", "kind": "movie", "title": "Bell\u0007"}
            {"id": "test:good", "kind": "movie", "title": "Good again"}
            """);

        Assert.Equal((8, 1, 7), (report.Rows, report.Accepted, report.Refused));
        Assert.Equal(
            [(2L, "id-invalid", "id"), (4L, "kind-unknown", "kind"), (5L, "wrong-type", "year"), (6L, "id-missing", "id"),
             (7L, "url-invalid", "poster_url"), (8L, "control-character", "title"), (9L, "id-twice", "id")],
            report.Issues.Select(issue => (issue.Line, issue.Code, issue.Field!)));
        Assert.Equal(1, report.UnknownMembers["colour"]);
        Assert.Equal("Good", app.Catalogue.Current.NameOf(0));
    }

    [Theory, EachDatabase]
    public async Task A_dry_run_says_what_would_happen_and_leaves_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:old", title = "Old" });

        var report = await app.ImportAsync(
            """
            [{"id": "test:old", "kind": "movie", "title": "Changed"}, {"id": "test:new", "kind": "movie", "title": "New"},
             {"id": "test:new", "kind": "movie", "title": "New"}, {"id": "test:x", "kind": "movie"}]
            """,
            "test.json", dryRun: true);

        Assert.Equal((4, 1, 1, 2, 0L), (report.Rows, report.Accepted, report.Updated, report.Refused, report.Version));
        Assert.Equal(1, app.Catalogue.Current.Titles);
        Assert.Equal("Old", app.Catalogue.Current.NameOf(0));
        Assert.Equal(0, await RowsOfAsync(app, "test:new"));
    }

    [Theory]
    [InlineData("a.json", "[{\"id\": \"t:1\"},\n {\"id\": ]", 2, 9)]
    [InlineData("a.json", "{\"id\": 1}", 1, 1)]
    [InlineData("a.json", "[{\"id\": \"t:1\"}", 1, 15)]
    [InlineData("a.json", "[] []", 1, 4)]
    [InlineData("a.ndjson", "{\"id\": \"t:1\"}\n\n{\"id\" \"x\"}", 3, 7)]
    [InlineData("a.ndjson", "{}\n[]", 2, 1)]
    [InlineData("a.csv", "id,kind,title\nt:1,movie,\"open", 2, 11)]
    [InlineData("a.csv", "id,kind,title\nt:1,movie,\"x\"y", 2, 14)]
    [InlineData("a.csv", "id,title\nt:1,x", 1, 1)]
    [InlineData("a.csv", "", 1, 1)]
    public async Task A_malformed_file_is_refused_at_once_with_line_and_column(string name, string text, long line, long column)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));

        var outcome = await app.Get<ITitleImport>().ReceiveAsync(new ImportRequest(name), body, Cancel);

        Assert.Equal((RefusalKind.Malformed, "file-malformed"), (outcome.Refusal!.Kind, outcome.Refusal.Code));
        Assert.Equal((line, column), ((long)outcome.Refusal.More!["line"]!, (long)outcome.Refusal.More["column"]!));
        Assert.Empty(Directory.GetFiles(app.Get<DataFolder>().File("spool")));
    }

    [Theory, EachDatabase]
    public async Task Lists_as_they_are_found_in_the_wild_come_in_by_their_headers(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var pasted = new string('x', 1_000);

        var report = await app.ImportAsync(
            $""""
            show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description
            s1,Movie,"Laura, again","Otto Preminger, Rouben Mamoulian",Gene Tierney,,25-Sep-21,1944,PG-13,88 min,"Dramas, Crime TV Shows, International Movies","She said ""no""."
            s2,TV Show,Blood,,,,"September 24, 2021",2021,TV-MA,2 Seasons,"TV Dramas, Kids' TV",
            s3,Movie,"Slipped
            over two lines",{pasted},,,,2017,74 min,,Movies,
            """",
            "netflix_titles.csv");

        Assert.Equal((3, 0), (report.Accepted, report.Refused));
        Assert.Equal(["cast"], report.UnknownMembers.Keys);
        var snapshot = app.Catalogue.Current;
        var cards = new[] { "netflix:s1", "netflix:s2", "netflix:s3" }.Select(id => snapshot.TryOrdinal(id, out var o) ? snapshot.Card(o) : null!).ToList();
        Assert.Equal(("Laura, again", "otto-preminger", 5_280_000L, 13, 1944), (cards[0].Name, cards[0].CreatorId, cards[0].DurationMs, cards[0].Age, cards[0].Year));
        Assert.Equal(["drama", "crime"], cards[0].Genres);
        Assert.Equal((TitleKind.Series, 0L, 17), (cards[1].Kind, cards[1].DurationMs, cards[1].Age));
        Assert.Equal(["drama", "kids", "family"], cards[1].Genres);
        Assert.Equal((74 * 60_000L, 18, "Slipped over two lines", null), (cards[2].DurationMs, cards[2].Age, cards[2].Name, cards[2].CreatorId));
        Assert.Equal(new DateTimeOffset(2021, 9, 25, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), snapshot.PublishedAt(cards[0].Ordinal));
    }

    [Theory, EachDatabase]
    public async Task Two_imports_at_once_both_come_in_and_an_id_of_both_has_one_ordinal(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        static string File(string name, int from) => string.Join('\n', Enumerable.Range(from, 1_000)
            .Select(n => $$"""{"id": "test:{{n}}", "kind": "movie", "title": "{{name}} {{n}}", "creator": "C {{n % 50}}"}"""));

        await Task.WhenAll(app.ImportAsync(File("A", 0)), app.ImportAsync(File("B", 500)), app.ImportAsync(File("C", 1_000)));

        var snapshot = app.Catalogue.Current;
        Assert.Equal(2_000, snapshot.Titles);
        var ordinals = Enumerable.Range(0, 2_000).Select(n => snapshot.TryOrdinal($"test:{n}", out var ordinal) ? ordinal : -1).ToList();
        Assert.Equal(2_000, ordinals.Where(ordinal => ordinal >= 0).Distinct().Count());
        Assert.Equal(50, Enumerable.Range(0, snapshot.Creators.Count).Select(snapshot.Creators.IdOf).Distinct().Count());
    }

    private static async Task<long> RowsOfAsync(TestApp app, string id) =>
        await app.Get<Kinora.Platform.Database.Db>().ScalarAsync<long>("select count(*) from title where id = @id", new { id }, Cancel);
}
