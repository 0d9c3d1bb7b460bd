using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Accounts.Pages;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

public sealed partial class SettingsTests
{
    private static readonly (string Name, string Value)[] Everything =
    [
        ("genres_liked", "noir, comedy ,noir"), ("genres_avoided", "horror"), ("preferred_language", "de"), ("dial", "Explore"), ("ceiling", "16"),
        ("default_playback_speed", "1.25"), ("auto_mark_completed_threshold", "80"), ("daily_learning_goal_minutes", "45"), ("priority_topics", "bread; bees"),
        ("time_zone", "Europe/Berlin"), ("share_engagement", "true"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_form_of_preferences_holds_every_one_of_them(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (browser, own) = (await PageClient.SignInAsync(app, "ann"), await app.ProfileOfAsync("ann"));

        using var saved = await browser.SubmitAsync("/settings/preferences", "value=\"preferences\"", Everything);
        var now = JsonNode.Parse(await browser.Http.GetStringAsync($"/api/profiles/{own}/preferences", Cancel))!;
        var page = await browser.ReadAsync("/settings/preferences");

        Assert.Equal("/settings/preferences?said=saved", PageClient.Leads(saved));
        Assert.Equal(
            """{"genres_liked":["noir","comedy"],"genres_avoided":["horror"],"preferred_language":"de","maturity_ceiling":16,"default_playback_speed":1.25,"auto_mark_completed_threshold":0.8,"daily_learning_goal_minutes":45,"priority_topics":["bread","bees"],"time_zone":"Europe/Berlin","notifications_enabled":false,"share_engagement":true,"share_in_household":false,"dials":{"mode":"explore"}}""",
            now.ToJsonString());
        // Each member of the document stands in the form, so that none can be forgotten in it.
        foreach (var member in now.AsObject().Select(pair => pair.Key switch { "maturity_ceiling" => "ceiling", "dials" => "dial", var name => name }))
            Assert.Contains($"name=\"{member}\"", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_breaks_a_rule_is_refused_and_stays_in_the_form(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var browser = await PageClient.SignInAsync(app, "ann");
        foreach (var (field, value) in ((string, string)[])[("default_playback_speed", "9"), ("time_zone", "Mars/Base"), ("daily_learning_goal_minutes", "x")])
        {
            (string Name, string Value)[] fields = [.. Everything.Select(pair => pair.Name == field ? (field, value) : pair)];
            using var refused = await browser.SubmitAsync("/settings/preferences", "value=\"preferences\"", fields);
            var text = await refused.Content.ReadAsStringAsync(Cancel);
            Assert.True(refused.StatusCode == HttpStatusCode.UnprocessableEntity, $"{field}: {refused.StatusCode} {text}");
            Assert.Contains("aria-invalid=\"true\"", text, StringComparison.Ordinal);
            Assert.Contains("noir, comedy", text, StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task A_kids_profile_finds_neither_its_ceiling_nor_sharing_nor_tokens(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (browser, own) = (await PageClient.SignInAsync(app, "ann"), await app.ProfileOfAsync("ann"));
        using var kids = await browser.SubmitAsync($"/settings/profiles/{own}", "value=\"change\"", ("name", "ann"), ("kids", "true"), ("ceiling", "18"));
        Assert.Equal(HttpStatusCode.Redirect, kids.StatusCode);

        var page = await browser.ReadAsync("/settings/preferences");
        using var saved = await browser.SubmitAsync("/settings/preferences", "value=\"preferences\"", Everything);

        Assert.DoesNotContain("name=\"share_engagement\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"ceiling\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var now = JsonNode.Parse(await browser.Http.GetStringAsync($"/api/profiles/{own}/preferences", Cancel))!;
        Assert.Equal((7, false), ((int)now["maturity_ceiling"]!, (bool)now["share_engagement"]!));
        Assert.DoesNotContain("value=\"make\"", await browser.ReadAsync("/settings/tokens"), StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"add\"", await browser.ReadAsync("/settings/profiles"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_token_is_shown_once_counts_and_is_revoked(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var browser = await PageClient.SignInAsync(app, "ann");

        using var made = await browser.SubmitAsync("/settings/tokens", "value=\"make\"", ("name", "Kitchen"), ("scope", "read"), ("days", "30"));
        var token = Token().Match(await made.Content.ReadAsStringAsync(Cancel)).Value;
        var list = await browser.ReadAsync("/settings/tokens");
        var client = app.ClientWith(token);

        Assert.Contains("Kitchen", list, StringComparison.Ordinal);
        Assert.DoesNotContain(token, list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/profiles", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/api/profiles", new { name = "x" }, Cancel)).StatusCode);
        using var wrong = await browser.SubmitAsync("/settings/tokens", "value=\"make\"", ("name", "Root"), ("scope", "admin"), ("days", "30"));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        var id = (string)JsonNode.Parse(await browser.Http.GetStringAsync("/api/auth/tokens", Cancel))!["items"]![0]!["id"]!;
        using var ended = await browser.SubmitAsync("/settings/tokens", $"value=\"end-{id}\"", ("id", id));
        Assert.Equal("/settings/tokens?said=revoked", PageClient.Leads(ended));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/profiles", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_sign_in_elsewhere_is_listed_and_ended(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (here, there, third) = (await PageClient.SignInAsync(app, "ann"), await PageClient.SignInAsync(app, "ann"), await PageClient.SignInAsync(app, "ann"));
        var id = (string)(await there.SessionAsync())["session_id"]!;

        using var ended = await here.SubmitAsync("/settings/sessions", $"value=\"end-{id}\"", ("id", id));

        Assert.Equal("/settings/sessions?said=ended", PageClient.Leads(ended));
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Http.GetAsync("/api/auth/session", Cancel)).StatusCode);
        using var others = await here.SubmitAsync("/settings/sessions", "value=\"others\"");
        Assert.Equal(HttpStatusCode.Unauthorized, (await third.Http.GetAsync("/api/auth/session", Cancel)).StatusCode);
        Assert.Contains("this browser", await here.ReadAsync("/settings/sessions"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Followed_creators_are_listed_and_let_go(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:1", title = "Metropolis", creator = "Fritz Lang", creator_id = "lang", maturity = "G" });
        var (browser, ann) = (await PageClient.SignInAsync(app, "ann"), await app.ClientAsAsync("ann"));
        Assert.Contains("You follow nobody yet", await browser.ReadAsync("/settings/follows"), StringComparison.Ordinal);
        Assert.True((await ann.PutAsync("/api/creators/lang/follow", null, Cancel)).IsSuccessStatusCode);
        Assert.Contains("Fritz Lang", await browser.ReadAsync("/settings/follows"), StringComparison.Ordinal);

        using var ended = await browser.SubmitAsync("/settings/follows", "/settings/follows/end", ("creator", "lang"));

        Assert.Equal("/settings/follows", PageClient.Leads(ended));
        Assert.DoesNotContain("Fritz Lang", await browser.ReadAsync("/settings/follows"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/19.0 Mobile Safari/604.1", "Safari, iPhone")]
    [InlineData("MyTool 3", "MyTool 3")]
    [InlineData("", "Unknown browser")]
    public void A_browser_has_a_name_that_a_person_knows(string agent, string name) => Assert.Equal(name, Agents.NameOf(agent));

    [GeneratedRegex("kin_[A-Za-z0-9_-]{20,}", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
