using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Tests.Discovery;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

public sealed class ProfileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Fifty_requests_at_once_make_no_sixth_profile(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ann = await app.ClientAsAsync("ann");

        var replies = await Task.WhenAll(Enumerable.Range(1, 50).Select(n => ann.PostAsJsonAsync("/api/profiles", new { name = $"P{n}" }, Cancel)));
        var listed = await ann.GetFromJsonAsync<JsonNode>("/api/profiles", Cancel);

        Assert.Equal(4, replies.Count(reply => reply.StatusCode == HttpStatusCode.Created));
        var refused = replies.First(reply => reply.StatusCode != HttpStatusCode.Created);
        Assert.Equal((HttpStatusCode.Conflict, "profile-limit", null), await FeedClient.RefusalOfAsync(refused));
        Assert.Equal(46, replies.Count(reply => reply.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(5, listed!["items"]!.AsArray().Select(item => (string)item!["avatar"]!).Distinct().Count());
    }

    [Theory, EachDatabase]
    public async Task A_profile_is_renamed_chosen_and_removed_with_its_rows_by_its_owner_alone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var (ann, bob, first) = (await app.ClientAsAsync("ann"), await app.ClientAsAsync("bob"), await app.ProfileOfAsync("ann"));
        var path = $"/api/profiles/{first}";
        Assert.Equal("profile-last", (await FeedClient.RefusalOfAsync(await ann.DeleteAsync(path, Cancel))).Code);
        var second = await MakeAsync(ann, new { name = "Two" });
        await ann.PutAsJsonAsync($"{path}/preferences", new { genres_liked = new[] { "noir" } }, Cancel);
        Assert.True((await ann.PostAsJsonAsync("/api/ratings/test:1", new { value = 1 }, Cancel)).IsSuccessStatusCode);

        var changed = await (await ann.PatchAsJsonAsync(path, new { name = " Anna ", avatar = "moon" }, Cancel)).Content.ReadFromJsonAsync<JsonNode>(Cancel);
        var others = await ann.GetFromJsonAsync<JsonNode>($"/api/profiles/{second}/preferences", Cancel);

        Assert.Equal(("Anna", "moon"), ((string?)changed!["name"], (string?)changed["avatar"]));
        Assert.Empty(others!["genres_liked"]!.AsArray());
        foreach (var wrong in (object[])[new { name = " " }, new { avatar = "nobody" }, new { maturity_ceiling = 19 }])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ann.PatchAsJsonAsync(path, wrong, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.PatchAsJsonAsync(path, new { name = "Bob" }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.DeleteAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ann.DeleteAsync(path, Cancel)).StatusCode);
        Assert.Equal(second, (string?)(await ann.GetFromJsonAsync<JsonNode>("/api/auth/session", Cancel))!["profile_id"]);
        foreach (var table in (string[])["signal", "rating", "profile_version"])
            Assert.Equal(0, await app.Get<Db>().ScalarAsync<long>($"select count(*) from {table} where profile_id = @first", new { first }, Cancel));
    }

    [Theory, EachDatabase]
    public async Task A_session_watches_as_the_profile_that_it_chose(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (ann, foreign) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("bob"));
        var kid = await MakeAsync(ann, new { name = "Kid", kids = true });
        var user = (await app.Get<UserStore>().FindAsync("ann", Cancel))!;
        var sessions = app.Get<SessionStore>();
        var session = await app.Get<Db>().TransactAsync(tx => sessions.BeginAsync(tx, user.Id, new Browser("test", "::1", null)), Cancel);

        Assert.False(await sessions.WatchAsAsync(user.Id, session.Id, foreign, Cancel));
        Assert.True(await sessions.WatchAsAsync(user.Id, session.Id, kid, Cancel));

        Assert.Equal(kid, await app.Get<Db>().ScalarAsync<string>("select profile_id from session where id = @Id", new { session.Id }, Cancel));
        Assert.Equal("session-missing", (await FeedClient.RefusalOfAsync(
            await ann.PutAsJsonAsync("/api/auth/session/profile", new { profile_id = kid }, Cancel))).Code);
    }

    [Theory, EachDatabase]
    public async Task The_ceiling_of_an_admins_kids_profile_holds_on_every_path(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(Enumerable.Range(1, 60).Select(n => new
        {
            id = $"test:{n}",
            kind = n % 2 == 0 ? "clip" : "movie",
            title = $"Bear {n}",
            genres = new[] { "nature" },
            duration_ms = 60_000,
            maturity = (n % 6 / 2) switch { 0 => "G", 1 => "R", _ => null },
        }));
        var admin = await app.SignInAsync(Role.Admin);
        var kid = await MakeAsync(admin, new { name = "Kid", kids = true });
        Assert.Contains("\"test:3\"", await admin.GetStringAsync("/api/catalog/titles/test:3", Cancel), StringComparison.Ordinal);
        admin.DefaultRequestHeaders.Add("X-Profile", kid);

        foreach (var path in (string[])
            ["/api/feed", "/api/recommendations/home", "/api/catalog/titles?q=bear&limit=100", "/api/catalog/suggest?q=bea", "/api/catalog/titles/test:1/similar?limit=100"])
        {
            var text = await admin.GetStringAsync(path, Cancel);
            Assert.Contains("\"test:", text, StringComparison.Ordinal);
            for (var n = 1; n <= 60; n++)
                Assert.False(n % 6 / 2 != 0 && text.Contains($"\"test:{n}\"", StringComparison.Ordinal), $"{path} shows test:{n}");
        }

        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/catalog/titles/test:1", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/api/catalog/titles/test:3", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/api/catalog/titles/test:5/similar", Cancel)).StatusCode);
        Assert.Equal("kids-profile", (await FeedClient.RefusalOfAsync(await admin.PostAsJsonAsync("/api/profiles", new { name = "x" }, Cancel))).Code);
        Assert.Equal("kids-profile", (await FeedClient.RefusalOfAsync(await admin.DeleteAsync($"/api/profiles/{kid}", Cancel))).Code);
    }

    private static async Task<string> MakeAsync(HttpClient client, object body)
    {
        using var reply = await client.PostAsJsonAsync("/api/profiles", body, Cancel);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (string)(await reply.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["id"]!;
    }
}
