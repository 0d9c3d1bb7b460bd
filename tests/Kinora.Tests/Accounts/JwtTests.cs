using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Accounts;

/// <summary>Tokens of other issuers, shaped as Supabase makes them, and the ways in which they are forged.</summary>
public sealed partial class JwtTests : IDisposable
{
    private const string Shared = "a-secret-that-two-servers-share-0123456789";

    private readonly TestClock _clock = new();
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _otherRsa = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_token_of_each_kind_counts_once_it_is_linked(string database)
    {
        await using var app = await StartAsync(database);
        foreach (var (issuer, algorithm) in (IEnumerable<(string, string)>)[("https://hs.example", "HS256"), ("https://rs.example", "RS256"), ("https://es.example", "ES256")])
        {
            var (name, token) = ($"ann-{algorithm}", Sign(algorithm, Claims(issuer)));
            var ann = await app.ClientAsAsync(name);
            Assert.Equal((401, "identity-unlinked"), await CallAsync(app, token));

            var linked = await ann.PostAsJsonAsync("/api/auth/identities", new { token }, Cancel);
            Assert.Equal(HttpStatusCode.Created, linked.StatusCode);
            Assert.Equal((200, name), await CallAsync(app, token));
            Assert.Equal(HttpStatusCode.Created, (await ann.PostAsJsonAsync("/api/auth/identities", new { token }, Cancel)).StatusCode);
            var eve = await app.ClientAsAsync("eve");
            Assert.Equal(HttpStatusCode.Conflict, (await eve.PostAsJsonAsync("/api/auth/identities", new { token }, Cancel)).StatusCode);

            var listed = (await ann.GetFromJsonAsync<JsonElement>("/api/auth/identities", Cancel)).GetProperty("items").EnumerateArray().Single();
            Assert.Equal("ann@example.org", listed.GetProperty("label").GetString());
            var path = $"/api/auth/identities/{listed.GetProperty("id").GetString()}";
            Assert.Equal(HttpStatusCode.NotFound, (await eve.DeleteAsync(path, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await ann.DeleteAsync(path, Cancel)).StatusCode);
            Assert.Equal((401, "identity-unlinked"), await CallAsync(app, token));
        }
    }

    [Theory, EachDatabase]
    public async Task What_is_forged_or_not_meant_for_us_is_no_credential(string database)
    {
        await using var app = await StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);
        foreach (var issuer in (string[])["https://hs.example", "https://rs.example", "https://es.example"])
            Assert.Equal(HttpStatusCode.Created, (await admin.PostAsJsonAsync("/api/admin/users/admin/identities", new { issuer, subject = "sub-1" }, Cancel)).StatusCode);
        var (now, rs) = (_clock.GetUtcNow().ToUnixTimeSeconds(), Claims("https://rs.example"));
        Assert.Equal(200, (await CallAsync(app, Sign("RS256", rs))).Status);

        var publicPem = Encoding.UTF8.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());
        var publicDer = _rsa.ExportSubjectPublicKeyInfo();
        var good = Sign("RS256", rs).Split('.');
        var forged = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["alg none"] = $"{Part(new { alg = "none" })}.{good[1]}.",
            ["alg None with the old signature"] = $"{Part(new { alg = "None" })}.{good[1]}.{good[2]}",
            ["no alg"] = $"{Part(new { typ = "JWT" })}.{good[1]}.{good[2]}",
            ["no signature"] = $"{good[0]}.{good[1]}.",
            ["HS256 with the public key as the secret"] = Hmac(rs, publicPem),
            ["HS256 with the public key in DER"] = Hmac(rs, publicDer),
            ["HS256 with nothing as the secret"] = Hmac(rs, [0]),
            ["the shared secret of another issuer"] = Hmac(rs, Encoding.UTF8.GetBytes(Shared)),
            ["another algorithm of the same key"] = Sign("RS384", rs),
            ["PSS where the issuer says RS256"] = Sign("PS256", rs),
            ["another key"] = Sign("RS256", rs, _otherRsa),
            ["a key of its own in the header"] = Sign("RS256", rs, _otherRsa, Header("RS256", ("jwk", Jwk(_otherRsa)))),
            ["an address of keys in the header"] = Sign("RS256", rs, _otherRsa, Header("RS256", ("jku", "http://127.0.0.1:1/keys"), ("x5u", "http://127.0.0.1:1/x"))),
            ["a key name that is a path"] = Sign("RS256", rs, _otherRsa, Header("RS256", ("kid", "../../../../dev/null"))),
            ["a key name that is SQL"] = Sign("RS256", rs, _otherRsa, Header("RS256", ("kid", "x' union select 'secret"))),
            ["an extension that must be understood"] = Sign("RS256", rs, null, Header("RS256", ("crit", new[] { "exp" }))),
            ["an unencoded payload"] = Sign("RS256", rs, null, Header("RS256", ("b64", false))),
            ["somebody else's claims under this signature"] = $"{good[0]}.{Part(With(rs, "sub", "sub-2"))}.{good[2]}",
            ["an issuer that is not configured"] = Sign("RS256", With(rs, "iss", "https://rs.example/")),
            ["no issuer"] = Sign("RS256", With(rs, "iss", null)),
            ["another issuer's name"] = Sign("RS256", With(rs, "iss", "https://hs.example")),
            ["another audience"] = Sign("RS256", With(rs, "aud", "anon")),
            ["no audience"] = Sign("RS256", With(rs, "aud", null)),
            ["no end"] = Sign("RS256", With(rs, "exp", null)),
            ["ended"] = Sign("RS256", With(rs, "exp", now - 31)),
            ["not yet"] = Sign("RS256", With(rs, "nbf", now + 31)),
            ["an end that is no number"] = Sign("RS256", With(rs, "exp", "never")),
            ["no subject"] = Sign("RS256", With(rs, "sub", null)),
            ["a guest without an account"] = Sign("RS256", With(rs, "is_anonymous", true)),
            ["too long"] = Sign("RS256", With(rs, "user_metadata", new string('x', 9000))),
            ["five parts"] = string.Join('.', good) + ".a.b",
            ["no JSON"] = "a.b.c",
            ["nothing"] = "..",
        };

        foreach (var (how, token) in forged)
            Assert.Equal((how, 401, "token-invalid"), (how, (await CallAsync(app, token)) is var (status, code) ? status : 0, code));
        Assert.Equal(200, (await CallAsync(app, Sign("RS256", With(rs, "exp", now - 29)))).Status);
        Assert.Equal(200, (await CallAsync(app, Sign("RS256", With(rs, "aud", new[] { "x", "authenticated" })))).Status);
        Assert.Equal(200, (await CallAsync(app, Sign("RS256", rs, null, Header("RS256", ("kid", "whatever"))))).Status);
    }

    [Theory, EachDatabase]
    public async Task An_issuer_makes_nobody_an_admin_unless_it_may_and_the_role_is_read_each_time(string database)
    {
        await using var app = await StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);
        await app.ProfileOfAsync("ann", Role.Admin);
        foreach (var issuer in (string[])["https://hs.example", "https://es.example"])
            await admin.PostAsJsonAsync("/api/admin/users/ann/identities", new { issuer, subject = "sub-1" }, Cancel);
        var (plain, trusted) = (
            app.ClientWith(Sign("HS256", With(Claims("https://hs.example"), "role", "service_role"))), app.ClientWith(Sign("ES256", Claims("https://es.example"))));

        Assert.Equal(HttpStatusCode.Forbidden, (await plain.GetAsync("/api/admin/users", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await trusted.GetAsync("/api/admin/users", Cancel)).StatusCode);
        await app.Get<IUsers>().ChangeAsync("ann", new UserChange(Role.Viewer), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, (await trusted.GetAsync("/api/admin/users", Cancel)).StatusCode);
        await app.Get<IUsers>().RemoveAsync("ann", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, (await trusted.GetAsync("/api/auth/session", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Of_many_accounts_that_claim_one_outside_sign_in_at_once_one_gets_it(string database)
    {
        await using var app = await StartAsync(database);
        var token = Sign("RS256", Claims("https://rs.example"));
        var people = new List<HttpClient>();
        for (var n = 0; n < 12; n++)
            people.Add(await app.ClientAsAsync($"person{n}"));

        var answers = await Task.WhenAll(people.Select(person => person.PostAsJsonAsync("/api/auth/identities", new { token }, Cancel)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Issuers_that_cannot_be_are_named_at_start()
    {
        (string, string?)[] settings =
        [
            .. Issuer(0, "https://a.example", "none", ("Secret", Shared)),
            .. Issuer(1, "https://b.example", "HS256", ("Secret", "short")),
            .. Issuer(2, "https://c.example", "RS256", ("Secret", Shared)),
            .. Issuer(3, "https://d.example", "RS256", ("PublicKey", _curve.ExportSubjectPublicKeyInfoPem())),
            .. Issuer(4, "https://e.example", "ES256", ("PublicKey", "rubbish")),
            .. Issuer(5, "https://f.example", "RS256", ("PublicKey", _rsa.ExportPkcs8PrivateKeyPem())),
            .. Issuer(6, "https://g.example", "RS256", ("PublicKey", RSA.Create(1024).ExportSubjectPublicKeyInfoPem())),
            .. Issuer(7, "https://h.example", "ES256", ("PublicKey", ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportSubjectPublicKeyInfoPem())),
            .. Issuer(8, "https://i.example", "HS256", ("Secret", Shared), ("Audience", "")),
            .. Issuer(9, "https://i.example", "HS256", ("Secret", Shared)),
        ];

        var wrong = await Assert.ThrowsAsync<SettingsException>(() => TestApp.StartAsync("sqlite", settings));

        Assert.Equal(10, wrong.Errors.Count);
        Assert.All(Enumerable.Range(0, 10), n => Assert.Single(wrong.Errors, error => error.StartsWith($"Accounts:Issuers:{n}:", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _otherRsa.Dispose();
        _curve.Dispose();
    }

    private Task<TestApp> StartAsync(string database) => TestApp.StartAsync(
        database,
        services => services.AddSingleton<TimeProvider>(_clock),
        [
            .. Issuer(0, "https://hs.example", "HS256", ("Secret", Shared)),
            .. Issuer(1, "https://rs.example", "RS256", ("PublicKey", _rsa.ExportSubjectPublicKeyInfoPem())),
            .. Issuer(2, "https://es.example", "ES256", ("PublicKey", _curve.ExportSubjectPublicKeyInfoPem()), ("MayAdminister", "true")),
        ]);

    private static IEnumerable<(string, string?)> Issuer(int index, string issuer, string algorithm, params (string Key, string Value)[] more) =>
    [
        ($"Accounts:Issuers:{index}:Issuer", issuer), ($"Accounts:Issuers:{index}:Algorithm", algorithm),
        ($"Accounts:Issuers:{index}:Audience", "authenticated"), .. more.Select(pair => ($"Accounts:Issuers:{index}:{pair.Key}", (string?)pair.Value)),
    ];

    /// <summary>The status of asking who one is, with the error's code or the person's name.</summary>
    private static async Task<(int Status, string Said)> CallAsync(TestApp app, string token)
    {
        var answer = await app.ClientWith(token).GetAsync("/api/auth/session", Cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return ((int)answer.StatusCode, (body.TryGetProperty("error", out var error) ? error.GetProperty("code") : body.GetProperty("name")).GetString()!);
    }
}
