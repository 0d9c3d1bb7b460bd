using System.Text;
using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Server;
using Kinora.Signals.Contracts;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Signals.Demo;

public sealed class DemoLoaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_empty_installation_gets_the_library_its_people_and_their_past(string database)
    {
        await using var app = await TestApp.StartAsync(database);

        var loaded = (await app.Get<IDemo>().LoadAsync(Cancel)).Value;

        var snapshot = app.Get<ICatalogue>().Current;
        Assert.Equal(loaded.Titles, snapshot.Titles);
        Assert.All(app.Get<IDemoLibrary>().Titles, title => Assert.True(snapshot.TryOrdinal(title.Id, out _)));
        var collections = await app.Get<ICollections>().ListAsync(Cancel);
        Assert.Equal(6, collections.Count);
        Assert.All(collections, collection => Assert.All(collection.TitleIds, id => Assert.True(snapshot.TryOrdinal(id, out _))));
        var users = await app.Get<IUsers>().ListAsync(Cancel);
        Assert.Equal((8, Role.Admin), (users.Count, users.Single(user => user.Name == loaded.SignInAs).Role));
        Assert.Equal(8, (await app.Get<IProfiles>().SharingAsync(Cancel)).Count);
        var history = await app.Get<ISignalHistory>().OfProfilesAsync([.. users.Select(user => user.DefaultProfileId)], 0, Cancel);
        var seen = await app.Get<ISignalHistory>().CountSeenAsync(null, 0, long.MaxValue, 0, Cancel);
        Assert.Equal(loaded.Signals, history.Count + seen.Sum(count => count.All));
        Assert.Equal(8, history.Select(entry => entry.ProfileId).Distinct().Count());
    }

    [Theory, EachDatabase]
    public async Task Loading_again_changes_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.Get<IDemo>().LoadAsync(Cancel);
        var before = app.Get<ICatalogue>().Current.Version;

        var again = (await app.Get<IDemo>().LoadAsync(Cancel)).Value;

        Assert.Equal(0, again.Signals);
        Assert.Equal(before, app.Get<ICatalogue>().Current.Version);
        Assert.Equal(8, (await app.Get<IUsers>().ListAsync(Cancel)).Count);
    }

    [Theory, EachDatabase]
    public async Task It_loads_before_the_server_listens_and_a_restart_finds_it_there(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        var signals = new List<int>();
        for (var start = 0; start < 2; start++)
        {
            await using var app = KinoraApp.Build(own.Folder, own.Settings);
            await app.Services.GetRequiredService<Migrator>().RunAsync(Cancel);
            signals.Add((await app.Services.GetRequiredService<IDemo>().LoadAsync(Cancel)).Value.Signals);
        }

        Assert.True(signals[0] > 1_000);
        Assert.Equal(0, signals[1]);
    }

    [Theory, EachDatabase]
    public async Task A_start_that_was_interrupted_goes_on_where_it_stopped(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.Get<IDemoLibrary>().LoadAsync(Cancel);
        await app.Get<IUsers>().AddAsync(new NewUser("ada", Role.Admin, ShareEngagement: true), Cancel);

        var loaded = (await app.Get<IDemo>().LoadAsync(Cancel)).Value;

        Assert.True(loaded.Signals > 1_000);
        Assert.Equal(8, (await app.Get<IUsers>().ListAsync(Cancel)).Count);
    }

    [Theory, EachDatabase]
    public async Task A_real_library_is_refused_and_left_alone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"import:laura-1944","kind":"movie","title":"Laura"}"""));
        var import = app.Get<ITitleImport>();
        await import.RunAsync((await import.ReceiveAsync(new ImportRequest("real.ndjson"), file, Cancel)).Value, null, Cancel);

        var refused = await app.Get<IDemo>().LoadAsync(Cancel);

        Assert.Equal("demo-needs-own-folder", refused.Refusal?.Code);
        Assert.Equal(1, app.Get<ICatalogue>().Current.Titles);
        Assert.Empty(await app.Get<IUsers>().ListAsync(Cancel));
    }

    [Theory, EachDatabase]
    public async Task An_installation_that_has_people_but_no_titles_yet_is_real_too(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.Get<IUsers>().AddAsync(new NewUser("ed", Role.Admin), Cancel);

        var refused = await app.Get<IDemo>().LoadAsync(Cancel);

        Assert.Equal("demo-needs-own-folder", refused.Refusal?.Code);
        Assert.Equal(0, app.Get<ICatalogue>().Current.Titles);
    }
}
