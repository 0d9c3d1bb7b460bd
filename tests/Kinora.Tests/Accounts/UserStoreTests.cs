using Kinora.Accounts.Contracts;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

public sealed class UserStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task One_of_many_who_want_a_name_gets_it_whatever_its_spelling(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        string[] spellings = ["ann", "Ann", "aNN", "ANN"];

        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => app.Get<IUsers>().AddAsync(new NewUser(spellings[n % 4]), Cancel)));

        Assert.Single(all, outcome => outcome.Succeeded);
        Assert.All(all.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal("user-name-taken", outcome.Refusal!.Code));
        var user = Assert.Single(await app.Get<IUsers>().ListAsync(Cancel));
        var profile = Assert.Single(await app.Get<IProfiles>().OfUserAsync(user.Id, Cancel));
        Assert.Equal(user.DefaultProfileId, profile.Id);
        Assert.False(profile.Preferences.ShareEngagement);
    }

    [Theory, EachDatabase]
    public async Task The_last_admin_stays_when_all_are_demoted_at_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var users = app.Get<IUsers>();
        for (var n = 0; n < 6; n++)
            await users.AddAsync(new NewUser($"root{n}", Role.Admin), Cancel);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async n => n % 2 == 0
            ? (await users.ChangeAsync($"root{n}", new UserChange(Role.Viewer), Cancel)).Refusal
            : (await users.RemoveAsync($"root{n}", Cancel)).Refusal));

        Assert.Single(await users.ListAsync(Cancel), user => user.Role == Role.Admin);
    }

    [Theory, EachDatabase]
    public async Task A_name_is_refused_that_could_be_a_path_or_markup(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        string[] wrong = ["", "..", "a/b", "a b", "ed\n", "ä", "<b>", new('a', 33)];

        foreach (var name in wrong)
            Assert.Equal("user-name-invalid", (await app.Get<IUsers>().AddAsync(new NewUser(name), Cancel)).Refusal!.Code);
        Assert.True((await app.Get<IUsers>().AddAsync(new NewUser(new string('a', 32)), Cancel)).Succeeded);
    }

    [Theory, EachDatabase]
    public async Task Only_profiles_that_agreed_count_for_others(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (quiet, open) = (await app.ProfileOfAsync("quiet"), await app.ProfileOfAsync("open"));
        var profiles = app.Get<IProfiles>();

        await profiles.ChangePreferencesAsync(open, now => now with { ShareEngagement = true, TimeZone = "Europe/Berlin" }, Cancel);

        Assert.Equal([open], await profiles.SharingAsync(Cancel));
        var both = await profiles.FindManyAsync([quiet, open, "nobody"], Cancel);
        Assert.Equal(2, both.Count);
        Assert.Equal("Europe/Berlin", both[open].Preferences.TimeZone);
    }

    [Theory, EachDatabase]
    public async Task No_change_of_preferences_is_lost_when_many_come_at_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var profile = await app.ProfileOfAsync("ann");
        var profiles = app.Get<IProfiles>();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(n => profiles.ChangePreferencesAsync(
            profile, now => now with { GenresLiked = [.. now.GenresLiked, $"genre {n}"] }, Cancel)));

        Assert.Equal(30, (await profiles.FindAsync(profile, Cancel))!.Preferences.GenresLiked.Count);
    }
}
