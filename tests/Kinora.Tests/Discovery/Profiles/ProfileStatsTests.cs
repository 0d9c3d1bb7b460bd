using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Profiles;

public sealed class ProfileStatsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Hours_genres_and_titles_are_those_that_the_profile_watched_and_may_see(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:long", title = "Long", genres = new[] { "noir", "drama" }, duration_ms = 7_200_000, maturity = "G" },
            new { id = "test:short", title = "Short", genres = new[] { "drama" }, duration_ms = 1_800_000, maturity = "R" });
        var (ann, own) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));
        var watched = new FeedClient(ann);
        await watched.PostAsync("/api/signals", new { events = new[] { Watched("test:long", 3_600_000, 7_200_000), Watched("test:short", 1_800_000, 1_800_000) } });

        var all = JsonNode.Parse(await ann.GetStringAsync($"/api/profiles/{own}/stats", Cancel))!;
        Assert.True((await ann.PatchAsJsonAsync($"/api/profiles/{own}", new { kids = true }, Cancel)).IsSuccessStatusCode);
        var kids = JsonNode.Parse(await ann.GetStringAsync($"/api/profiles/{own}/stats", Cancel))!;

        Assert.Equal((1.5, 2), ((double)all["hours"]!, (int)all["titles"]!));
        Assert.Equal(["drama 1.5", "noir 1"], all["genres"]!.AsArray().Select(genre => FormattableString.Invariant($"{(string?)genre!["genre"]} {(double)genre["hours"]!}")));
        Assert.Equal(["test:long", "test:short"], all["top_titles"]!.AsArray().Select(top => (string?)top!["title"]!["id"]));
        Assert.DoesNotContain("test:short", kids.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsAsync("bob")).GetAsync($"/api/profiles/{own}/stats", Cancel)).StatusCode);
    }

    private static object Watched(string id, long until, long duration) => new
    {
        event_id = Guid.CreateVersion7().ToString(),
        kind = "progress",
        title_id = id,
        at = TimeProvider.System.GetUtcNow(),
        position_ms = until,
        duration_ms = duration,
        watched = new[] { new[] { 0L, until } },
    };
}
