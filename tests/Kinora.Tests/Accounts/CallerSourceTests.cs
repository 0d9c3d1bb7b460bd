using Kinora.Accounts;
using Kinora.Accounts.Contracts;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Kinora.Tests.Accounts;

public sealed class CallerSourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_token_says_who_asks_and_a_change_of_role_counts_at_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var request = Request(await app.TokenOfAsync("Ed"));

        var before = await app.Get<ICallerSource>().IdentifyAsync(request, Cancel);
        Assert.True((await app.Get<IUsers>().ChangeAsync("eD", new UserChange(Role.Blessed, Analyst: true), Cancel)).Succeeded);
        var after = await app.Get<ICallerSource>().IdentifyAsync(request, Cancel);

        Assert.Equal(("Ed", Role.Viewer, false), (before.Value!.UserName, before.Value.Role, before.Value.Analyst));
        Assert.Equal((Role.Blessed, true, 18), (after.Value!.Role, after.Value.Analyst, after.Value.MaturityCeiling));
    }

    [Theory, EachDatabase]
    public async Task A_token_lends_no_more_than_its_scopes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var reading = Request(await app.TokenOfAsync("root", Role.Admin, TokenScopes.Read));
        var writing = Request(await app.TokenOfAsync("root", Role.Admin, TokenScopes.Read | TokenScopes.Write));
        writing.Request.Method = "POST";

        Assert.Equal(Role.Blessed, (await app.Get<ICallerSource>().IdentifyAsync(reading, Cancel)).Value!.Role);
        Assert.Equal(Role.Blessed, (await app.Get<ICallerSource>().IdentifyAsync(writing, Cancel)).Value!.Role);
        reading.Request.Method = "POST";
        Assert.Equal("token-scope", (await app.Get<ICallerSource>().IdentifyAsync(reading, Cancel)).Refusal!.Code);
    }

    [Theory, EachDatabase]
    public async Task Somebody_elses_profile_is_not_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (own, foreign) = (await app.ProfileOfAsync("ann"), await app.ProfileOfAsync("bob"));
        var token = await app.TokenOfAsync("ann");

        Assert.Equal(own, (await app.Get<ICallerSource>().IdentifyAsync(Request(token), Cancel)).Value!.ProfileId);
        Assert.Equal(own, (await app.Get<ICallerSource>().IdentifyAsync(Request(token, own), Cancel)).Value!.ProfileId);
        Assert.Equal("profile-not-found", (await app.Get<ICallerSource>().IdentifyAsync(Request(token, foreign), Cancel)).Refusal!.Code);
    }

    [Theory, EachDatabase]
    public async Task What_is_no_token_is_no_credential(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var token = await app.TokenOfAsync("ann");
        string[] wrong = ["", "kin_", token[..^1], token + "a", token.ToUpperInvariant(), "' or 1=1 --"];

        foreach (var text in wrong)
            Assert.Equal("token-invalid", (await app.Get<ICallerSource>().IdentifyAsync(Request(text), Cancel)).Refusal!.Code);
        Assert.Null((await app.Get<ICallerSource>().IdentifyAsync(new DefaultHttpContext(), Cancel)).Value);
    }

    private static DefaultHttpContext Request(string token, string? profile = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Headers.Authorization = $"Bearer {token}";
        if (profile is not null)
            context.Request.Headers["X-Profile"] = profile;
        return context;
    }
}
