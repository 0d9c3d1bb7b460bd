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
    private static readonly string[] PersonColumns = ["user_id", "profile_id", "owner", "owner_id", "user_name", "actor", "created_by"];

    private static readonly Dictionary<string, string> Kept = new(StringComparer.Ordinal)
    {
        ["title"] = "What somebody has put into the catalogue stays there; the id of its owner then leads to nobody.",
        ["collection"] = "Collections are the house's; the id of who made one then leads to nobody.",
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
        var tables = (await ColumnsAsync(db)).GroupBy(column => column.Table).Where(table => table.Any(IsPersons)).ToList();
        Assert.True(tables.Count > 10, $"Only {tables.Count} tables were found.");
        foreach (var table in tables)
            await PlantAsync(db, table.Key, [.. table], user);

        Assert.True((await users.RemoveAsync("gone", Cancel)).Succeeded);
        var left = new List<string>();
        foreach (var column in tables.SelectMany(table => table).Where(IsPersons))
        {
            var rows = await db.ScalarAsync<long>(
                $"select count(*) from {column.Table} where {column.Name} in (@user, @profile)",
                new { user = user.Id, profile = user.DefaultProfileId }, Cancel);
            if (rows > 0)
                left.Add(column.Table);
        }

        return left;
    }

    /// <summary>One row in which every person's column is this person and the rest is made up.</summary>
    private static Task<int> PlantAsync(Db db, string table, List<Column> columns, UserInfo user)
    {
        var wanted = columns.Where(column => column.Required || IsPersons(column)).ToList();
        var values = wanted.Select(column => Value(column, user));
        return db.ExecuteAsync(
            $"insert into {table} ({string.Join(", ", wanted.Select(column => column.Name))}) values ({string.Join(", ", values)})", null, Cancel);
    }

    private static string Value(Column column, UserInfo user) => column switch
    {
        { Name: "profile_id" } => $"'{user.DefaultProfileId}'",
        _ when IsPersons(column) => $"'{user.Id}'",
        { Type: "boolean" } => "false",
        { Type: "bytea" or "BLOB" } => "'x'",
        { Type: "text" or "TEXT" } => $"'{Guid.CreateVersion7()}'",
        { Type: "jsonb" } => "json('{}')",
        _ => "77",
    };

    private static bool IsPersons(Column column) => PersonColumns.Contains(column.Name);

    private static Task<List<Column>> ColumnsAsync(Db db) => db.QueryAsync<Column>(
        db.Dialect is PostgresDialect
            ? """
              select table_name as "table", column_name as name, data_type as type, is_nullable = 'NO' and column_default is null and is_identity = 'NO' as required
              from information_schema.columns where table_schema = current_schema()
              """
            : """
              select m.name as "table", c.name as name, lower(c.type) as type,
                (c."notnull" or (c.pk > 0 and lower(c.type) <> 'integer')) and c.dflt_value is null as required
              from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'
              """,
        null, Cancel);

    private sealed record Column
    {
        public required string Table { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        public required bool Required { get; init; }
    }
}
