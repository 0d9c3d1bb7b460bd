using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

/// <summary>
/// Who goes leaves nothing behind: a row is planted for the person in every table of the real schema that has a person's column, and the
/// user is removed. A table that keeps its row is listed here with the reason, or the build is red.
/// </summary>
public sealed class RemovalTests
{
    private static readonly Dictionary<string, string> Kept = new(StringComparer.Ordinal)
    {
        ["title"] = "What somebody has put into the catalogue stays there; the id of its owner then leads to nobody.",
        ["collection"] = "Collections are the house's; the id of who made one then leads to nobody.",
        ["change_set"] = "The catalogue's own history; who made an edit then leads to nobody.",
        ["import_run"] = "The catalogue's own history; who started an import then leads to nobody.",
        ["audit"] = "What was done to the house, and by whom, can be read later, whoever has gone meanwhile; it is only written.",
        ["event"] = "Swept once it is delivered; its actor then leads to nobody.",
        ["job"] = "The admins' list of what ran, swept after its time; the id then leads to nobody.",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_removed_user_leaves_no_row_in_any_table(string database)
    {
        await using var app = await TestApp.StartAsync(database);

        var left = await LeftAsync(app);

        Assert.Empty(left.Except(Kept.Keys));
    }

    [Theory, EachDatabase]
    public async Task A_table_that_nobody_clears_is_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.Get<Db>().ExecuteAsync("create table planted (id text not null primary key, profile_id text not null)", null, Cancel);

        Assert.Contains("planted", await LeftAsync(app));
    }

    private static async Task<List<string>> LeftAsync(TestApp app)
    {
        var (db, users) = (app.Get<Db>(), app.Get<IUsers>());
        var user = (await users.AddAsync(new NewUser("gone"), Cancel)).Value;
        var tables = await PersonTables.PlantAsync(db, user);

        Assert.True((await users.RemoveAsync("gone", Cancel)).Succeeded);
        var left = new List<string>();
        foreach (var column in tables.SelectMany(table => table.Columns).Where(PersonTables.IsPersons))
        {
            var rows = await db.ScalarAsync<long>(
                $"select count(*) from {column.Table} where {column.Name} in (@user, @profile)",
                new { user = user.Id, profile = user.DefaultProfileId }, Cancel);
            if (rows > 0)
                left.Add(column.Table);
        }

        return left;
    }
}
