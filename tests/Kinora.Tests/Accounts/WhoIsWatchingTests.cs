using System.Net;
using System.Net.Http.Json;
using Kinora.Accounts.SignIn;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

public sealed class WhoIsWatchingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_watches_is_chosen_in_one_browser_and_holds_there_alone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (one, two) = (await PageClient.SignInAsync(app, "ann"), await PageClient.SignInAsync(app, "ann"));
        var (own, foreign) = (await app.ProfileOfAsync("ann"), await app.ProfileOfAsync("bob"));
        using var added = await one.SubmitAsync("/settings/profiles", "value=\"add\"", ("name", "Mia"), ("avatar", "leaf"), ("kids", "true"), ("ceiling", ""));
        Assert.Equal("/settings/profiles?said=added", PageClient.Leads(added));
        var kid = (await app.Get<Kinora.Accounts.Contracts.IProfiles>().HouseholdAsync(own, Cancel)).Single(profile => profile.Kids);

        using var chosen = await one.SubmitAsync("/profiles?return_to=/search", "/profiles/watch", ("profile", kid.Id));

        Assert.Equal("/search", PageClient.Leads(chosen));
        Assert.Equal((kid.Id, true, 7), Told(await one.SessionAsync()));
        Assert.Equal((own, false, 18), Told(await two.SessionAsync()));
        var page = await one.ReadAsync("/profiles");
        Assert.Contains("Mia", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/settings/profiles#add", page, StringComparison.Ordinal);
        using var refused = await one.SubmitAsync("/profiles", "/profiles/watch", ("profile", foreign));
        Assert.Equal("/profiles", PageClient.Leads(refused));
        Assert.Equal((kid.Id, true, 7), Told(await one.SessionAsync()));
    }

    [Theory, EachDatabase]
    public async Task The_session_of_a_browser_is_switched_over_http_with_its_token(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var browser = await PageClient.SignInAsync(app, "ann");
        var foreign = await app.ProfileOfAsync("bob");
        var csrf = (string)(await browser.SessionAsync())["csrf_token"]!;
        using var without = await browser.Http.PutAsJsonAsync("/api/auth/session/profile", new { profile_id = foreign }, Cancel);
        Assert.False(without.IsSuccessStatusCode);
        browser.Http.DefaultRequestHeaders.Add("RequestVerificationToken", csrf);
        using var made = await browser.Http.PostAsJsonAsync("/api/profiles", new { name = "Two" }, Cancel);
        var second = (string)(await made.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>(Cancel))!["id"]!;

        using var switched = await browser.Http.PutAsJsonAsync("/api/auth/session/profile", new { profile_id = second }, Cancel);
        using var refused = await browser.Http.PutAsJsonAsync("/api/auth/session/profile", new { profile_id = foreign }, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, switched.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(second, Told(await browser.SessionAsync()).Id);
        // The profile that watches goes: the session watches as the default one again.
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Http.DeleteAsync($"/api/profiles/{second}", Cancel)).StatusCode);
        Assert.Equal(await app.ProfileOfAsync("ann"), Told(await browser.SessionAsync()).Id);
    }

    [Theory, EachDatabase]
    public async Task Signing_in_asks_who_watches_only_where_there_are_several(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.SignInAsync(Kinora.Platform.Security.Role.Admin);
        var ann = await app.ClientAsAsync("ann");

        Assert.Equal("/search?q=x", await WhereToAsync(app, "ann", "/search?q=x"));
        Assert.True((await ann.PostAsJsonAsync("/api/profiles", new { name = "Two" }, Cancel)).IsSuccessStatusCode);

        Assert.Equal("/profiles?return_to=%2Fsearch%3Fq%3Dx", await WhereToAsync(app, "ann", "/search?q=x"));
        Assert.Equal("/profiles", await WhereToAsync(app, "ann", "/"));
    }

    [Theory, EachDatabase]
    public async Task A_profile_is_edited_and_removed_by_forms_that_ask_twice(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (browser, own) = (await PageClient.SignInAsync(app, "ann"), await app.ProfileOfAsync("ann"));
        await browser.SubmitAsync("/settings/profiles", "value=\"add\"", ("name", "Two"), ("avatar", "moon"), ("ceiling", "12"));
        var two = (await app.Get<Kinora.Accounts.Contracts.IProfiles>().HouseholdAsync(own, Cancel)).Single(profile => profile.Id != own);
        Assert.Equal(("Two", "moon", 12, false), (two.Name, two.Avatar, two.Preferences.MaturityCeiling, two.Kids));
        var path = $"/settings/profiles/{two.Id}";

        using var saved = await browser.SubmitAsync(path, "value=\"change\"", ("name", "Kid <b>"), ("avatar", "star"), ("kids", "true"), ("ceiling", "12"));
        using var wrong = await browser.SubmitAsync(path, "value=\"change\"", ("name", " "), ("avatar", "star"));

        Assert.Equal("/settings/profiles?said=saved", PageClient.Leads(saved));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("role=\"alert\"", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var list = await browser.ReadAsync("/settings/profiles");
        Assert.Contains("Kid &lt;b&gt;", list, StringComparison.Ordinal);
        Assert.Contains("up to age 7", list, StringComparison.Ordinal);
        using var asked = await browser.SubmitAsync(path, "value=\"remove\"");
        Assert.Contains("Yes, remove", await asked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var removed = await browser.SubmitAsync(path, "value=\"remove\"", ("sure", "true"));
        Assert.Equal("/settings/profiles?said=removed", PageClient.Leads(removed));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync(path, Cancel)).StatusCode);
        Assert.Contains("The last profile stays", await browser.ReadAsync($"/settings/profiles/{own}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/settings/profiles/{await app.ProfileOfAsync("bob")}", Cancel)).StatusCode);
    }

    private static async Task<string?> WhereToAsync(TestApp app, string name, string returnTo)
    {
        var otp = (await app.Get<IssueCode>().RunAsync(name, "http://here", Cancel)).Value.Code;
        using var reply = await PageClient.Stranger(app).SubmitAsync(
            $"/welcome?return_to={Uri.EscapeDataString(returnTo)}", "value=\"issued\"", ("Input.Username", name), ("Input.Otp", otp));
        return PageClient.Leads(reply);
    }

    private static (string? Id, bool Kids, int Ceiling) Told(System.Text.Json.Nodes.JsonNode session) =>
        ((string?)session["profile_id"], (bool)session["kids"]!, (int)session["maturity_ceiling"]!);
}
