using System.Net;
using System.Net.Http.Json;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Kinora.Tests.Platform.Http;

public sealed class GateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_without_a_credential_has_fewer_requests_than_a_user()
    {
        await using var app = await ProblemTests.StartAsync(null, ("Http:AnonymousPerMinute", "3"), ("Http:UserPerMinute", "5"));
        async Task<List<int>> SendAsync(int count) => [.. await Task.WhenAll(Enumerable.Range(0, count).Select(
            async _ => (int)(await app.Http.GetAsync("/api/test/page", Cancel)).StatusCode))];

        Assert.Equal([200, 200, 200, 429], (await SendAsync(4)).Order());
        var refused = await app.Http.GetAsync("/api/test/page", Cancel);
        await ProblemTests.AssertProblemAsync(refused, 429, "too-many-requests", null);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("0", Assert.Single(refused.Headers.GetValues("RateLimit-Remaining")));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await app.Http.GetAsync("/api/nowhere", Cancel)).StatusCode);

        app.Http.DefaultRequestHeaders.Authorization = TestCallers.Header(Role.Viewer, "ann");
        Assert.Equal(5, (await SendAsync(7)).Count(status => status == 200));
        app.Http.DefaultRequestHeaders.Authorization = TestCallers.Header(Role.Viewer, "bob");
        var first = await app.Http.GetAsync("/api/test/page", Cancel);
        Assert.Equal(("5", "4"), (Assert.Single(first.Headers.GetValues("RateLimit-Limit")), Assert.Single(first.Headers.GetValues("RateLimit-Remaining"))));
    }

    [Fact]
    public void A_window_ends_and_a_clock_set_back_locks_nobody_out()
    {
        var clock = new TestClock();
        var limits = new Limits(clock);
        Assert.True(limits.Take("a", 1, TimeSpan.FromMinutes(1)).Allowed);
        Assert.False(limits.Take("a", 1, TimeSpan.FromMinutes(1)).Allowed);
        Assert.True(limits.Take("b", 1, TimeSpan.FromMinutes(1)).Allowed);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(limits.Take("a", 1, TimeSpan.FromMinutes(1)).Allowed);
        clock.Advance(TimeSpan.FromDays(-1));
        Assert.True(limits.Take("a", 1, TimeSpan.FromMinutes(1)).Allowed);
    }

    [Fact]
    public async Task A_write_by_cookie_needs_the_token_of_its_own_browser_and_person()
    {
        var echo = new EchoModule
        {
            Do = context => Task.FromResult(Results.Text(((IAntiforgery)context.RequestServices.GetService(typeof(IAntiforgery))!).GetAndStoreTokens(context).RequestToken)),
        };
        await using var app = await ProblemTests.StartAsync(echo);
        async Task<HttpResponseMessage> WriteAsync(string name, string? token, string query = "", bool cookie = true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/test/write" + query);
            request.Headers.Authorization = TestCallers.Header(Role.Viewer, name);
            if (cookie)
                request.Headers.Add("X-Test-Cookie", "1");
            if (token is not null)
                request.Headers.Add("RequestVerificationToken", token);
            return await app.Http.SendAsync(request, Cancel);
        }

        app.Http.DefaultRequestHeaders.Authorization = TestCallers.Header(Role.Viewer, "ann");
        var token = await app.Http.GetStringAsync("/api/test/do", Cancel);

        await ProblemTests.AssertProblemAsync(await WriteAsync("ann", null), 403, "csrf-token-missing", null);
        await ProblemTests.AssertProblemAsync(await WriteAsync("ann", "forged"), 403, "csrf-token-missing", null);
        await ProblemTests.AssertProblemAsync(await WriteAsync("bob", token), 403, "csrf-token-missing", null);
        Assert.Equal(HttpStatusCode.NoContent, (await WriteAsync("ann", token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await WriteAsync("ann", null, $"?csrf_token={Uri.EscapeDataString(token)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await WriteAsync("ann", null, cookie: false)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_same_key_and_body_make_one_thing_and_another_body_is_refused(string database)
    {
        var echo = new EchoModule();
        await using var app = await TestApp.StartAsync(database, services =>
        {
            TestCallers.Use(services);
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<Kinora.Platform.IModule>(services, echo);
        });
        async Task<HttpResponseMessage> CreateAsync(string key, string name, string user = "ann")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/test/create") { Content = JsonContent.Create(new { name }) };
            request.Headers.Add("Idempotency-Key", key);
            request.Headers.Authorization = TestCallers.Header(Role.Viewer, user);
            return await app.Http.SendAsync(request, Cancel);
        }

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CreateAsync("k", "a")));
        Assert.Equal(1, echo.Calls);
        Assert.All(replies, reply => Assert.True(reply.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        var again = await CreateAsync("k", "a");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("""{"name":"a","number":1}""", await again.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("/api/test/1", again.Headers.Location?.ToString());
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));

        await ProblemTests.AssertProblemAsync(await CreateAsync("k", "b"), 422, "idempotency-key-reused", "Idempotency-Key");
        await ProblemTests.AssertProblemAsync(await CreateAsync(new string('k', 201), "b"), 422, "idempotency-key-invalid", "Idempotency-Key");
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync("k", "b", "bob")).StatusCode);
        Assert.Equal(2, echo.Calls);
    }

    [Fact]
    public void Versions_compare_as_the_headers_say()
    {
        static HttpRequest With(string name, string value) => new DefaultHttpContext { Request = { Headers = { [name] = value } } }.Request;

        Assert.True(ETags.HasFresh(With("If-None-Match", "\"6\", \"7\""), "\"7\""));
        Assert.True(ETags.HasFresh(With("If-None-Match", "W/\"7\""), "\"7\""));
        Assert.True(ETags.HasFresh(With("If-None-Match", "*"), "\"7\""));
        Assert.False(ETags.HasFresh(With("If-None-Match", "\"8\""), "\"7\""));
        Assert.False(ETags.HasFresh(With("If-None-Match", "rubbish"), "\"7\""));
        Assert.Null(ETags.Stale(With("X", "y"), "\"7\""));
        Assert.Null(ETags.Stale(With("If-Match", "\"7\""), "\"7\""));
        Assert.Null(ETags.Stale(With("If-Match", "*"), "\"7\""));
        Assert.Equal("changed-meanwhile", ETags.Stale(With("If-Match", "\"6\""), "\"7\"")?.Code);
        Assert.Equal("changed-meanwhile", ETags.Stale(With("If-Match", "W/\"7\""), "\"7\"")?.Code);
        Assert.Equal("changed-meanwhile", ETags.Stale(With("If-Match", "*"), null)?.Code);
    }
}
