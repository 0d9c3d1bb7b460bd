using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Http;

/// <summary>A process dies between its commit and its reply: what the database then holds is made here, and the same request is sent again.</summary>
public sealed class RepeatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly (string Path, JsonObject Body, string Count)[] Makes =
    [
        ("/api/catalog/collections", new JsonObject { ["name"] = "Noir" }, "select count(*) from collection"),
        ("/api/admin/titles", new JsonObject { ["id"] = "import:laura", ["kind"] = "movie", ["title"] = "Laura" }, "select count(*) from title"),
        ("/api/admin/users", new JsonObject { ["name"] = "zoe" }, "select count(*) from user_account"),
        ("/api/profiles", new JsonObject { ["name"] = "Kid", ["kids"] = true }, "select count(*) from profile"),
    ];

    [Theory, EachDatabase]
    public async Task What_was_committed_before_the_process_died_is_answered_and_not_made_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);
        foreach (var (path, body, count) in Makes)
        {
            var first = await SendAsync(admin, path, body);
            Assert.Equal(HttpStatusCode.Created, first.StatusCode);
            var made = await CountAsync(app, count);
            await ExecuteAsync(app, "update idempotency set status = null, headers = null, body = null");

            var again = await SendAsync(admin, path, body);

            Assert.Equal(HttpStatusCode.Created, again.StatusCode);
            Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await again.Content.ReadAsStringAsync(Cancel));
            Assert.Equal(made, await CountAsync(app, count));
            // From then on the kept reply.
            Assert.True((await SendAsync(admin, path, body)).Headers.Contains("Idempotency-Replayed"));
        }
    }

    [Theory, EachDatabase]
    public async Task A_key_that_a_failed_run_could_not_let_go_is_free_at_once_and_that_of_another_server_after_minutes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);
        var (path, body, count) = Makes[0];
        await SendAsync(admin, path, body);
        // As a database leaves it that goes away in the middle: claimed, nothing made, no reply.
        await ExecuteAsync(app, "update idempotency set status = null, made = null");
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(admin, path, body)).StatusCode);
        Assert.Equal(2, await CountAsync(app, count));

        await ExecuteAsync(app, "update idempotency set status = null, made = null, instance = 'another'");
        await ProblemTests.AssertProblemAsync(await SendAsync(admin, path, body), 409, "idempotency-key-running", "Idempotency-Key");
        await ExecuteAsync(app, "update idempotency set started_at = started_at - 180000");

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(admin, path, body)).StatusCode);
        Assert.Equal(3, await CountAsync(app, count));
    }

    [Theory, EachDatabase]
    public async Task While_the_first_request_runs_the_same_one_is_told_to_wait(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);
        var (path, body, count) = Makes[0];
        await SendAsync(admin, path, body);
        string owner;
        using (Acting.As(Actor.System))
            owner = (await app.Get<Db>().ScalarAsync<string>("select owner from idempotency", null, Cancel))!;
        await ExecuteAsync(app, "delete from idempotency");
        var (key, store) = ("k" + path, app.Get<IdempotencyStore>());
        Assert.True(store.TryEnter(owner, key));

        await ProblemTests.AssertProblemAsync(await SendAsync(admin, path, body), 409, "idempotency-key-running", "Idempotency-Key");
        store.Leave(owner, key);

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(admin, path, body)).StatusCode);
        Assert.Equal(2, await CountAsync(app, count));
    }

    [Theory, EachDatabase]
    public async Task A_run_that_lost_its_key_commits_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var claim = await app.Get<IdempotencyStore>().ClaimAsync("ann", "k", "asked", Cancel);
        var repeat = new Repeat("ann", "k", claim.StartedAt, null);
        await ExecuteAsync(app, "update idempotency set started_at = started_at + 1");
        using var acting = Acting.As(Actor.System);

        var fault = await Assert.ThrowsAsync<RefusalException>(() => app.Get<Db>().TransactAsync(
            async tx =>
            {
                await tx.ExecuteAsync("insert into idempotency (owner, key, asked, started_at) values ('ann', 'other', 'x', 1)");
                await repeat.NoteAsync(tx, "thing");
            },
            Cancel));

        Assert.Equal("idempotency-key-running", fault.Refusal.Code);
        Assert.Equal(1, await CountAsync(app, "select count(*) from idempotency"));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient admin, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", "k" + path } } };
        return await admin.SendAsync(request, Cancel);
    }

    private static async Task<long> CountAsync(TestApp app, string sql)
    {
        using var acting = Acting.As(Actor.System);
        return await app.Get<Db>().ScalarAsync<long>(sql, null, Cancel);
    }

    private static async Task ExecuteAsync(TestApp app, string sql)
    {
        using var acting = Acting.As(Actor.System);
        await app.Get<Db>().ExecuteAsync(sql, null, Cancel);
    }
}
