using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Discovery.Shared;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Kinora.Tests.Discovery;

/// <summary>
/// A profile that lived among forbidden titles and then became a kids profile. Whatever is forbidden says <c>zqxwraith</c> in its id, name, texts,
/// genre, creator and collections, and <c>hushed</c> where a question cannot bring it back: one of these words in an answer is a leak.
/// </summary>
public sealed partial class KidsTests
{
    private const string Forbidden = "zqxwraith";
    private const string Hushed = "hushed";
    private const string Fine = "otter";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task No_address_that_the_server_knows_tells_a_kids_profile_of_a_forbidden_title(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (kid, session, cursor) = await GivenAsync(app);
        var (leaks, shows) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var playlist = (await app.Get<Db>().ScalarAsync<string>("select id from playlist", null, Cancel))!;
        foreach (var path in Paths(app, session, cursor, playlist))
        {
            using var reply = await kid.GetAsync(path, Cancel);
            var text = await reply.Content.ReadAsStringAsync(Cancel);
            var word = path.Contains(Forbidden, StringComparison.Ordinal) ? Hushed : Forbidden;
            if ((int)reply.StatusCode >= 500 || text.Contains(word, StringComparison.OrdinalIgnoreCase))
                leaks.Add($"{path}: {(int)reply.StatusCode} {Around(text, word)}");
            if (text.Contains(Fine, StringComparison.OrdinalIgnoreCase))
                shows.Add(path.Split('?')[0] is { Length: > 1 } address ? address.TrimEnd('/') : "/");
        }

        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
        // The same addresses do show what is allowed: the silence above is not that of a profile that sees nothing.
        foreach (var path in (string[])
            [
                "/", "/search", "/titles/test:otter1", "/watch/test:otter1", "/collections", "/collections/mixed", "/api/feed", "/api/feed/explain",
                "/api/recommendations/home", "/api/recommendations/for-you", "/api/recommendations/household", "/rails/for_you", "/api/recommendations/featured", "/api/recommendations/mood",
                "/api/catalog/titles", "/api/catalog/titles/test:otter1", "/api/catalog/titles/test:otter1/similar", "/api/catalog/suggest",
                "/api/catalog/collections", "/api/catalog/collections/mixed", "/api/catalog/genres", "/api/catalog/creators/otter-films",
                "/api/me/following", "/api/viewing/not-interested", "/art/test:otter1.svg", "/titles/test:otter1/similar",
                $"/api/playlists/{playlist}", $"/api/playlists/{playlist}/export", $"/playlists/{playlist}",
            ])
            Assert.Contains(path, shows);
    }

    [Theory, EachDatabase]
    public async Task What_is_forbidden_is_not_there_for_a_kids_profile_to_open_rate_hide_report_follow_or_export(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (kid, session, cursor) = await GivenAsync(app);

        foreach (var path in (string[])
            [
                "/api/catalog/titles/test:zqxwraith1", "/api/catalog/titles/test:zqxwraith1/similar", "/api/catalog/titles/test:zqxwraith1/next", "/titles/test:zqxwraith1",
                "/watch/test:zqxwraith1", "/api/catalog/collections/dark", "/collections/dark", "/api/catalog/creators/zqxwraith-films",
            ])
            Assert.True(HttpStatusCode.NotFound == (await kid.GetAsync(path, Cancel)).StatusCode, path);
        Assert.Equal(HttpStatusCode.NotFound, (await kid.PostAsJsonAsync("/api/ratings/test:zqxwraith1", new { value = 1 }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kid.PostAsJsonAsync("/api/viewing/not-interested/test:zqxwraith1", new { }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kid.PostAsJsonAsync("/api/titles/test:zqxwraith1/report", new { reason = "x" }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kid.PutAsync("/api/creators/zqxwraith-films/follow", null, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await kid.PostAsync("/api/me/export", null, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await kid.DeleteAsync("/api/me", Cancel)).StatusCode);
        Assert.Equal(["refused", "recorded"], await new FeedClient(kid).PostAsync(
            "/api/signals", new { events = new[] { View("test:zqxwraith1"), View("test:otter1") } }));
        // The page that was handed out before is asked for again: what it held is withdrawn, and the next one holds nothing of it.
        var again = await new FeedClient(kid).PageAsync($"feed_session={session}");
        Assert.True(again.Withdrawn > 0);
        Assert.DoesNotContain(Forbidden, (await new FeedClient(kid).PageAsync($"cursor={cursor}")).Text, StringComparison.Ordinal);
        var found = JsonNode.Parse(await kid.GetStringAsync("/api/catalog/titles", Cancel))!;
        Assert.Equal(Allowed, (int)found["total"]!);
        Assert.Equal(Allowed, found["facets"]!["kind"]!.AsArray().Sum(count => (int)count!["titles"]!));
    }

    [Theory, EachDatabase]
    public async Task Only_who_shares_counts_in_trends_and_a_kids_profile_never_does(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Discovery:SharedSeconds", "1"));
        await app.GivenManyTitlesAsync(5, "movie");
        var shared = app.Get<SharedStates>();
        var (ann, path) = (await app.ClientAsAsync("ann"), $"/api/profiles/{await app.ProfileOfAsync("ann")}");
        await ann.PostAsJsonAsync("/api/ratings/test:1", new { value = 1 }, Cancel);
        await shared.RebuildAsync(Cancel);
        Assert.Equal(0, shared.Current.ActiveProfiles);

        await ShareAsync(ann, path, true);
        await app.UntilAsync(() => Task.FromResult(shared.Current.ActiveProfiles == 1));
        await ShareAsync(ann, path, false);
        await app.UntilAsync(() => Task.FromResult(shared.Current.ActiveProfiles == 0));
        await ShareAsync(ann, path, true);
        await app.UntilAsync(() => Task.FromResult(shared.Current.ActiveProfiles == 1));

        Assert.True((await ann.PatchAsJsonAsync(path, new { kids = true }, Cancel)).IsSuccessStatusCode);
        await app.UntilAsync(() => Task.FromResult(shared.Current.ActiveProfiles == 0));
        var preferences = JsonNode.Parse(await ann.GetStringAsync($"{path}/preferences", Cancel))!;
        Assert.False((bool)preferences["share_engagement"]!);
        using var refused = await ann.PutAsJsonAsync($"{path}/preferences", new { share_engagement = true }, Cancel);
        Assert.Equal((HttpStatusCode.Forbidden, "kids-profile", "share_engagement"), await FeedClient.RefusalOfAsync(refused));
    }

    private const int Allowed = 13;

    private static async Task ShareAsync(HttpClient client, string path, bool share)
    {
        using var reply = await client.PutAsJsonAsync($"{path}/preferences", new { share_engagement = share }, Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    /// <summary>Every address that can be read and that a kids profile may ask, with every name that stands for something in this catalogue.</summary>
    private static IEnumerable<string> Paths(TestApp app, string session, string? cursor, string playlist)
    {
        foreach (var endpoint in app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var reads = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true;
            if (!reads || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || AccessGate.IsFile(endpoint)
                || Endless.Contains(path) || path.StartsWith("/docs", StringComparison.Ordinal))
                continue;
            var name = Parameter().Match(path).Groups["name"].Value;
            var filled = name.Length == 0 ? [path] : Names(name, path).Append(playlist).Select(value => Parameter().Replace(path, value));
            foreach (var address in filled)
            {
                yield return address;
                foreach (var question in Questions(address, session, cursor))
                    yield return $"{address}?{question}";
            }
        }
    }

    /// <summary>Streams that do not end by themselves; what they may say has tests of its own.</summary>
    private static readonly string[] Endless = ["/api/events"];

    private static IEnumerable<string> Names(string parameter, string path)
    {
        if (parameter == "Rail")
        {
            return
            [
                "for_you", "trending", "household", "featured", "continue_watching", "my_list", "recently_browsed", "new_episodes", "new_releases",
                "because_you_watched:test:zqxwraith1", "because_you_watched:test:otter1", "top_in:nature", "top_in:zqxwraithgenre",
            ];
        }

        string[] all =
        [
            "test:otter1", "test:zqxwraith1", "test:zqxwraith3", "test:both1", "test:both2", "test:zqxwraithshow", "test:zqxwraithshow1", "test:mild2", "test:show", "test:show1",
            "test:zqxwraithshow2", "mixed", "dark", "otter-films", "zqxwraith-films", "both", "00000000-0000-7000-8000-000000000000",
        ];
        return path.StartsWith("/art/{", StringComparison.Ordinal) || parameter == "file" ? all.Select(id => $"{id}.svg") : all;
    }

    private static string[] Questions(string path, string session, string? cursor) => path switch
    {
        "/api/feed" => [$"feed_session={session}", $"cursor={cursor}", "page_size=50", "kind=movie&page_size=50", "kind=episode"],
        "/api/feed/explain" => [.. Enumerable.Range(1, 40).Select(position => $"feed_session={session}&position={position}")],
        "/api/catalog/titles" or "/search" =>
            ["q=zqxwraith", "q=otter", "q=number", "q=zqz", "genre=zqxwraithgenre", "genre=nature", "creator=both", "creator=zqxwraith-films", "kind=episode", "limit=100", "available=true"],
        "/api/catalog/suggest" => ["q=z", "q=zqxwraith", "q=ott", "q=number"],
        "/api/recommendations/mood" => ["mood=calm", "genre=zqxwraithgenre", "genre=nature"],
        "/" => ["all=true"],
        _ when path.StartsWith("/art/", StringComparison.Ordinal) => ["shape=poster"],
        _ when path.StartsWith("/api/playlists/", StringComparison.Ordinal) => ["format=m3u8", "format=xspf", "format=json", "format=csv"],
        _ => [],
    };

    private static string Around(string text, string word) =>
        text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 60)] : "";

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
