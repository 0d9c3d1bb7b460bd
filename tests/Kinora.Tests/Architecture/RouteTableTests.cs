using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Accounts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Kinora.Tests.Architecture;

public sealed partial class RouteTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_stands_in_the_table_and_asks_for_the_role_that_the_table_says()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var wrong = Routes(app)
            .Select(route => (route.Method, route.Path, Row: RouteTable.Find(route.Method, route.Path), Rule: route.Endpoint.Metadata.GetMetadata<AccessRule>()))
            .Where(route => route.Row is null || route.Rule is null || route.Row.Least != route.Rule.Least || route.Row.Public != route.Rule.PublicOption)
            .Select(route => $"{route.Method} {route.Path}: {(route.Row is null ? "no row in RouteTable" : $"the table says {Word(route.Row.Least, route.Row.Public)}")}, "
                + $"the route {(route.Rule is null ? "has no rule" : $"says {Word(route.Rule.Least, route.Rule.PublicOption)}")}")
            .ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_route_lets_in_whom_the_table_lets_in_and_nobody_else()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.ClientAsAsync("first", Role.Admin);
        var wrong = new List<string>();
        foreach (var (method, path, _) in Routes(app).Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var row = RouteTable.Find(method, path)!;
            foreach (var caller in (Role?[])[null, Role.Viewer, Role.Blessed, Role.Admin])
            {
                var code = await CodeAsync(app, method, path, caller);
                var expected = row.Least is null || caller >= row.Least ? null : caller is null ? "sign-in-needed" : "role-lacks-this";
                var got = code is "sign-in-needed" or "role-lacks-this" or "route-closed" or "internal-error" ? code : null;
                if (got != expected)
                    wrong.Add($"{method} {path} as {caller?.ToString() ?? "anonymous"}: expected {expected ?? "in"}, got {code}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_token_opens_on_each_route_what_its_scope_says_and_no_more()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.ClientAsAsync("first", Role.Admin);
        var wrong = new List<string>();
        foreach (var (method, path, _) in Routes(app).Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var row = RouteTable.Find(method, path)!;
            foreach (var scopes in (TokenScopes[])[TokenScopes.Read, TokenScopes.Read | TokenScopes.Write, TokenScopes.All])
            {
                var code = await CodeAsync(app, method, path, Role.Admin, scopes);
                var expected = row.Least is null ? null
                    : method is not ("GET" or "HEAD") && scopes == TokenScopes.Read ? "token-scope"
                    : row.Least == Role.Admin && !scopes.HasFlag(TokenScopes.Admin) ? "role-lacks-this" : null;
                var got = code is "sign-in-needed" or "role-lacks-this" or "route-closed" or "internal-error" or "token-scope" ? code : null;
                if (got != expected)
                    wrong.Add($"{method} {path} with {scopes}: expected {expected ?? "in"}, got {code}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_somebody_elses_is_not_there()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var profile = await app.ProfileOfAsync("ann");
        var (ann, bob) = (await app.ClientAsAsync("ann"), await app.ClientAsAsync("bob"));
        var tokens = await ann.GetFromJsonAsync<JsonNode>("/api/auth/tokens", Cancel);
        var token = (string)(tokens as JsonArray ?? tokens!["items"]!.AsArray())[0]!["id"]!;

        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync($"/api/profiles/{profile}/preferences", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync($"/api/profiles/{profile}/preferences", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync($"/api/feed?profile_id={profile}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.DeleteAsync($"/api/auth/tokens/{token}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync("/api/auth/tokens", Cancel)).StatusCode);
    }

    [Fact]
    public void The_table_finds_the_closest_group_first()
    {
        Assert.Equal(Role.Admin, RouteTable.Find("POST", "/api/admin/titles/import")!.Least);
        Assert.True(RouteTable.Find("GET", "/api/catalog/collections/{id}")!.Public);
        Assert.Equal(Role.Blessed, RouteTable.Find("PUT", "/api/catalog/collections/{id}")!.Least);
        Assert.Null(RouteTable.Find("GET", "/api/nobody/thought/of/this"));
        Assert.Null(RouteTable.Find("POST", "/api/catalog/titles"));
    }

    /// <summary>The error code of the answer; null where there is none.</summary>
    private static async Task<string?> CodeAsync(
        TestApp app, string method, string path, Role? caller, TokenScopes scopes = TokenScopes.All)
    {
        // A client of its own for each: some routes end what the caller came with.
        var client = caller is { } role ? app.ClientWith(await app.TokenOfAsync($"{role}-{Guid.CreateVersion7():N}"[..20], role, scopes)) : app.Stranger();
        var address = Parameter().Replace(path, match => match.Groups["name"].Value switch
        {
            "name" => "nobody",
            "titleId" => "import:nothing",
            _ => "00000000-0000-7000-8000-000000000000",
        });
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = JsonContent.Create(new { });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        if (reply.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return null;
        var problem = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel));
        return (string?)problem?["error"]?["code"];
    }

    private static List<(string Method, string Path, RouteEndpoint Endpoint)> Routes(TestApp app) =>
    [
        .. from endpoint in app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !AccessGate.IsFile(endpoint)
           let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
           select (method, path, endpoint),
    ];

    private static string Word(Role? least, bool open) => least is null ? "everybody" : open ? $"{least} unless public" : $"{least}";

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
