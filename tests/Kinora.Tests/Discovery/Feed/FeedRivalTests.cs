using Kinora.Platform.Database;
using Kinora.Signals;
using Kinora.Signals.Contracts;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Discovery.Feed;

/// <summary>Somebody always moves the profile first: another server, another device, a flood of signals.</summary>
public sealed class FeedRivalTests
{
    [Theory, EachDatabase]
    public async Task A_page_that_always_comes_second_is_made_with_the_profile_held(string database)
    {
        Rival? rival = null;
        await using var app = await TestApp.StartAsync(
            database, services => services.AddSingleton<IProfileVersions>(all => rival = new Rival(new ProfileVersions(all.GetRequiredService<Db>()))));
        await app.GivenManyTitlesAsync(400);
        var client = new FeedClient(await app.ClientAsAsync("ed"));

        var page = await client.PageAsync("page_size=12");
        var served = page.Titles.ToList();
        for (var n = 0; n < 3; n++)
            served.AddRange((page = await client.NextAsync(page)).Titles);
        var again = await client.PageAsync($"feed_session={page.Session}&page_size=12");

        Assert.Equal(48, served.Distinct().Count());
        Assert.Equal(served[..12], again.Titles);
        // The first page of a profile that nothing has happened to has nothing to hold: it had to be lucky.
        Assert.Equal((3, 9), (rival!.Held, rival.Lost));
    }

    /// <summary>Whoever has not held the profile comes second, but for the very first.</summary>
    private sealed class Rival(IProfileVersions real) : IProfileVersions
    {
        private Tx? _holder;

        public int Held { get; private set; }

        public int Lost { get; private set; }

        public Task<long> CurrentAsync(string profileId, CancellationToken cancel) => real.CurrentAsync(profileId, cancel);

        public Task<long> CurrentAsync(Session session, string profileId) => real.CurrentAsync(session, profileId);

        public Task<long> MoveAsync(Tx tx, string profileId) => real.MoveAsync(tx, profileId);

        public Task<long> HoldAsync(Tx tx, string profileId)
        {
            (_holder, Held) = (tx, Held + 1);
            return real.HoldAsync(tx, profileId);
        }

        public async Task<bool> TryMoveAsync(Tx tx, string profileId, long expected)
        {
            if (expected == 0 || _holder == tx)
                return await real.TryMoveAsync(tx, profileId, expected);
            Lost++;
            return false;
        }
    }
}
