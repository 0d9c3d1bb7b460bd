using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Accounts;
using Kinora.Accounts.Identities;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Tests.Architecture;

/// <summary>
/// Every route of the running server that takes an id, a cursor or a profile is given those of somebody else: the answer is the one that
/// somebody gets for what never was, to the letter.
/// </summary>
public sealed partial class ForeignThingsTests
{
    private const string Nothing = "00000000-0000-7000-8000-000000000000";

    /// <summary>Routes whose parameter names what is everybody's, or what admins manage.</summary>
    private static readonly string[] OfTheHouse =
    [
        "/api/admin/**", "/api/catalog/**", "/api/creators/**", "/api/playlists/**", "/api/ratings/**", "/api/titles/**", "/api/viewing/**", "/api/user/video/**",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Somebody_elses_id_is_answered_like_one_that_never_was(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30);
        var (ann, bob) = (await app.ClientAsAsync("ann"), await app.ClientAsAsync("bob"));
        var things = await ThingsAsync(app, ann);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var (method, path) in Routes(app).Where(route => Parameter().IsMatch(route.Path) && !IsOfTheHouse(route.Path)))
        {
            if (things.FirstOrDefault(thing => path.StartsWith(thing.Route, StringComparison.Ordinal)) is not { Id: { } id })
            {
                wrong.Add($"{method} {path}: say here whose its parameter is");
                continue;
            }

            tried++;
            var foreign = await AskAsync(bob, method, Parameter().Replace(path, id));
            var never = await AskAsync(bob, method, Parameter().Replace(path, Nothing));
            if (foreign != never || foreign.Status is not (HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity))
                wrong.Add($"{method} {path}: {foreign} for somebody else's, {never} for nobody's");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried >= 6, $"Only {tried} routes were tried.");
        foreach (var thing in things.Where(thing => thing.Look is not null))
            Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync(thing.Look, Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Somebody_elses_profile_opens_no_route(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var profile = await app.ProfileOfAsync("ann");
        var bob = await app.ClientAsAsync("bob", Role.Admin);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var (method, path) in Routes(app).Where(route => RouteTable.Find(route.Method, route.Path) is { Least: not null }))
        {
            tried++;
            var address = Parameter().Replace(path, Nothing);
            var foreign = await AskAsync(bob, method, address, profile);
            var never = await AskAsync(bob, method, address, Nothing);
            if (foreign != never || foreign.Code != "profile-not-found")
                wrong.Add($"{method} {path}: {foreign} with somebody else's profile, {never} with nobody's");
            if (method == "GET" && (await AskAsync(bob, method, $"{address}?profile_id={profile}")).Code != "profile-not-found")
                wrong.Add($"{method} {path}?profile_id: takes somebody else's profile");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried >= 30, $"Only {tried} routes were tried.");
    }

    [Theory, EachDatabase]
    public async Task Somebody_elses_cursor_leads_nowhere(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(60);
        var (ann, bob) = (await app.ClientAsAsync("ann", Role.Admin), await app.ClientAsAsync("bob", Role.Admin));
        await ThingsAsync(app, ann);
        await ThingsAsync(app, ann);
        var (wrong, tried) = (new List<string>(), new List<string>());
        foreach (var (_, path) in Routes(app).Where(route => route.Method == "GET" && !Parameter().IsMatch(route.Path)))
        {
            // A stream never ends, so only its head is waited for.
            using var first = await ann.GetAsync(
                $"{path}?{(path == "/api/feed" ? "page_size" : "limit")}=1", HttpCompletionOption.ResponseHeadersRead, Cancel);
            if (first.Content.Headers.ContentType?.MediaType != "application/json"
                || JsonNode.Parse(await first.Content.ReadAsStringAsync(Cancel)) is not JsonObject page || (string?)page["next_cursor"] is not { } cursor)
            {
                continue;
            }

            tried.Add(path);
            var limit = path == "/api/feed" ? "" : "limit=1&";
            var foreign = await AskAsync(bob, "GET", $"{path}?{limit}cursor={Uri.EscapeDataString(cursor)}");
            if (foreign.Status != HttpStatusCode.UnprocessableEntity || foreign.Code != "cursor-invalid" || foreign.Headers.Contains("ETag", StringComparison.Ordinal))
                wrong.Add($"{path}: {foreign}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        foreach (var path in (string[])["/api/feed", "/api/auth/tokens", "/api/me/following", "/api/viewing/not-interested", "/api/admin/users"])
            Assert.Contains(path, tried);
    }

    /// <summary>What the person has, by the routes that take its id, and where the owner sees that it is still there.</summary>
    private static async Task<List<(string Route, string Id, string? Look)>> ThingsAsync(TestApp app, HttpClient ann)
    {
        var user = (await app.Get<Kinora.Accounts.Contracts.IUsers>().FindAsync("ann", Cancel))!;
        var session = await app.Get<Db>().TransactAsync(
            tx => app.Get<SessionStore>().BeginAsync(tx, user.Id, new Browser("test", "127.0.0.1", null)), Cancel);
        GC.KeepAlive(session);
        var sessions = (await ann.GetFromJsonAsync<JsonNode>("/api/auth/sessions", Cancel))!["items"]!.AsArray();
        using var made = await ann.PostAsJsonAsync("/api/auth/tokens", new { name = "one", scopes = new[] { "read" } }, Cancel);
        var tokens = (await ann.GetFromJsonAsync<JsonNode>("/api/auth/tokens", Cancel))!["items"]!.AsArray();
        var number = tokens.Count;
        foreach (var n in (int[])[number, number + 1])
        {
            await ann.PutAsync($"/api/creators/{Uri.EscapeDataString($"test:Creator {n % 10}")}/follow", null, Cancel);
            await ann.PostAsync($"/api/viewing/not-interested/test:{n}", null, Cancel);
        }

        foreach (var title in (await ann.GetFromJsonAsync<JsonNode>("/api/catalog/titles?limit=5", Cancel))!["items"]!.AsArray())
            await ann.PutAsync($"/api/creators/{Uri.EscapeDataString((string)title!["creator_id"]!)}/follow", null, Cancel);
        var filed = await app.Get<Db>().TransactAsync(
            tx => app.Get<Kinora.Platform.Jobs.IJobs>().AddAsync<Kinora.Discovery.Feed.SweepFeed>(
                tx, new Kinora.Discovery.Feed.SweepFeed.Args(), new Kinora.Platform.Jobs.JobFiling { UserId = user.Id }),
            Cancel);
        var linked = await app.Get<IdentityStore>().LinkAsync(user.Id, "https://id.example", "ann", null, Cancel);
        await ann.PostAsJsonAsync("/api/user/history", new { video_id = "test:1", ended_at = TimeProvider.System.GetUtcNow() }, Cancel);
        using var queued = await ann.PostAsJsonAsync("/api/user/queues", new { name = "Ours" }, Cancel);
        var queue = (string)(await queued.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["queue_id"]!;
        var plays = (await ann.GetFromJsonAsync<JsonNode>("/api/user/history", Cancel))!["items"]!.AsArray();
        using var handed = await ann.PostAsync("/api/user/imports", new StringContent("""{"watch_history":["aaaaaaaaa01"],"subscriptions":[],"playlists":[]}"""), Cancel);
        var import = (string)(await handed.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["id"]!;
        return
        [
            ("/api/user/imports/", import, $"/api/user/imports/{import}"),
            ("/api/user/queues/", queue, $"/api/user/queues/{queue}"),
            ("/api/user/history/", (string)plays[0]!["id"]!, "/api/user/history"),
            ("/api/auth/identities/", linked.Value.Id, "/api/auth/identities"),
            ("/api/auth/sessions/", (string)sessions[0]!["id"]!, "/api/auth/sessions"),
            ("/api/auth/tokens/", (string)tokens[0]!["id"]!, "/api/auth/tokens"),
            ("/api/jobs/", filed, $"/api/jobs/{filed}"),
            ("/api/profiles/", user.DefaultProfileId, $"/api/profiles/{user.DefaultProfileId}/preferences"),
        ];
    }

    private static bool IsOfTheHouse(string path) => Array.Exists(OfTheHouse, house => path.StartsWith(house[..^2], StringComparison.Ordinal));

    private static async Task<Answer> AskAsync(HttpClient client, string method, string address, string? profile = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = JsonContent.Create(new { });
        if (profile is not null)
            request.Headers.Add("X-Profile", profile);
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        var problem = reply.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel))
            : null;
        return new Answer(
            reply.StatusCode, (string?)problem?["error"]?["code"], problem?.ToJsonString() ?? "",
            string.Join(',', reply.Headers.Concat(reply.Content.Headers).Select(header => header.Key).Where(name => name != "Date").Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<(string Method, string Path)> Routes(TestApp app) =>
        from endpoint in app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where path.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, path);

    [GeneratedRegex(@"\{\**\w+[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    /// <summary>All of an answer that may tell somebody something.</summary>
    private sealed record Answer(HttpStatusCode Status, string? Code, string Body, string Headers);
}
