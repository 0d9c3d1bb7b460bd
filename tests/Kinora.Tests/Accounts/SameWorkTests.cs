using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

/// <summary>A clock could tell names that exist from names that don't, unless both cost the same statements. The driver reports each.</summary>
public sealed class SameWorkTests
{
    private static readonly string[] Background = ["change_set", "catalogue_counter", "event", "job", "model_served", "share_engagement"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_is_nobodys_costs_the_same_statements()
    {
        Assert.SkipWhen(TestPostgres.Missing is not null && !TestPostgres.Required, TestPostgres.Missing ?? "");
        await using var app = await TestApp.StartAsync("postgres");
        await app.ProfileOfAsync("ann");

        var (ann, nobody) = (await WorkAsync(app, "ann"), await WorkAsync(app, "nobody"));

        Assert.True(ann.Count > 20, $"Only {ann.Count} statements were seen.");
        Assert.Equal(ann, nobody);
    }

    /// <summary>All statements of a wrong try without a code, asking for one, and wrong tries until it is locked.</summary>
    private static async Task<List<string>> WorkAsync(TestApp app, string username)
    {
        var database = "";
        await app.Get<Db>().ReadAsync(session => Task.FromResult(database = session.Connection.Database), Cancel);
        var seen = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value as string);
                if (tags.ContainsValue(database) && (tags.GetValueOrDefault("db.query.text") ?? tags.GetValueOrDefault("db.statement")) is { } sql)
                    seen.Enqueue(sql);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var browser = new HttpClient { BaseAddress = app.Http.BaseAddress };
        await browser.PostAsJsonAsync("/api/auth/otp/verify", new { username, otp = "AAAAAAAA" }, Cancel);
        await browser.PostAsJsonAsync("/api/auth/otp/request", new { username }, Cancel);
        for (var n = 0; n < 4; n++)
            await browser.PostAsJsonAsync("/api/auth/otp/verify", new { username, otp = "AAAAAAAA" }, Cancel);
        // The server polls for other processes' writes; that is not the request's work.
        return [.. seen.Where(sql => !Background.Any(table => sql.Contains(table, StringComparison.Ordinal)))];
    }
}
