using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Home;

public sealed class RailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_rail_goes_on_page_by_page_without_a_repeat_whatever_happens_in_between(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(130, "movie");
        var http = await app.ClientAsAsync("ed");
        var (shown, cursor) = (new List<string>(), "");
        for (var page = 0; page < 10 && cursor is not null; page++)
        {
            var reply = await http.GetFromJsonAsync<JsonNode>($"/api/recommendations/for-you?limit=15&cursor={cursor}", Cancel);
            shown.AddRange(reply!["items"]!.AsArray().Select(item => (string)item!["title"]!["id"]!));
            cursor = (string?)reply["next_cursor"];
            using var liked = await http.PostAsJsonAsync($"/api/ratings/{shown[^1]}", new { value = 1 }, Cancel);
            liked.EnsureSuccessStatusCode();
        }

        Assert.Equal(shown.Distinct(), shown);
        Assert.InRange(shown.Count, 100, 130);
    }

    [Theory, EachDatabase]
    public async Task A_cursor_counts_for_its_rail_and_its_profile_only(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(130, "movie");
        var http = await app.ClientAsAsync("ed");
        var cursor = (string?)(await http.GetFromJsonAsync<JsonNode>("/api/recommendations/for-you", Cancel))!["next_cursor"];
        using var other = await http.GetAsync($"/api/recommendations/trending?cursor={cursor}", Cancel);
        using var somebody = await (await app.ClientAsAsync("mo")).GetAsync($"/api/recommendations/for-you?cursor={cursor}", Cancel);

        Assert.Equal("cursor-invalid", (await FeedClient.RefusalOfAsync(other)).Code);
        Assert.Equal("cursor-invalid", (await FeedClient.RefusalOfAsync(somebody)).Code);
    }

    [Theory, EachDatabase]
    public async Task A_full_rail_leads_to_a_page_of_its_own_that_goes_on(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(130, "movie");
        var http = await app.SignInAsync();
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        Assert.Contains("href=\"/rails/for_you\"", await http.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        var first = await http.GetStringAsync("/rails/for_you", Cancel);
        var more = System.Text.RegularExpressions.Regex.Match(first, "hx-get=\"(?<more>/rails/[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["more"].Value;
        var second = await http.GetStringAsync(WebUtility.HtmlDecode(more), Cancel);

        Assert.Equal(40, Cards(first).Count);
        Assert.NotEmpty(Cards(second));
        Assert.Empty(Cards(first).Intersect(Cards(second)));
        Assert.Equal(Cards(first), Cards(await http.GetStringAsync("/rails/for_you?cursor=nonsense", Cancel)));
        foreach (var rail in (string[])["top_in:genre%201", "new_releases", "trending", "my_list", "continue_watching", "household"])
            Assert.Contains("<h1>", await http.GetStringAsync("/rails/" + rail, Cancel), StringComparison.Ordinal);
        using var unknown = await http.GetAsync("/rails/because_you_watched:test:7", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_is_dismissed_leaves_continue_watching_at_once_and_stays_where_it_was_left(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30, "movie");
        var http = await app.ClientAsAsync("ed");
        await WatchAsync(http, "test:7", 1_200_000);
        Assert.Equal(["test:7"], await RailAsync(http, "continue_watching"));

        using var dismissed = await http.PostAsync("/api/user/video/test:7/dismiss", null, Cancel);
        using var unknown = await http.PostAsync("/api/user/video/test:none/dismiss", null, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, dismissed.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "title-not-found", null), await FeedClient.RefusalOfAsync(unknown));
        Assert.Empty(await RailAsync(http, "continue_watching"));
        app.Catalogue.Current.TryOrdinal("test:7", out var title);
        var marks = await app.Get<Kinora.Catalog.Contracts.IViewerMarks>().OfAsync(await app.ProfileOfAsync("ed"), app.Catalogue.Current, [title], Cancel);
        Assert.Equal(1_200_000, marks[0].PositionMs);
        using var undone = await http.DeleteAsync("/api/user/video/test:7/dismiss", Cancel);
        Assert.Equal(["test:7"], await RailAsync(http, "continue_watching"));
        using var again = await http.PostAsync("/api/user/video/test:7/dismiss", null, Cancel);
        Assert.Empty(await RailAsync(http, "continue_watching"));
        await WatchAsync(http, "test:7", 1_300_000);
        Assert.Equal(["test:7"], await RailAsync(http, "continue_watching"));
    }

    [Theory, EachDatabase]
    public async Task A_household_sees_what_its_other_profiles_enjoy_unless_they_keep_it_to_themselves(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30, "movie");
        var http = await app.ClientAsAsync("ed");
        Assert.Empty(await RailAsync(http, "household"));
        var own = await app.ProfileOfAsync("ed");
        var partner = await AddProfileAsync(app, own);
        var other = await app.ClientAsAsync("ed");
        other.DefaultRequestHeaders.Add("X-Profile", partner);
        await WatchAsync(other, "test:9", 5_390_000);

        Assert.Equal(["test:9"], (await http.GetFromJsonAsync<JsonNode>("/api/recommendations/household", Cancel))!["items"]!.AsArray().Select(item => (string)item!["title"]!["id"]!));
        Assert.Empty((await other.GetFromJsonAsync<JsonNode>("/api/recommendations/household", Cancel))!["items"]!.AsArray());
        using var kept = await other.PutAsJsonAsync($"/api/profiles/{partner}/preferences", new { share_in_household = false }, Cancel);
        kept.EnsureSuccessStatusCode();
        Assert.Empty((await http.GetFromJsonAsync<JsonNode>("/api/recommendations/household", Cancel))!["items"]!.AsArray());
    }

    private static async Task<string> AddProfileAsync(TestApp app, string beside)
    {
        var id = Guid.CreateVersion7().ToString();
        var user = (await app.Get<IProfiles>().FindAsync(beside, Cancel))!.UserId;
        await app.Get<Db>().ExecuteAsync(
            "insert into profile (id, user_id, name, preferences, created_at) values (@id, @user, 'Partner', '{}', 1)", new { id, user }, Cancel);
        return id;
    }

    private static List<string> Cards(string page) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(page, "<li class=\"card\" data-title=\"(?<id>test:[0-9]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["id"].Value),
    ];

    private static async Task<List<string>> RailAsync(HttpClient http, string rail)
    {
        var home = await http.GetFromJsonAsync<JsonNode>("/api/recommendations/home", Cancel);
        return home!["rails"]!.AsArray().FirstOrDefault(one => (string)one!["rail"]! == rail)?["items"]!.AsArray()
            .Select(item => (string)item!["title"]!["id"]!).ToList() ?? [];
    }

    private static async Task WatchAsync(HttpClient http, string title, long position)
    {
        var signal = new
        {
            event_id = Guid.CreateVersion7(),
            kind = "progress",
            title_id = title,
            at = TimeProvider.System.GetUtcNow(),
            position_ms = position,
            duration_ms = 5_400_000,
        };
        Assert.Equal(["recorded"], await new FeedClient(http).PostAsync("/api/signals", new { events = new[] { signal } }));
    }
}
