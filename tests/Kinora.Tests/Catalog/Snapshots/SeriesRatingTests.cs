using System.Net.Http.Json;
using Kinora.Catalog.Titles;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Snapshots;

public sealed class SeriesRatingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_episode_that_says_nothing_about_an_age_has_the_rating_of_its_series(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        // Episodes first: their series adopts them when it comes.
        await app.GivenTitlesAsync(
            new { id = "test:1", kind = "episode", title = "Unrated", series_id = "test:s", season = 1, episode = 1 },
            new { id = "test:2", kind = "episode", title = "Rated", series_id = "test:s", season = 1, episode = 2, maturity = "TV-MA" },
            new { id = "test:3", kind = "episode", title = "Rated by nobody knows whom", series_id = "test:s", season = 1, episode = 3, maturity = "green" },
            new { id = "test:4", kind = "movie", title = "Alone" });
        Assert.Equal([18, Maturity.AgeOf("TV-MA"), 18, 18], Ages(app, "test:1", "test:2", "test:3", "test:4"));
        await app.GivenTitlesAsync(new { id = "test:s", kind = "series", title = "Bears", maturity = "TV-Y7" });
        var seven = Maturity.AgeOf("TV-Y7");

        Assert.Equal([seven, Maturity.AgeOf("TV-MA"), 18, 18], Ages(app, "test:1", "test:2", "test:3", "test:4"));

        // What is edited counts at once, at the series and at the episode, and comes out the same from nothing.
        var admin = await app.SignInAsync(Role.Admin);
        await admin.PatchAsJsonAsync("/api/admin/titles/test:s", new { maturity = "PG" }, Cancel);
        Assert.Equal(Maturity.AgeOf("PG"), Ages(app, "test:1")[0]);
        await admin.PatchAsJsonAsync("/api/admin/titles/test:1", new { title = "Still unrated" }, Cancel);
        Assert.Equal(Maturity.AgeOf("PG"), Ages(app, "test:1")[0]);
        await using (var beside = await app.BesideAsync())
            Assert.Equal(Ages(app, "test:1", "test:2", "test:3"), Ages(beside, "test:1", "test:2", "test:3"));
        await admin.PatchAsJsonAsync("/api/admin/titles/test:s", new { maturity = (string?)null }, Cancel);
        Assert.Equal(18, Ages(app, "test:1")[0]);
    }

    private static List<int> Ages(TestApp app, params string[] ids) =>
        [.. ids.Select(id => app.Catalogue.Current is var snapshot && snapshot.TryOrdinal(id, out var ordinal) ? snapshot.Card(ordinal).Age : -1)];
}
