using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.Platform;
using Kinora.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Platform.Http;

public sealed class ProblemTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"name": """, 400, "body-not-json", null)]
    [InlineData("not json", 400, "body-not-json", null)]
    [InlineData("", 400, "body-missing", null)]
    [InlineData("null", 400, "body-missing", null)]
    [InlineData("""{"name": "a", "name": "b"}""", 400, "member-twice", "name")]
    [InlineData("[]", 400, "wrong-type", null)]
    [InlineData("""{"name": 7}""", 400, "wrong-type", "name")]
    [InlineData("""{"name": "a", "count": "7"}""", 400, "wrong-type", "count")]
    [InlineData("""{"name": "a", "count": 1e99}""", 400, "wrong-type", "count")]
    [InlineData("""{"name": "a", "items": [{"id": "x"}, {"id": 5}]}""", 400, "wrong-type", "items[1].id")]
    [InlineData("""{"name": "a", "nmae": "b"}""", 422, "unknown-member", "nmae")]
    [InlineData("""{"name": "a", "items": [{"id": "x", "ID": 1}]}""", 422, "unknown-member", "items[0].ID")]
    [InlineData("""{"name": "a", "items": [{}]}""", 422, "member-missing", "items[0].id")]
    [InlineData("""{"name": "a", "colour": "green"}""", 422, "value-unknown", "colour")]
    [InlineData("""{"name": "a", "at": "yesterday"}""", 422, "value-invalid", "at")]
    public async Task What_is_wrong_with_a_body_is_said_with_its_place(string body, int status, string code, string? field)
    {
        await using var app = await StartAsync();
        var reply = await app.Http.PostAsync("/api/test/echo", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

        await AssertProblemAsync(reply, status, code, field);
    }

    [Fact]
    public async Task Broken_json_is_found_by_line_and_column()
    {
        await using var app = await StartAsync();
        var reply = await app.Http.PostAsync(
            "/api/test/echo", new StringContent("{\n  \"name\": \"a\",\n  \"count\": 7x\n}", Encoding.UTF8, "application/json"), Cancel);

        var problem = await AssertProblemAsync(reply, 400, "body-not-json", null);
        Assert.Equal((3, 13), ((int)problem["line"]!, (int)problem["column"]!));
        Assert.Contains("line 3, column 13", (string?)problem["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_body_goes_through_in_snake_case()
    {
        await using var app = await StartAsync();
        var reply = await app.Http.PostAsJsonAsync("/api/test/echo", new { name = "a", colour = "deep_blue", at = "2026-01-02T03:04:05+01:00" }, Cancel);

        Assert.Equal(
            """{"name":"a","count":null,"colour":"deep_blue","at":"2026-01-02T02:04:05.000Z","items":null}""", await reply.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Every_error_has_a_body_of_one_shape()
    {
        await using var app = await StartAsync();
        var text = () => new StringContent("{}", Encoding.UTF8, "text/plain");
        var deep = new string('[', 40);

        await AssertProblemAsync(await app.Http.GetAsync("/api/nowhere", Cancel), 404, "route-not-found", null);
        await AssertProblemAsync(await app.Http.DeleteAsync("/api/test/echo", Cancel), 405, "method-not-allowed", null);
        await AssertProblemAsync(await app.Http.PostAsync("/api/test/echo", text(), Cancel), 415, "media-type-unsupported", null);
        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/test/echo")
        {
            Content = new ByteArrayContent(new byte[2_000_000]) { Headers = { { "Content-Type", "application/json" } } },
        };
        // The server refuses by the length alone and hangs up: who is still sending might not read the answer.
        large.Headers.ExpectContinue = true;
        await AssertProblemAsync(await app.Http.SendAsync(large, Cancel), 413, "body-too-large", null);
        await AssertProblemAsync(
            await app.Http.PostAsync("/api/test/echo", new StringContent(deep, Encoding.UTF8, "application/json"), Cancel), 400, "wrong-type", null);
        await AssertProblemAsync(await app.Http.GetAsync("/api/test/page?number=x", Cancel), 422, "parameter-invalid", "number");
        await AssertProblemAsync(await app.Http.GetAsync("/api/test/ruleless", Cancel), 403, "route-closed", null);
        await AssertProblemAsync(await app.Http.PostAsync("/api/test/write", null, Cancel), 401, "sign-in-needed", null);
        await AssertProblemAsync(await app.Http.GetAsync("/api/jobs/x", Cancel), 401, "sign-in-needed", null);
    }

    [Fact]
    public async Task A_fault_answers_500_without_a_word_of_its_own()
    {
        var echo = new EchoModule { Do = _ => throw new InvalidOperationException("secret words") };
        await using var app = await StartAsync(echo);

        var problem = await AssertProblemAsync(await app.Http.GetAsync("/api/test/do", Cancel), 500, "internal-error", null);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);

        echo.Do = _ => throw new TimeoutException("secret words");
        await AssertProblemAsync(await app.Http.GetAsync("/api/test/do", Cancel), 503, "database-slow", null);
        echo.Do = _ => Task.FromResult(Results.StatusCode(500));
        await AssertProblemAsync(await app.Http.GetAsync("/api/test/do", Cancel), 500, "internal-error", null);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up()
    {
        var echo = new EchoModule
        {
            Do = async context =>
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return Results.Ok();
            },
        };
        await using var app = await StartAsync(echo, ("Http:RequestSeconds", "1"));

        await AssertProblemAsync(await app.Http.GetAsync("/api/test/do", Cancel), 503, "took-too-long", null);
    }

    [Fact]
    public async Task The_request_id_is_taken_over_when_well_formed_and_made_otherwise()
    {
        await using var app = await StartAsync();
        async Task<string> SendAsync(string? id, string path = "/api/test/do")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (id is not null)
                request.Headers.TryAddWithoutValidation("X-Request-ID", id);
            return Assert.Single((await app.Http.SendAsync(request, Cancel)).Headers.GetValues("X-Request-ID"));
        }

        Assert.Equal("my-id.7", await SendAsync("my-id.7"));
        Assert.Equal("my-id.7", await SendAsync("my-id.7", "/api/nowhere"));
        Assert.Matches("^[0-9a-f]{32}$", await SendAsync(null));
        Assert.Matches("^[0-9a-f]{32}$", await SendAsync("a b"));
        Assert.Matches("^[0-9a-f]{32}$", await SendAsync(new string('a', 65)));
    }

    [Fact]
    public async Task Browsers_are_told_to_be_careful_on_every_reply_and_head_answers_like_get()
    {
        await using var app = await StartAsync(new EchoModule { Do = _ => throw new InvalidOperationException() });
        foreach (var path in new[] { "/api/test/do", "/api/nowhere", "/api/test/page" })
        {
            var reply = await app.Http.GetAsync(path, Cancel);
            Assert.Contains("frame-ancestors 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(reply.Headers.Contains("Server"));
            Assert.False(reply.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(reply.Headers.Contains("Strict-Transport-Security"));
        }

        using var head = new HttpRequestMessage(HttpMethod.Head, "/api/test/page");
        var answer = await app.Http.SendAsync(head, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    internal static Task<TestApp> StartAsync(EchoModule? echo = null, params (string Key, string? Value)[] settings) => TestApp.StartAsync(
        "sqlite",
        services =>
        {
            TestCallers.Use(services);
            services.AddSingleton<IModule>(echo ?? new EchoModule());
        },
        settings);

    internal static async Task<JsonObject> AssertProblemAsync(HttpResponseMessage reply, int status, string code, string? field)
    {
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)reply.StatusCode == status, $"{(int)reply.StatusCode}: {text}");
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal((code, field), ((string?)problem["error"]!["code"], (string?)problem["error"]!["field"]));
        Assert.Equal(status, (int)problem["status"]!);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["error"]!["message"]));
        Assert.True(reply.Headers.Contains("X-Request-ID"));
        return problem;
    }
}
