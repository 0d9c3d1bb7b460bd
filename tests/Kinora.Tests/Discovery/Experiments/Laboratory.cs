using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Discovery.Experiments;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Experiments;

/// <summary>What tests of experiments do again and again.</summary>
internal static class Laboratory
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<HttpClient> ChiefAsync(TestApp app) => app.ClientAsAsync("chief", Role.Admin);

    /// <summary>Shares a flag out, as an admin does; gives its state.</summary>
    public static async Task<JsonNode> SetAsync(HttpClient admin, string flag, object percentages)
    {
        using var reply = await admin.PutAsJsonAsync("/api/admin/flags", new { flag, percentages }, Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonNode> ReportAsync(HttpClient admin, string flag) =>
        (await admin.GetFromJsonAsync<JsonNode>($"/api/admin/experiments/{flag}", Cancel))!;

    public static async Task<string> SharingAsync(TestApp app, string name)
    {
        var profile = await app.ProfileOfAsync(name);
        Assert.True((await app.Get<IProfiles>().ChangePreferencesAsync(profile, preferences => preferences with { ShareEngagement = true }, Cancel)).Succeeded);
        return profile;
    }

    public static async Task CountAsync(TestApp app)
    {
        await app.Get<Db>().TransactAsync(tx => app.Get<IJobs>().AddAsync<CountOutcomes>(tx, new CountOutcomes.Args(), new JobFiling()), Cancel);
        await app.RunJobsAsync();
    }

    public static async Task<JsonNode> ExplainAsync(FeedClient feed, FeedClient.Page page, int position) =>
        (await feed.Http.GetFromJsonAsync<JsonNode>($"/api/feed/explain?feed_session={page.Session}&position={position}", Cancel))!;

    public static JsonNode ArmOf(JsonNode report, string variant) => report["variants"]!.AsArray().First(arm => (string?)arm!["name"] == variant)!;

    public static double? RateOf(JsonNode report, string variant, string figure) =>
        (double?)ArmOf(report, variant)["rates"]!.AsArray().First(rate => (string?)rate!["figure"] == figure)!["value"];

    public static JsonNode ComparisonOf(JsonNode report, string variant, string figure) =>
        report["comparisons"]!.AsArray().First(one => (string?)one!["variant"] == variant && (string?)one["figure"] == figure)!;
}
