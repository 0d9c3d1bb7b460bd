using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kinora.Accounts.Contracts;
using Kinora.Accounts.SignIn;
using Kinora.Integrations.Mail;
using Kinora.Platform;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Accounts;

public sealed partial class MailCodeTests : IDisposable
{
    private readonly StringWriter _console = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_code_comes_by_mail_and_opens_a_session(string database)
    {
        await using var mail = await TestMailServer.StartAsync();
        await using var app = await StartAsync(database, mail.Settings());
        await AddAsync(app, "Ann", "ann@example.org");
        var browser = app.Stranger();

        var asked = await AskAsync(app, browser, "ann");
        var message = Assert.Single(mail.Taken);
        var code = Mailed().Match(message.TextBody!).Groups["code"].Value;

        Assert.Equal("email", asked.GetProperty("via").GetString());
        Assert.Equal("ann@example.org", message.To.Mailboxes.Single().Address);
        Assert.DoesNotContain(code, message.Subject, StringComparison.Ordinal);
        Assert.Equal("", _console.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsJsonAsync("/api/auth/otp/verify", new { username = "ann", otp = code }, Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Whoever_has_no_address_or_no_account_is_answered_like_everybody(string database)
    {
        await using var mail = await TestMailServer.StartAsync();
        await using var app = await StartAsync(database, mail.Settings());
        await AddAsync(app, "bob", null);

        var (bob, nobody) = (await AskAsync(app, app.Stranger(), "bob"), await AskAsync(app, app.Stranger(), "nobody"));

        Assert.Equal(bob.GetProperty("via").GetString(), nobody.GetProperty("via").GetString());
        Assert.Equal(bob.EnumerateObject().Select(member => member.Name), nobody.EnumerateObject().Select(member => member.Name));
        Assert.Empty(mail.Taken);
        Assert.Contains("Code for bob", _console.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", _console.ToString(), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_server_that_refuses_once_is_tried_again_and_one_that_is_gone_leaves_the_console(string database)
    {
        await using var mail = await TestMailServer.StartAsync();
        await using var app = await StartAsync(database, mail.Settings());
        await AddAsync(app, "ann", "ann@example.org");

        mail.Refusals = 1;
        await AskAsync(app, app.Stranger(), "ann");
        Assert.Single(mail.Taken);
        Assert.Null(app.Get<Mailer>().Last!.Fault);

        mail.Refusals = 100;
        await AskAsync(app, app.Stranger(), "ann");
        Assert.Single(mail.Taken);
        Assert.Contains("Code for ann", _console.ToString(), StringComparison.Ordinal);
        var ready = await app.Http.GetStringAsync("/health/ready", Cancel);
        Assert.Contains("\"degraded\"", ready, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_neither_code_nor_password_unless_it_is_named()
    {
        await using var mail = await TestMailServer.StartAsync(tls: true);
        (string, string?)[] login = [("Mail:Security", "starttls"), ("Mail:User", "kinora"), ("Mail:Password", "right")];

        await using (var app = await StartAsync("sqlite", mail.Settings(login)))
        {
            await AddAsync(app, "ann", "ann@example.org");
            await AskAsync(app, app.Stranger(), "ann");
            Assert.Empty(mail.SignIns);
            Assert.Empty(mail.Taken);
        }

        await using (var app = await StartAsync("sqlite", mail.Settings([.. login, ("Mail:Fingerprint", mail.Fingerprint)])))
        {
            await AddAsync(app, "ann", "ann@example.org");
            await AskAsync(app, app.Stranger(), "ann");
            Assert.Equal("kinora right", Assert.Single(mail.SignIns));
            Assert.Single(mail.Taken);
        }
    }

    [Theory]
    [InlineData("ann@example.org", true)]
    [InlineData("ann+kinora@sub.example.org", true)]
    [InlineData("ann", false)]
    [InlineData("Ann <ann@example.org>", false)]
    [InlineData("ann@example.org, eve@example.org", false)]
    [InlineData("ann@example.org\r\nBcc: eve@example.org", false)]
    [InlineData("ann @example.org", false)]
    [InlineData("@example.org", false)]
    public void An_address_is_one_address_and_nothing_else(string text, bool good) => Assert.Equal(good, Mailer.IsAddress(text));

    [Fact]
    public async Task Mail_settings_that_cannot_be_are_named_at_start()
    {
        var wrong = await Assert.ThrowsAsync<SettingsException>(() => TestApp.StartAsync(
            "sqlite", ("Mail:Host", "mail.example.org"), ("Mail:Security", "none"), ("Mail:User", "kinora"), ("Mail:Password", "x"), ("Accounts:PublicUrl", "kinora")));

        Assert.Collection(
            wrong.Errors,
            error => Assert.StartsWith("Accounts:PublicUrl must be", error, StringComparison.Ordinal),
            error => Assert.StartsWith("Mail:From must be", error, StringComparison.Ordinal),
            error => Assert.StartsWith("Mail:Password would", error, StringComparison.Ordinal));
    }

    public void Dispose() => _console.Dispose();

    private Task<TestApp> StartAsync(string database, params (string, string?)[] settings) => TestApp.StartAsync(
        database, services => services.AddSingleton(new ServerConsole(TextWriter.Synchronized(_console))), settings);

    private static async Task AddAsync(TestApp app, string name, string? email) =>
        Assert.True((await app.Get<IUsers>().AddAsync(new NewUser(name, Email: email), Cancel)).Succeeded);

    /// <summary>Asks, and waits until what was asked for has arrived or been given up.</summary>
    private static async Task<JsonElement> AskAsync(TestApp app, HttpClient browser, string username)
    {
        var answer = await browser.PostAsJsonAsync("/api/auth/otp/request", new { username }, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await app.UntilAsync(() => Task.FromResult(app.Get<CodePost>().IsIdle));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    [GeneratedRegex(@"\n    (?<code>[A-HJ-NP-Z2-9]{4} [A-HJ-NP-Z2-9]{4})\r?\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mailed();
}
