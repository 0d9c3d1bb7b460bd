using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Tests.Support;

/// <summary>The tables of the real schema that have a person's column, and a made-up row of one person in each of them.</summary>
internal static class PersonTables
{
    public static readonly string[] PersonColumns = ["user_id", "profile_id", "owner", "owner_id", "user_name", "actor", "actor_id", "created_by", "who"];

    /// <summary>Plants a row of this person in every such table.</summary>
    public static async Task<List<PersonTable>> PlantAsync(Db db, UserInfo user)
    {
        var tables = (await ColumnsAsync(db)).GroupBy(column => column.Table).Where(table => table.Any(IsPersons))
            .Select(table => new PersonTable(table.Key, [.. table])).ToList();
        Assert.True(tables.Count > 10, $"Only {tables.Count} tables were found.");
        foreach (var table in tables)
            await PlantAsync(db, table, user);
        return tables;
    }

    public static bool IsPersons(PersonColumn column) => PersonColumns.Contains(column.Name);

    /// <summary>One row in which every person's column is this person and the rest is made up.</summary>
    public static Task<int> PlantAsync(Db db, PersonTable table, UserInfo user)
    {
        var wanted = table.Columns.Where(column => column.Required || IsPersons(column)).ToList();
        var values = wanted.Select(column => Value(column, user));
        return db.ExecuteAsync(
            $"insert into {table.Name} ({string.Join(", ", wanted.Select(column => column.Name))}) values ({string.Join(", ", values)}) on conflict do nothing",
            null, TestContext.Current.CancellationToken);
    }

    private static string Value(PersonColumn column, UserInfo user) => column switch
    {
        { Name: "profile_id" } => $"'{user.DefaultProfileId}'",
        _ when IsPersons(column) => $"'{user.Id}'",
        { Type: "boolean" } => "false",
        { Type: "bytea" or "BLOB" } => "'x'",
        { Type: "text" or "TEXT" } => $"'{Guid.CreateVersion7()}'",
        { Type: "jsonb" } => "json('{}')",
        _ => "77",
    };

    private static Task<List<PersonColumn>> ColumnsAsync(Db db) => db.QueryAsync<PersonColumn>(
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
        null, TestContext.Current.CancellationToken);
}

internal sealed record PersonTable(string Name, IReadOnlyList<PersonColumn> Columns);

internal sealed record PersonColumn
{
    public required string Table { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required bool Required { get; init; }
}
