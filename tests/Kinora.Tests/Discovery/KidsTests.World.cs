using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery;

/// <summary>The catalogue with what is forbidden in it, and the past of the profile that becomes a kids profile.</summary>
public sealed partial class KidsTests
{
    /// <summary>A past among forbidden titles; then the profile becomes a kids profile. Gives its client, and a feed session and cursor of before.</summary>
    private static async Task<(HttpClient Kid, string Session, string? Cursor)> GivenAsync(TestApp app)
    {
        await app.GivenTitlesAsync(Titles());
        var collections = app.Get<ICollections>();
        await collections.PutAsync("mixed", "Otter nights", "Of otters", ["test:zqxwraith1", "test:otter1", "test:otter2"], null, Cancel);
        await collections.PutAsync("dark", "Zqxwraith nights, hushed", "All zqxwraith", ["test:zqxwraith1", "test:zqxwraith2"], null, Cancel);
        var client = await app.ClientAsAsync("ann", Role.Admin);
        using var listed = await client.PostAsJsonAsync(
            "/api/playlists", new { name = "Otter list", items = new[] { "test:zqxwraith1", "test:otter1", "test:zqxwraith1", "test:otter2" } }, Cancel);
        Assert.True(listed.IsSuccessStatusCode);
        var feed = new FeedClient(client);
        var page = await feed.PageAsync("page_size=40");
        Assert.Contains(Forbidden, page.Text, StringComparison.OrdinalIgnoreCase);
        foreach (var id in (string[])["test:zqxwraith1", "test:zqxwraith2", "test:otter1"])
            Assert.True((await client.PostAsJsonAsync($"/api/ratings/{id}", new { value = 1 }, Cancel)).IsSuccessStatusCode);
        foreach (var id in (string[])["test:zqxwraith3", "test:otter3"])
            Assert.True((await client.PostAsJsonAsync($"/api/viewing/not-interested/{id}", new { }, Cancel)).IsSuccessStatusCode);
        foreach (var creator in (string[])["zqxwraith-films", "otter-films"])
            Assert.True((await client.PutAsync($"/api/creators/{creator}/follow", null, Cancel)).IsSuccessStatusCode);
        await feed.PostAsync("/api/signals", new
        {
            events = new[]
            {
                View("test:zqxwraith4"), View("test:otter4"), View("test:zqxwraith5", "queue"), View("test:zqxwraithshow", "queue"), View("test:zqxwraith6", "complete"),
                View("test:zqxwraithshow1", "complete"), View("test:zqxwraith7", "play"),
            },
        });
        await GivenHouseholdAsync(client);
        Assert.Contains(Forbidden, await client.GetStringAsync("/api/recommendations/home", Cancel), StringComparison.OrdinalIgnoreCase);
        var profile = await app.ProfileOfAsync("ann");
        using var changed = await client.PatchAsJsonAsync($"/api/profiles/{profile}", new { kids = true }, Cancel);
        Assert.True(changed.IsSuccessStatusCode);
        return (client, page.Session, page.Cursor);
    }

    /// <summary>Another profile of the account, that likes both and lets it be seen.</summary>
    private static async Task GivenHouseholdAsync(HttpClient client)
    {
        using var made = await client.PostAsJsonAsync("/api/profiles", new { name = "Grown" }, Cancel);
        var other = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["id"]!;
        Assert.True((await client.PutAsJsonAsync($"/api/profiles/{other}/preferences", new { share_in_household = true }, Cancel)).IsSuccessStatusCode);
        foreach (var title in (string[])["test:zqxwraith7", "test:otter7"])
            Assert.True((await client.PostAsJsonAsync($"/api/ratings/{title}?profile_id={other}", new { value = 1 }, Cancel)).IsSuccessStatusCode);
    }

    private static object View(string id, string kind = "view") => new
    {
        event_id = Guid.CreateVersion7().ToString(),
        kind,
        title_id = id,
        at = TimeProvider.System.GetUtcNow(),
        position_ms = kind is "play" or "complete" ? 50_000 : (int?)null,
        duration_ms = kind is "play" or "complete" ? 60_000 : (int?)null,
    };

    /// <summary>Of each form one allowed and one forbidden, by the same hands; and an allowed episode of a forbidden series.</summary>
    private static IEnumerable<object> Titles()
    {
        for (var n = 1; n <= 8; n++)
        {
            yield return Title($"test:otter{n}", n % 2 == 0 ? "clip" : "movie", $"Otter number {n}", "TV-G", ["nature", "otterish"], "Otter Films", "otter-films");
            yield return Title($"test:zqxwraith{n}", n % 2 == 0 ? "clip" : "movie", $"Zqxwraith number {n} hushed", n % 3 == 0 ? null : "R", ["zqxwraithgenre", "nature"], "Zqxwraith Hushed Films", "zqxwraith-films");
        }

        // One creator has both.
        yield return Title("test:both1", "movie", "Otter of both", "G", ["nature"], "Both", "both");
        yield return Title("test:both2", "movie", "Zqxwraith hushed of both", "TV-MA", ["zqxwraithgenre"], "Both", "both");
        yield return new { id = "test:zqxwraithshow", kind = "series", title = "The Zqxwraith Hushed Show", maturity = "TV-MA", genres = new[] { "nature" }, synopsis = "zqxwraith" };
        yield return Episode("test:zqxwraithshow1", "The Zqxwraith hushed pilot", "TV-MA", "test:zqxwraithshow", 1);
        yield return Episode("test:mild2", "Otter guest", "TV-G", "test:zqxwraithshow", 2);
        yield return new { id = "test:show", kind = "series", title = "The Otter Show", maturity = "TV-Y", genres = new[] { "nature" }, synopsis = "Otters" };
        yield return Episode("test:show1", "Otter pilot", "TV-Y", "test:show", 1);
        yield return Episode("test:zqxwraithshow2", "Zqxwraith hushed special", "TV-MA", "test:show", 2);
        yield return Episode("test:show3", "Otter finale", "TV-Y", "test:show", 3);
    }

    private static object Title(string id, string kind, string title, string? maturity, string[] genres, string creator, string creatorId) => new
    {
        id,
        kind,
        title,
        maturity,
        genres,
        creator,
        creator_id = creatorId,
        duration_ms = 60_000,
        is_featured = true,
        moods = new[] { "calm" },
        synopsis = $"About {title}",
        tags = genres,
        original_title = $"L'{title}",
        playback = new { manifest_url = $"https://media.example/{title.Replace(' ', '-')}.mp4" },
    };

    private static object Episode(string id, string title, string? maturity, string series, int episode) => new
    {
        id,
        kind = "episode",
        title,
        maturity,
        series_id = series,
        season = 1,
        episode,
        duration_ms = 60_000,
        genres = new[] { "nature" },
    };
}
