using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kinora.Accounts.Contracts;
using Kinora.Accounts.SignIn;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Accounts;

public sealed partial class SignInTests : IDisposable
{
    private readonly StringWriter _console = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_code_from_the_console_opens_a_session_once(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("Ann");
        var browser = app.Stranger();

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/auth/session", Cancel)).StatusCode);
        await AskAsync(browser, "ann");
        var answer = await VerifyAsync(browser, "ANN", await CodeAsync(app));
        var me = await browser.GetFromJsonAsync<JsonElement>("/api/auth/session", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Ann", me.GetProperty("name").GetString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("kin_session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Conflict, (await VerifyAsync(browser, "ann", await CodeAsync(app))).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_hundred_who_guess_at_once_have_three_tries(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("ann");
        var browser = app.Stranger();
        await AskAsync(browser, "ann");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => VerifyAsync(browser, "ann", "AAAAAAAA")));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(97, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        var left = new List<int>();
        foreach (var answer in answers.Where(answer => answer.StatusCode == HttpStatusCode.Unauthorized))
            left.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("attempts_remaining").GetInt32());
        Assert.Equal([0, 1, 2], left.Order());
        Assert.Equal("otp-locked", await ErrorAsync(await VerifyAsync(browser, "ann", await CodeAsync(app))));
    }

    [Theory, EachDatabase]
    public async Task Of_many_who_know_the_code_one_gets_in(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("ann");
        var code = (await app.Get<IssueCode>().RunAsync("ann", "http://here", Cancel)).Value.Code;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VerifyAsync(app.Stranger(), "ann", code.ToLowerInvariant())));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_name_that_is_nobodys_is_answered_like_any_other(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("ann");
        var answers = new Dictionary<string, List<string>>(StringComparer.Ordinal);

        foreach (var name in (string[])["ann", "nobody"])
        {
            var browser = app.Stranger();
            var seen = answers[name] = [];
            seen.Add(await ErrorAsync(await VerifyAsync(browser, name, "AAAAAAAA")));
            var asked = await (await AskAsync(browser, name)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
            seen.Add($"{asked.GetProperty("sent")} {asked.GetProperty("via")}");
            for (var n = 0; n < 5; n++)
                seen.Add(await ErrorAsync(await VerifyAsync(browser, name, "AAAAAAAA")));
            for (var n = 0; n < 5; n++)
                seen.Add((await AskAsync(browser, name)).StatusCode.ToString());
        }

        Assert.Equal(answers["ann"], answers["nobody"]);
        Assert.Equal(
            ["otp-unrequested", "True console", "otp-invalid", "otp-invalid", "otp-invalid", "otp-locked", "otp-locked"], answers["ann"][..7]);
        Assert.Equal(["OK", "OK", "OK", "OK", "TooManyRequests"], answers["ann"][7..]);
        Assert.DoesNotContain("nobody", _console.ToString(), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_code_counts_only_in_the_browser_that_asked(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("ann");
        await AskAsync(app.Stranger(), "ann");

        Assert.Equal("otp-unrequested", await ErrorAsync(await VerifyAsync(app.Stranger(), "ann", await CodeAsync(app))));
    }

    [Theory, EachDatabase]
    public async Task An_admins_code_or_link_lets_in_and_only_the_newest_counts(string database)
    {
        await using var app = await StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);
        await app.ProfileOfAsync("ann");
        var old = await IssueAsync(admin, "ann");
        var issued = await IssueAsync(admin, "ann");
        var link = issued.GetProperty("link").GetString()!;
        var secret = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

        Assert.Contains("<svg", issued.GetProperty("qr_svg").GetString()!, StringComparison.Ordinal);
        Assert.StartsWith($"{app.Http.BaseAddress}sign-in/link?code=", link, StringComparison.Ordinal);
        Assert.Equal("otp-unrequested", await ErrorAsync(await VerifyAsync(app.Stranger(), "ann", old.GetProperty("code").GetString()!)));
        Assert.Equal(HttpStatusCode.OK, (await LinkAsync(app.Stranger(), secret)).StatusCode);
        Assert.Equal("link-invalid", await ErrorAsync(await LinkAsync(app.Stranger(), secret)));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync("/api/admin/users/nobody/code", null, Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_first_admin_is_made_once_with_the_printed_code(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("demo-person");
        var code = (await app.Get<FirstStart>().PrepareAsync(Cancel))!;

        Assert.Equal("otp-invalid", await ErrorAsync(await FirstAsync(app.Stranger(), "root", "AAAAAAAA")));
        Assert.Equal("user-name-taken", await ErrorAsync(await FirstAsync(app.Stranger(), "Demo-Person", code)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => FirstAsync(app.Stranger(), $"root{n}", code)));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(await app.Get<IUsers>().ListAsync(Cancel), user => user.Role == Role.Admin);
        Assert.Null(await app.Get<FirstStart>().PrepareAsync(Cancel));
    }

    [Theory, EachDatabase]
    public async Task A_demoted_admin_is_none_from_the_next_request_on_by_token_and_by_cookie(string database)
    {
        await using var app = await StartAsync(database);
        var (admin, token, browser) = (await app.SignInAsync(Role.Admin), await app.ClientAsAsync("eve", Role.Admin), app.Stranger());
        await VerifyAsync(browser, "eve", (await IssueAsync(admin, "eve")).GetProperty("code").GetString()!);
        foreach (var eve in (HttpClient[])[token, browser])
            Assert.Equal(HttpStatusCode.OK, (await eve.GetAsync("/api/admin/users", Cancel)).StatusCode);

        await admin.PatchAsJsonAsync("/api/admin/users/eve", new { role = "viewer" }, Cancel);

        foreach (var eve in (HttpClient[])[token, browser])
            Assert.Equal(HttpStatusCode.Forbidden, (await eve.GetAsync("/api/admin/users", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_code_and_a_session_end_in_time(string database)
    {
        var clock = new TestClock();
        await using var app = await StartAsync(database, services => services.AddSingleton<TimeProvider>(clock));
        await app.ProfileOfAsync("ann");
        var browser = app.Stranger();
        await AskAsync(browser, "ann");
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("otp-invalid", await ErrorAsync(await VerifyAsync(browser, "ann", await CodeAsync(app))));

        await AskAsync(browser, "ann");
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(browser, "ann", await CodeAsync(app))).StatusCode);
        clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/auth/session", Cancel)).StatusCode);
        clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/auth/session", Cancel)).StatusCode);
        clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/auth/session", Cancel)).StatusCode);
    }

    public void Dispose() => _console.Dispose();

    private Task<TestApp> StartAsync(string database, Action<IServiceCollection>? customise = null) => TestApp.StartAsync(
        database,
        services =>
        {
            services.AddSingleton(new ServerConsole(TextWriter.Synchronized(_console)));
            customise?.Invoke(services);
        });

    /// <summary>The code that the console printed last.</summary>
    private async Task<string> CodeAsync(TestApp app)
    {
        await app.UntilAsync(() => Task.FromResult(app.Get<CodePost>().IsIdle));
        return Printed().Matches(_console.ToString()).Last().Groups["code"].Value;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient browser, string username) =>
        browser.PostAsJsonAsync("/api/auth/otp/request", new { username }, Cancel);

    private static Task<HttpResponseMessage> VerifyAsync(HttpClient browser, string username, string otp) =>
        browser.PostAsJsonAsync("/api/auth/otp/verify", new { username, otp }, Cancel);

    private static Task<HttpResponseMessage> LinkAsync(HttpClient browser, string code) =>
        browser.PostAsJsonAsync("/api/auth/link", new { code }, Cancel);

    private static Task<HttpResponseMessage> FirstAsync(HttpClient browser, string username, string otp) =>
        browser.PostAsJsonAsync("/api/auth/first-admin", new { username, otp }, Cancel);

    private static async Task<JsonElement> IssueAsync(HttpClient admin, string name) =>
        await (await admin.PostAsync($"/api/admin/users/{name}/code", null, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);

    private static async Task<string> ErrorAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("error").GetProperty("code").GetString()!;

    [GeneratedRegex(": (?<code>[A-HJ-NP-Z2-9]{8}) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Printed();
}
