using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts.Privacy;

public sealed class LeavingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_account_goes_when_its_grace_is_over_and_takes_its_archive_along(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.ClientAsAsync("chief", Role.Admin);
        var ann = await app.ClientAsAsync("ann");
        await ann.GetAsync("/api/me/export", Cancel);
        await app.RunJobsAsync();

        using var asked = await ann.DeleteAsync("/api/me", Cancel);
        var answer = await asked.Content.ReadFromJsonAsync<JsonNode>(Cancel);
        using var afterwards = await ann.GetAsync("/api/auth/session", Cancel);
        clock.Advance(TimeSpan.FromDays(13.9));
        await app.RunJobsAsync();
        var inGrace = await app.Get<IUsers>().FindAsync("ann", Cancel);
        clock.Advance(TimeSpan.FromDays(0.2));
        await app.RunJobsAsync();

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal("2026-03-15T12:00:00", ((string)answer!["due_at"]!)[..19]);
        Assert.Equal(HttpStatusCode.Unauthorized, afterwards.StatusCode);
        Assert.NotNull(inGrace);
        Assert.Null(await app.Get<IUsers>().FindAsync("ann", Cancel));
        Assert.Empty(Directory.GetFiles(app.Get<DataFolder>().File("exports")));
    }

    [Theory, EachDatabase]
    public async Task Who_signs_in_during_the_grace_hears_of_it_and_may_stay(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.ClientAsAsync("chief", Role.Admin);
        await (await app.ClientAsAsync("ann")).DeleteAsync("/api/me", Cancel);

        var issued = (await app.Get<IssueCode>().RunAsync("ann", "http://here", Cancel)).Value;
        using var signedIn = await app.Stranger().PostAsJsonAsync("/api/auth/otp/verify", new { username = "ann", otp = issued.Code }, Cancel);
        var who = await signedIn.Content.ReadFromJsonAsync<JsonNode>(Cancel);
        var ann = await app.ClientAsAsync("ann");
        using var when = await ann.GetAsync("/api/me/deletion", Cancel);
        using var kept = await ann.DeleteAsync("/api/me/deletion", Cancel);
        using var again = await ann.DeleteAsync("/api/me/deletion", Cancel);
        clock.Advance(TimeSpan.FromDays(30));
        await app.RunJobsAsync();

        Assert.Equal("2026-03-15T12:00:00", ((string)who!["deleted_at"]!)[..19]);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (when.StatusCode, kept.StatusCode, again.StatusCode));
        Assert.NotNull(await app.Get<IUsers>().FindAsync("ann", Cancel));
    }

    [Theory, EachDatabase]
    public async Task Who_stays_and_leaves_again_has_the_whole_grace_anew(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.ClientAsAsync("chief", Role.Admin);
        await (await app.ClientAsAsync("ann")).DeleteAsync("/api/me", Cancel);
        clock.Advance(TimeSpan.FromDays(10));
        await (await app.ClientAsAsync("ann")).DeleteAsync("/api/me/deletion", Cancel);
        await (await app.ClientAsAsync("ann")).DeleteAsync("/api/me", Cancel);

        clock.Advance(TimeSpan.FromDays(5));
        await app.RunJobsAsync();
        var early = await app.Get<IUsers>().FindAsync("ann", Cancel);
        clock.Advance(TimeSpan.FromDays(10));
        await app.Get<Kinora.Accounts.Privacy.LeavingStore>().FileDueAsync(Cancel);
        await app.RunJobsAsync();

        Assert.NotNull(early);
        Assert.Null(await app.Get<IUsers>().FindAsync("ann", Cancel));
    }

    [Theory, EachDatabase]
    public async Task The_last_admin_cannot_leave_even_when_both_try_at_once(string database)
    {
        await using var app = await TestApp.StartAsync(database, null, ("Accounts:DeletionDays", "0"));
        var (one, two) = (await app.ClientAsAsync("one", Role.Admin), await app.ClientAsAsync("two", Role.Admin));
        var replies = await Task.WhenAll(one.DeleteAsync("/api/me", Cancel), two.DeleteAsync("/api/me", Cancel));
        await app.RunJobsAsync();
        var left = Assert.Single(await app.Get<IUsers>().ListAsync(Cancel));

        using var last = await (await app.ClientAsAsync(left.Name)).DeleteAsync("/api/me", Cancel);

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, last.StatusCode);
    }
}
