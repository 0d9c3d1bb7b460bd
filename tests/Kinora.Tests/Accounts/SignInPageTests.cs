using System.Net;
using System.Text.RegularExpressions;
using Kinora.Accounts.Contracts;
using Kinora.Accounts.SignIn;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Accounts;

/// <summary>Signing in as a person without script does: by the forms of the page, with what stands in them.</summary>
public sealed partial class SignInPageTests : IDisposable
{
    private readonly StringWriter _console = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_name_a_mistyped_code_and_the_right_one_lead_in(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("ann");
        var browser = app.Stranger();

        var (_, ask) = await OpenAsync(browser);
        var (asked, verify) = await SendAsync(browser, ask, "ask", ("Input.Username", "ann"));
        Assert.Equal(HttpStatusCode.OK, asked);
        Assert.Contains("on its way to the server’s console", verify, StringComparison.Ordinal);
        var (wrong, again) = await SendAsync(browser, verify, "verify", ("Input.Otp", "AAAAAAAA"));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong);
        Assert.Contains("2 tries left", again, StringComparison.Ordinal);
        await app.UntilAsync(() => Task.FromResult(app.Get<CodePost>().IsIdle));
        var code = Printed().Matches(_console.ToString()).Last().Groups["code"].Value;
        var (entered, _) = await SendAsync(browser, again, "verify", ("Input.Otp", code));

        Assert.Equal(HttpStatusCode.Redirect, entered);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/auth/session", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Too_many_wrong_tries_say_how_long_to_wait_in_a_form_that_counts_down(string database)
    {
        await using var app = await StartAsync(database);
        var browser = app.Stranger();
        var (_, page) = await SendAsync(browser, (await OpenAsync(browser)).Page, "ask", ("Input.Username", "ann"));
        for (var n = 0; n < 4; n++)
            (_, page) = await SendAsync(browser, page, "verify", ("Input.Otp", "AAAAAAAA"));
        // This code is used up, which needs no waiting: a new one can be asked for.
        Assert.Contains("Ask for a new code", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Wait(), page);

        for (var n = 3; n < Backoff.FreeOfPair; n++)
        {
            if (n % 3 == 0)
                (_, page) = await SendAsync(browser, (await OpenAsync(browser)).Page, "ask", ("Input.Username", "ann"));
            (_, page) = await SendAsync(browser, page, "verify", ("Input.Otp", "AAAAAAAA"));
        }

        var (locked, last) = await SendAsync(browser, (await OpenAsync(browser)).Page, "ask", ("Input.Username", "ann"));

        Assert.Equal(HttpStatusCode.TooManyRequests, locked);
        Assert.InRange(int.Parse(Wait().Match(last).Groups["seconds"].Value, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    [Theory, EachDatabase]
    public async Task A_try_that_nobody_asked_for_offers_to_block_the_network_and_does(string database)
    {
        await using var app = await StartAsync(database, ("Http:Proxies:0", "127.0.0.1"));
        var browser = app.Stranger();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        var (_, page) = await SendAsync(browser, (await OpenAsync(browser)).Page, "issued", ("Input.Username", "ann"), ("Input.Otp", "AAAAAAAA"));
        Assert.Contains("Block this network for 72 hours", page, StringComparison.Ordinal);
        var (blocked, after) = await SendAsync(browser, page, "block");
        Assert.Equal(HttpStatusCode.OK, blocked);
        Assert.Contains("Nobody signs in from this network", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(browser, after, "ask", ("Input.Username", "ann"))).Status);
    }

    [Theory, EachDatabase]
    public async Task The_page_offers_the_couriers_that_there_are_and_an_admin_sets_where_mail_goes(string database)
    {
        await using var app = await StartAsync(database);
        Assert.DoesNotContain("Input.Via", (await OpenAsync(app.Stranger())).Page, StringComparison.Ordinal);

        await using var mail = await TestMailServer.StartAsync();
        await using var mailing = await StartAsync(database, mail.Settings());
        var (_, page) = await OpenAsync(mailing.Stranger());
        Assert.Matches("value=\"email\" checked", page);
        Assert.Contains("value=\"console\"", page, StringComparison.Ordinal);

        await mailing.ProfileOfAsync("bob");
        var browser = mailing.Stranger();
        var link = (await mailing.Get<IssueCode>().RunAsync("root", "", Cancel)).Value.Link;
        await SendAsync(browser, await browser.GetStringAsync(link, Cancel), "link", "/sign-in/link");
        var people = await browser.GetStringAsync("/admin/people", Cancel);
        await SendAsync(browser, people, "role-bob", "/admin/people", ("Input.Email", "bob@example.org"), ("Input.Role", "Blessed"));
        var bob = await mailing.Get<IUsers>().FindAsync("bob", Cancel);
        Assert.Equal(("bob@example.org", Role.Blessed), (bob!.Email, bob.Role));
    }

    public void Dispose() => _console.Dispose();

    /// <summary>With an admin, so that the page is not the one of the first start.</summary>
    private async Task<TestApp> StartAsync(string database, params (string, string?)[] settings)
    {
        var app = await TestApp.StartAsync(database, services => services.AddSingleton(new ServerConsole(TextWriter.Synchronized(_console))), settings);
        await app.ProfileOfAsync("root", Role.Admin);
        return app;
    }

    private static async Task<(HttpStatusCode Status, string Page)> OpenAsync(HttpClient browser)
    {
        var answer = await browser.GetAsync("/welcome", Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static Task<(HttpStatusCode Status, string Page)> SendAsync(
        HttpClient browser, string page, string form, params (string Name, string Value)[] typed) => SendAsync(browser, page, form, "/welcome", typed);

    /// <summary>Sends the form of that name with all that stands in it, and what is typed.</summary>
    private static async Task<(HttpStatusCode Status, string Page)> SendAsync(
        HttpClient browser, string page, string form, string path, params (string Name, string Value)[] typed)
    {
        var markup = Forms().Matches(page).Select(match => match.Value).Single(text => text.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Hidden().Matches(markup).Select(match => match.Value))
            fields[Name().Match(input).Groups["text"].Value] = WebUtility.HtmlDecode(Value().Match(input).Groups["text"].Value);
        foreach (var (name, value) in typed)
            fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(path, content, Cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex(" name=\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();

    [GeneratedRegex("data-wait=\"(?<seconds>\\d+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wait();

    [GeneratedRegex(": (?<code>[A-HJ-NP-Z2-9]{8}) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Printed();
}
