using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Http;

/// <summary>Lists that grow are read to their end by cursors, each item once, and by nobody else's.</summary>
public sealed class ListPagingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Lists_that_grow_are_read_to_their_end_each_item_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(7);
        var (admin, other) = (await app.ClientAsAsync("root", Role.Admin), await app.ClientAsAsync("other", Role.Admin));
        var creators = Enumerable.Range(0, 7).Select(n => app.Catalogue.Current.Card(n).CreatorId!).Distinct().ToList();
        foreach (var creator in creators)
            (await admin.PutAsync($"/api/creators/{Uri.EscapeDataString(creator)}/follow", null, Cancel)).EnsureSuccessStatusCode();
        for (var n = 1; n <= 7; n++)
        {
            (await admin.PostAsync($"/api/viewing/not-interested/test:{n}", null, Cancel)).EnsureSuccessStatusCode();
            (await admin.PostAsJsonAsync($"/api/titles/test:{n}/report", new { reason = "why" }, Cancel)).EnsureSuccessStatusCode();
            (await admin.PostAsJsonAsync("/api/auth/tokens", new { name = $"t{n}" }, Cancel)).EnsureSuccessStatusCode();
            (await admin.PostAsJsonAsync("/api/admin/users", new { name = $"user-{n}" }, Cancel)).EnsureSuccessStatusCode();
        }

        foreach (var (path, key, count) in ((string, string, int)[])
            [
                ("/api/viewing/not-interested", "undo", 7), ("/api/me/following", "creator_id", creators.Count), ("/api/admin/reports", "id", 7),
                ("/api/auth/tokens", "id", 8), ("/api/admin/users", "name", 9),
            ])
        {
            var whole = await ReadAsync(admin, path, key, 100);
            var paged = await ReadAsync(admin, path, key, 2);

            Assert.Equal(count, whole.Distinct().Count());
            Assert.Equal(whole, paged);
            var first = await admin.GetFromJsonAsync<JsonNode>($"{path}?limit=2", Cancel);
            using var foreign = await other.GetAsync($"{path}?limit=2&cursor={first!["next_cursor"]}", Cancel);
            Assert.Equal("cursor-invalid", (await Discovery.FeedClient.RefusalOfAsync(foreign)).Code);
        }
    }

    private static async Task<List<string>> ReadAsync(HttpClient http, string path, string key, int limit)
    {
        var (all, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await http.GetFromJsonAsync<JsonNode>($"{path}?limit={limit}&cursor={cursor}", Cancel);
            var items = page!["items"]!.AsArray();
            Assert.InRange(items.Count, 1, limit);
            all.AddRange(items.Select(item => (string)item![key]!));
            cursor = (string?)page["next_cursor"];
        }
        while (cursor is not null);
        return all;
    }
}
