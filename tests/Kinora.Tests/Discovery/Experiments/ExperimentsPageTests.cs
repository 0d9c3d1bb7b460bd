using System.Net;
using Kinora.Tests.Support;
using static Kinora.Tests.Discovery.Experiments.Laboratory;

namespace Kinora.Tests.Discovery.Experiments;

public sealed class ExperimentsPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_admin_shares_a_flag_out_on_the_page_and_is_told_what_is_wrong(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var chief = await ChiefAsync(app);
        var page = await PageClient.SignInAsync(app, "chief");
        Assert.Contains("Nobody is in this experiment yet", await page.ReadAsync("/admin/ranking/experiments"), StringComparison.Ordinal);
        Assert.Contains("/admin/ranking/experiments", await page.ReadAsync("/admin/ranking"), StringComparison.Ordinal);

        var (set, text) = await SendAsync(("percent-control", "40"), ("percent-less", ""), ("percent-more", "40.5"));
        Assert.Equal(HttpStatusCode.OK, set);
        Assert.Contains("Round 1, since", text, StringComparison.Ordinal);
        Assert.Contains("19.5 % are in no variant", text, StringComparison.Ordinal);
        Assert.Contains("Not enough evidence", text, StringComparison.Ordinal);
        Assert.Contains("value=\"40.5\"", text, StringComparison.Ordinal);
        Assert.Equal("40.5", ArmOf(await ReportAsync(chief, "exploration"), "more")["percent"]!.ToJsonString());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(("percent-control", "60"), ("percent-more", "60"))).Status);
        Assert.Contains("at most two places", (await SendAsync(("percent-control", "many"))).Text, StringComparison.Ordinal);

        async Task<(HttpStatusCode Status, string Text)> SendAsync(params (string Name, string Value)[] fields)
        {
            using var sent = await page.SubmitAsync("/admin/ranking/experiments", "exploration-control", fields);
            return (sent.StatusCode, await sent.Content.ReadAsStringAsync(Cancel));
        }
    }
}
