using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Http;

/// <summary>What the fuzzing found: texts that a database does not take, and refusals of the frame that had no form.</summary>
public sealed class HostileTextTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_null_character_in_an_address_is_no_fault_of_ours_on_either_database(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ann = await app.SignInAsync();
        // PostgreSQL takes no such text, SQLite finds nothing by it.
        var (status, code) = app.Get<Db>().Dialect is SqliteDialect ? (404, "profile-not-found") : (422, "control-character");

        foreach (var address in (string[])["/api/profiles?profile_id=%00", "/api/me/following?profile_id=%00"])
            await ProblemTests.AssertProblemAsync(await ann.GetAsync(address, Cancel), status, code, null);
        Assert.True((await ann.GetAsync("/api/catalog/titles?q=a%00b", Cancel)).IsSuccessStatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_null_character_that_reaches_PostgreSQL_is_the_senders_fault(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var acting = Acting.As(Actor.System);
        async Task<string?> AskAsync()
        {
            try
            {
                return await app.Get<Db>().ScalarAsync<string>("select cast(@text as text)", new { text = "a\0b" }, Cancel);
            }
            catch (Npgsql.PostgresException fault)
            {
                return Problems.Of(fault).Code;
            }
        }

        Assert.Equal(app.Get<Db>().Dialect is SqliteDialect ? "a\0b" : "control-character", await AskAsync());
    }

    [Theory, EachDatabase]
    public async Task A_page_that_is_not_for_ones_role_says_so_with_a_known_code(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ann = await app.SignInAsync();

        await ProblemTests.AssertProblemAsync(await ann.GetAsync("/admin/jobs", Cancel), 403, "role-lacks-this", null);
    }

    [Theory, EachDatabase]
    public async Task A_file_with_a_condition_or_a_range_that_fails_is_refused_in_form(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ann = await app.SignInAsync();
        await ann.PostAsync("/api/me/export", null, Cancel);
        await app.RunJobsAsync();
        async Task<HttpResponseMessage> GetAsync(string header, string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me/export");
            request.Headers.TryAddWithoutValidation(header, value);
            return await ann.SendAsync(request, Cancel);
        }

        await ProblemTests.AssertProblemAsync(await GetAsync("If-Match", "\"other\""), 412, "changed-meanwhile", null);
        await ProblemTests.AssertProblemAsync(await GetAsync("Range", "bytes=99999999999-"), 416, "range-invalid", null);
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_with_a_search_or_a_signal_has_a_code_that_is_explained(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ann = await app.SignInAsync(Role.Viewer);

        await ProblemTests.AssertProblemAsync(await ann.GetAsync("/api/catalog/titles?kind=nonsense", Cancel), 422, "parameter-invalid", "kind");
        await ProblemTests.AssertProblemAsync(await ann.GetAsync("/api/catalog/titles?sort=nonsense", Cancel), 422, "parameter-invalid", "sort");
        await ProblemTests.AssertProblemAsync(await ann.GetAsync("/api/catalog/titles?duration_max_ms=-1", Cancel), 422, "parameter-invalid", "duration_max_ms");
    }
}
