using Kinora.Platform.Database;
using Kinora.Server;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Database;

public sealed class UpgradeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_database_of_the_first_shape_is_brought_up_with_what_stands_in_it(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var db = own.Open();
        var migrator = new Migrator(db, TimeProvider.System, Modules.All);
        var first = await migrator.RunAsync(Cancel, (_, number) => number == 1);
        await db.ExecuteAsync("update catalogue_counter set value = 42 where name = 'seq'", null, Cancel);
        await db.ExecuteAsync("insert into creator (ordinal, id, name, revision) values (7, 'lang', 'Fritz Lang', 3)", null, Cancel);

        var then = await migrator.RunAsync(Cancel);

        Assert.Equal((Migrator.Known.Count, true), (first + then, then > 0));
        Assert.Equal(42, await db.ScalarAsync<long>("select value from catalogue_counter where name = 'seq'", null, Cancel));
        Assert.Equal("Fritz Lang", await db.ScalarAsync<string>("select name from creator where ordinal = 7", null, Cancel));
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from title", null, Cancel));
        Assert.Equal(0, await migrator.RunAsync(Cancel));
    }

    [Theory, EachDatabase]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var db = own.Open();
        var migrator = new Migrator(db, TimeProvider.System, Modules.All);
        await migrator.RunAsync(Cancel, (module, _) => module == "Platform");
        await db.ExecuteAsync("insert into migration (module, number, name, applied_at) values ('Catalog', 9000, '9000_later.sql', 1)", null, Cancel);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => migrator.RunAsync(Cancel));

        Assert.Contains("newer version of Kinora (it has Catalog/9000_later.sql)", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from migration where module = 'Signals'", null, Cancel));
    }
}
