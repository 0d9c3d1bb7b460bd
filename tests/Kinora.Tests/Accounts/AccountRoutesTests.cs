using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

public sealed class AccountRoutesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_token_is_shown_once_works_and_ends(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ann = await app.ClientAsAsync("ann");

        var answer = await ann.PostAsJsonAsync("/api/auth/tokens", new { name = "tv" }, Cancel);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var tv = app.Stranger();
        tv.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.GetProperty("token").GetString());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await tv.GetAsync("/api/auth/session", Cancel)).StatusCode);
        Assert.DoesNotContain("kin_", await ann.GetStringAsync("/api/auth/tokens", Cancel), StringComparison.Ordinal);
        var bob = await app.ClientAsAsync("bob");
        var path = $"/api/auth/tokens/{made.GetProperty("id").GetString()}";
        Assert.Equal(HttpStatusCode.NotFound, (await bob.DeleteAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ann.DeleteAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await tv.GetAsync("/api/auth/session", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Nobody_makes_a_token_that_is_wider_than_they_are(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var blessed = await app.SignInAsync(Role.Blessed);

        Assert.Equal(HttpStatusCode.Forbidden, await MakeAsync(blessed, new { name = "x", scopes = new[] { "admin" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await MakeAsync(blessed, new { name = "x", scopes = new[] { "root" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await MakeAsync(blessed, new { name = "x", scopes = Array.Empty<string>() }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await MakeAsync(blessed, new { name = " " }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await MakeAsync(blessed, new { name = "x", expires_in_days = 0 }));
        Assert.Equal(HttpStatusCode.Created, await MakeAsync(await app.SignInAsync(Role.Admin), new { name = "x", scopes = new[] { "admin" } }));
    }

    [Theory, EachDatabase]
    public async Task A_token_that_a_token_makes_ends_no_later_than_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ProfileOfAsync("ann");
        var ann = await app.ClientAsAsync("ann");
        var lent = await (await ann.PostAsJsonAsync("/api/auth/tokens", new { name = "lent", expires_in_days = 1 }, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var friend = app.ClientWith(lent.GetProperty("token").GetString()!);

        var made = await (await friend.PostAsJsonAsync("/api/auth/tokens", new { name = "longer", expires_in_days = 3650 }, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal(lent.GetProperty("expires_at").GetDateTimeOffset(), made.GetProperty("expires_at").GetDateTimeOffset());
    }

    [Theory, EachDatabase]
    public async Task Preferences_keep_what_is_not_said_and_refuse_what_cannot_be(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (ann, path) = (await app.ClientAsAsync("ann"), $"/api/profiles/{await app.ProfileOfAsync("ann")}/preferences");

        await ann.PutAsJsonAsync(path, new { genres_liked = new[] { "noir" }, share_engagement = true, time_zone = "Europe/Berlin" }, Cancel);
        var answer = await ann.PutAsJsonAsync(path, new { maturity_ceiling = 12, dials = new { mode = "explore" } }, Cancel);
        var kept = await ann.GetFromJsonAsync<JsonElement>(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("noir", kept.GetProperty("genres_liked")[0].GetString());
        Assert.True(kept.GetProperty("share_engagement").GetBoolean());
        Assert.Equal(12, kept.GetProperty("maturity_ceiling").GetInt32());
        Assert.Equal("explore", kept.GetProperty("dials").GetProperty("mode").GetString());
        object[] wrong =
        [
            new { maturity_ceiling = 19 }, new { default_playback_speed = 0.2 }, new { auto_mark_completed_threshold = 0.4 },
            new { daily_learning_goal_minutes = 1441 }, new { time_zone = "Mars/Olympus" }, new { genres_avoided = new[] { "Noir" } },
            new { preferred_language = "e" }, new { genres_liked = new[] { "" } }, new { priority_topics = new[] { "a\u0000b" } },
        ];
        foreach (var body in wrong)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ann.PutAsJsonAsync(path, body, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsAsync("bob")).GetAsync(path, Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Admins_manage_users_and_nobody_else_does(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);

        var added = await admin.PostAsJsonAsync("/api/admin/users", new { name = "Ed", role = "blessed" }, Cancel);
        var twice = await admin.PostAsJsonAsync("/api/admin/users", new { name = "ed" }, Cancel);
        var changed = await admin.PatchAsJsonAsync("/api/admin/users/ed", new { analyst = true }, Cancel);
        var listed = await admin.GetFromJsonAsync<JsonElement>("/api/admin/users", Cancel);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (added.StatusCode, twice.StatusCode));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var ed = Assert.Single(listed.GetProperty("items").EnumerateArray(), item => item.GetProperty("name").GetString() == "Ed");
        Assert.Equal(("blessed", true), (ed.GetProperty("role").GetString(), ed.GetProperty("analyst").GetBoolean()));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/admin/users/ed", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.DeleteAsync("/api/admin/users/admin", Cancel)).StatusCode);
        var blessed = await app.SignInAsync(Role.Blessed);
        Assert.Equal(HttpStatusCode.Forbidden, (await blessed.GetAsync("/api/admin/users", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Stranger().GetAsync("/api/admin/users", Cancel)).StatusCode);
    }

    private static async Task<HttpStatusCode> MakeAsync(HttpClient client, object body) =>
        (await client.PostAsJsonAsync("/api/auth/tokens", body, Cancel)).StatusCode;
}
