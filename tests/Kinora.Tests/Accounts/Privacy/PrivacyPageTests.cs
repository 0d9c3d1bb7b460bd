using System.Net;
using System.Text.RegularExpressions;
using Kinora.Accounts.Contracts;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts.Privacy;

public sealed partial class PrivacyPageTests
{
    private const string Page = "/settings/privacy";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_page_builds_and_offers_the_archive_without_script(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ann = await app.ClientAsAsync("ann");

        var before = await ann.GetStringAsync(Page, Cancel);
        using var asked = await PostAsync(ann, before, "export");
        var building = await asked.Content.ReadAsStringAsync(Cancel);
        await app.RunJobsAsync();
        var ready = await ann.GetStringAsync(Page, Cancel);

        Assert.Contains("Build my archive", before, StringComparison.Ordinal);
        Assert.Contains("<progress", building, StringComparison.Ordinal);
        Assert.Contains("href=\"/api/me/export\"", ready, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_a_profile_shares_is_changed_here(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (ann, profile) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));

        using var reply = await PostAsync(ann, await ann.GetStringAsync(Page, Cancel), $"share-{profile}", ("profile", profile), ("share", "true"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal([profile], await app.Get<IProfiles>().SharingAsync(Cancel));
    }

    [Theory, EachDatabase]
    public async Task The_account_goes_only_when_its_name_is_written_and_can_be_kept(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ClientAsAsync("chief", Role.Admin);
        var ann = await app.ClientAsAsync("ann");
        var page = await ann.GetStringAsync(Page, Cancel);

        using var wrong = await PostAsync(ann, page, "leave", ("confirm", "bob"));
        using var right = await PostAsync(ann, page, "leave", ("confirm", " Ann "));
        var goodbye = await app.Stranger().GetStringAsync(right.Headers.Location, Cancel);
        var again = await app.ClientAsAsync("ann");
        var offered = await again.GetStringAsync(Page, Cancel);
        using var kept = await PostAsync(again, offered, "keep");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (wrong.StatusCode, right.StatusCode));
        Assert.Contains("You are leaving", goodbye, StringComparison.Ordinal);
        Assert.Contains("Keep my account", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("Keep my account", await kept.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotNull(await app.Get<IUsers>().FindAsync("ann", Cancel));
    }

    [Fact]
    public async Task The_page_of_the_audit_shows_changes_and_narrows_them()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var chief = await app.ClientAsAsync("chief", Role.Admin);
        await app.ClientAsAsync("ann");
        await chief.DeleteAsync("/api/admin/users/ann", Cancel);

        var all = await chief.GetStringAsync("/admin/audit", Cancel);
        var some = await chief.GetStringAsync("/admin/audit?action=user.removed", Cancel);

        Assert.Contains("user.added", all, StringComparison.Ordinal);
        Assert.Contains("user.removed", some, StringComparison.Ordinal);
        Assert.DoesNotContain("user.added", some, StringComparison.Ordinal);
        Assert.Contains("/admin/audit?target=ann&amp;action=user.removed", some, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string form, params IEnumerable<(string Name, string Value)> fields)
    {
        var all = fields.Append(("_handler", form)).Append(("__RequestVerificationToken", Token().Match(page).Groups["token"].Value));
        using var content = new FormUrlEncodedContent(all.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await client.PostAsync(Page, content, Cancel);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
