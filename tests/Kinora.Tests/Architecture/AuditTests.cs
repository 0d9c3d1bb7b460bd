using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.Accounts.SignIn;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Tests.Architecture;

/// <summary>
/// Everything that admins and editors may change for others is noted: each such route of the running server is called with something that
/// it takes, and the note is read. A new route needs its call here.
/// </summary>
public sealed class AuditTests
{
    private const string Title = """{"id":"test:NAME","kind":"movie","title":"A title"}""";

    /// <summary>A request that each route takes; what it needs was made before, for it alone.</summary>
    private static readonly Dictionary<string, Func<TestApp, HttpClient, Task<HttpResponseMessage>>> Calls = new(StringComparer.Ordinal)
    {
        ["POST /api/admin/users"] = (_, admin) => admin.PostAsJsonAsync("/api/admin/users", new { name = "new" }, Cancel),
        ["PATCH /api/admin/users/{name}"] = (_, admin) => admin.PatchAsJsonAsync("/api/admin/users/ann", new { role = "blessed" }, Cancel),
        ["DELETE /api/admin/users/{name}"] = (_, admin) => admin.DeleteAsync("/api/admin/users/bob", Cancel),
        ["POST /api/admin/users/{name}/code"] = (_, admin) => admin.PostAsync("/api/admin/users/ann/code", null, Cancel),
        ["POST /api/admin/users/{name}/identities"] = (_, admin) => admin.PostAsJsonAsync(
            "/api/admin/users/ann/identities", new { issuer = "https://issuer.example", subject = "sub-1" }, Cancel),
        ["POST /api/admin/jobs/{id}/cancel"] = async (_, admin) => await admin.PostAsync($"/api/admin/jobs/{await JobAsync(admin)}/cancel", null, Cancel),
        ["POST /api/admin/jobs/{id}/retry"] = async (_, admin) =>
        {
            var job = await JobAsync(admin);
            await admin.PostAsync($"/api/admin/jobs/{job}/cancel", null, Cancel);
            return await admin.PostAsync($"/api/admin/jobs/{job}/retry", null, Cancel);
        },
        ["POST /api/admin/titles"] = (_, admin) => admin.PostAsync("/api/admin/titles", Json(Title.Replace("NAME", "new", StringComparison.Ordinal)), Cancel),
        ["PATCH /api/admin/titles/{id}"] = (_, admin) => admin.PatchAsync("/api/admin/titles/test:1", Json("""{"title":"Another name"}"""), Cancel),
        ["DELETE /api/admin/titles/{id}"] = (_, admin) => admin.DeleteAsync("/api/admin/titles/test:2", Cancel),
        ["POST /api/admin/titles/import"] = (_, admin) => admin.PostAsync(
            "/api/admin/titles/import?name=some.ndjson", Json(Title.Replace("NAME", "imported", StringComparison.Ordinal)), Cancel),
        ["POST /api/admin/catalog/refresh"] = (_, admin) => admin.PostAsJsonAsync("/api/admin/catalog/refresh", new { }, Cancel),
        ["POST /api/admin/embeddings/generate"] = (_, admin) => admin.PostAsJsonAsync("/api/admin/embeddings/generate", new { }, Cancel),
        ["POST /api/admin/titles/enrich"] = (_, admin) => admin.PostAsJsonAsync("/api/admin/titles/enrich", new { provider = "local" }, Cancel),
        ["POST /admin/embeddings/generate"] = (_, admin) => admin.PostAsync(
            "/admin/embeddings/generate", new FormUrlEncodedContent([new("all", "true")]), Cancel),
        ["POST /api/admin/backup"] = (_, admin) => admin.PostAsync("/api/admin/backup", null, Cancel),
        ["POST /api/catalog/collections"] = (_, admin) => PutAsync(admin, HttpMethod.Post, "", new { id = "made", name = "Made", items = new[] { "test:3" } }),
        ["PUT /api/catalog/collections/{id}"] = async (_, admin) =>
        {
            await PutAsync(admin, HttpMethod.Post, "", new { id = "put", name = "Old", items = new[] { "test:3" } });
            return await PutAsync(admin, HttpMethod.Put, "/put", new { name = "New", items = new[] { "test:4" } });
        },
        ["PATCH /api/catalog/collections/{id}"] = async (_, admin) =>
        {
            await PutAsync(admin, HttpMethod.Post, "", new { id = "patched", name = "Old", items = new[] { "test:3" } });
            return await PutAsync(admin, HttpMethod.Patch, "/patched", new { name = "New" });
        },
        ["DELETE /api/catalog/collections/{id}"] = async (_, admin) =>
        {
            await PutAsync(admin, HttpMethod.Post, "", new { id = "gone", name = "Gone", items = new[] { "test:3" } });
            return await admin.DeleteAsync("/api/catalog/collections/gone", Cancel);
        },
        ["DELETE /api/admin/ipblocks"] = async (app, admin) =>
        {
            await app.Get<Db>().TransactAsync(tx => app.Get<GuardStore>().BlockAsync(tx, "203.0.113.7", TimeSpan.FromHours(1)), Cancel);
            return await admin.DeleteAsync("/api/admin/ipblocks?network=203.0.113.7", Cancel);
        },
        ["POST /api/admin/models/train"] = (_, admin) => admin.PostAsync("/api/admin/models/train", null, Cancel),
        ["POST /api/admin/models/serve"] = (_, admin) => admin.PostAsJsonAsync("/api/admin/models/serve", new { run_id = (string?)null }, Cancel),
        ["PUT /api/admin/flags"] = (_, admin) => admin.PutAsJsonAsync("/api/admin/flags", new { flag = "exploration", percentages = new { control = 5, more = 5 } }, Cancel),
        ["POST /admin/catalogue/refresh"] = (_, admin) => admin.PostAsync("/admin/catalogue/refresh", new FormUrlEncodedContent([new("connector", "mediacms")]), Cancel),
        ["POST /admin/catalogue/import"] = (_, admin) => admin.PostAsync("/admin/catalogue/import", new MultipartFormDataContent
        {
            { new StringContent(Title.Replace("NAME", "uploaded", StringComparison.Ordinal)), "file", "some.ndjson" },
        }, Cancel),
    };

    /// <summary>A playlist keeps its versions with who saved them, and a preview changes nothing.</summary>
    private static readonly string[] KeepTheirOwn = [" /api/playlists", " /playlists/", " /api/marathons/preview"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_that_changes_something_for_others_has_a_call_here()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var routes = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>()?.Least > Role.Viewer)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method != "GET")
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Where(route => !KeepTheirOwn.Any(path => route.Contains(path, StringComparison.Ordinal)))
            .ToList();

        Assert.Empty(routes.Except(Calls.Keys));
        Assert.Empty(Calls.Keys.Except(routes));
    }

    [Theory, EachDatabase]
    public async Task Every_such_call_leaves_a_note_of_who_did_what_to_what(string database)
    {
        await using var app = await TestApp.StartAsync(database, new TestEmbedder().Use, ("MediaCms:BaseUrl", "https://cms.invalid"));
        var admin = await app.ClientAsAsync("chief", Role.Admin);
        await app.ClientAsAsync("ann");
        await app.ClientAsAsync("bob");
        await app.GivenManyTitlesAsync(5);
        var wrong = new List<string>();
        foreach (var (route, call) in Calls)
        {
            using var reply = await call(app, admin);
            var note = (await admin.GetFromJsonAsync<JsonNode>("/api/admin/audit?limit=1", Cancel))!["items"]!.AsArray().SingleOrDefault();
            var id = reply.Headers.GetValues("X-Request-ID").Single();
            if ((int)reply.StatusCode >= 400)
                wrong.Add($"{route}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync(Cancel)}");
            else if ((string?)note?["request_id"] != id || (string?)note["actor"] != "chief" || (note["before"] ?? note["after"]) is null || (string?)note["address"] is null)
                wrong.Add($"{route}: the note of request {id} is {note?.ToJsonString() ?? "missing"}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory, EachDatabase]
    public async Task A_note_says_what_was_and_what_is_and_only_what_changed(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.ClientAsAsync("chief", Role.Admin);
        await app.ClientAsAsync("ann");
        await app.GivenTitlesAsync(new { id = "test:1", title = "Laura", year = 1944 });

        await admin.PatchAsJsonAsync("/api/admin/users/ann", new { role = "blessed" }, Cancel);
        await admin.PatchAsync("/api/admin/titles/test:1", Json("""{"title":"Laura, again"}"""), Cancel);
        await admin.DeleteAsync("/api/admin/users/ann", Cancel);

        Assert.Equal("""{"role":"viewer"} → {"role":"blessed"}""", await ChangeAsync(admin, "action=user.changed"));
        Assert.Equal("""{"name":"Laura"} → {"name":"Laura, again"}""", await ChangeAsync(admin, "action=title&target=test:1"));
        Assert.Equal("""{"role":"blessed","analyst":false,"email":null} → """, await ChangeAsync(admin, "actor=CHIEF&action=user.removed"));
    }

    [Theory, EachDatabase]
    public async Task What_is_refused_leaves_no_note(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.ClientAsAsync("chief", Role.Admin);
        var before = await CountAsync(app);

        await admin.DeleteAsync("/api/admin/users/chief", Cancel);
        await admin.PatchAsJsonAsync("/api/admin/users/nobody", new { role = "blessed" }, Cancel);

        Assert.Equal(before, await CountAsync(app));
    }

    [Theory, EachDatabase]
    public async Task Nobody_changes_or_removes_a_note_not_even_with_the_database_in_hand(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ClientAsAsync("ann");
        var db = app.Get<Db>();
        var before = await CountAsync(app);

        foreach (var sql in (string[])["update audit set actor = 'nobody'", "delete from audit", .. database == "postgres" ? ["truncate audit"] : Array.Empty<string>()])
            Assert.Contains("only grows", (await Assert.ThrowsAnyAsync<Exception>(() => db.ExecuteAsync(sql, null, Cancel))).Message, StringComparison.Ordinal);

        Assert.Equal(before, await CountAsync(app));
        Assert.True(before > 0);
    }

    [Theory, EachDatabase]
    public async Task The_log_comes_in_pages_without_gaps(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.ClientAsAsync("chief", Role.Admin);
        for (var n = 0; n < 12; n++)
            await admin.PostAsJsonAsync("/api/admin/users", new { name = $"user{n}" }, Cancel);
        var (names, cursor) = (new List<string>(), "");
        do
        {
            var page = await admin.GetFromJsonAsync<JsonNode>($"/api/admin/audit?action=user.added&actor=chief&limit=5{cursor}", Cancel);
            names.AddRange(page!["items"]!.AsArray().Select(item => (string)item!["target"]!));
            cursor = (string?)page["next_cursor"] is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 12).Reverse().Select(n => $"user{n}"), names);
    }

    [Fact]
    public async Task What_nobody_asked_for_was_the_server()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.ClientAsAsync("ann");

        Assert.Equal("server", await app.Get<Db>().ScalarAsync<string>("select actor from audit where target = 'ann'", null, Cancel));
        Assert.Equal("server", Author.Current.Name);
    }

    private static async Task<string> ChangeAsync(HttpClient admin, string question)
    {
        var item = (await admin.GetFromJsonAsync<JsonNode>($"/api/admin/audit?{question}", Cancel))!["items"]!.AsArray().First()!;
        return $"{item["before"]?.ToJsonString()} → {item["after"]?.ToJsonString()}";
    }

    private static Task<long> CountAsync(TestApp app) => app.Get<Db>().ScalarAsync<long>("select count(*) from audit", null, Cancel);

    private static async Task<string> JobAsync(HttpClient admin)
    {
        using var reply = await admin.PostAsJsonAsync("/api/admin/catalog/refresh", new { }, Cancel);
        return (string)(await reply.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["job"]!;
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient admin, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, "/api/catalog/collections" + path) { Content = JsonContent.Create(body) };
        return await admin.SendAsync(request, Cancel);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
