using System.Net;
using System.Net.Http.Json;
using Kinora.Accounts.SignIn;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

public sealed class SecureCookieTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task By_https_only_a_cookie_counts_that_no_other_host_could_have_set(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Http:Proxies:0", "127.0.0.1"));
        await app.ProfileOfAsync("ann");
        var otp = (await app.Get<IssueCode>().RunAsync("ann", "https://here", Cancel)).Value.Code;
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = app.Http.BaseAddress };
        async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie, bool secure = true, object? body = null)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Add("X-Forwarded-Proto", secure ? "https" : "http");
            if (cookie is not null)
                request.Headers.Add("Cookie", cookie);
            return await http.SendAsync(request, Cancel);
        }

        var signed = await SendAsync(HttpMethod.Post, "/api/auth/otp/verify", null, body: new { username = "ann", otp });

        var set = Assert.Single(signed.Headers.GetValues("Set-Cookie"), one => one.StartsWith("__Host-kin_session=", StringComparison.Ordinal));
        var flags = set.Split("; ").Skip(1).ToList();
        Assert.Contains("secure", flags);
        Assert.Contains("path=/", flags);
        Assert.DoesNotContain(flags, flag => flag.StartsWith("domain", StringComparison.OrdinalIgnoreCase));
        var secret = set.Split(';')[0]["__Host-kin_session=".Length..];
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/api/profiles", $"__Host-kin_session={secret}")).StatusCode);
        // Planted by a neighbour of the domain, or from a plain connection.
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/api/profiles", $"kin_session={secret}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/api/profiles", $"kin_session={secret}", secure: false)).StatusCode);
    }
}
