using Npgsql;

namespace Kinora.Benchmarks.Search;

/// <summary>pg_trgm: ILIKE over a GIN index, and where that finds nothing, the most similar names.</summary>
internal sealed class PostgresRival : IRival
{
    private readonly NpgsqlConnection _connection;

    private PostgresRival(NpgsqlConnection connection) => _connection = connection;

    public string Name => "PostgreSQL pg_trgm";

    public long Bytes { get; private set; }

    /// <summary>Fills a table of its own on the server that KINORA_TEST_POSTGRES names; null where there is none.</summary>
    public static async Task<PostgresRival?> TryAsync(GeneratedTitles titles)
    {
        if (Environment.GetEnvironmentVariable("KINORA_TEST_POSTGRES") is not { Length: > 0 } server) return null;
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync();
        var rival = new PostgresRival(connection);
        rival.Execute(
            """
            create extension if not exists pg_trgm;
            drop table if exists search_benchmark;
            create table search_benchmark(ordinal int primary key, name text not null, original text not null, popularity real not null);
            """);
        await using (var copy = await connection.BeginBinaryImportAsync("copy search_benchmark from stdin (format binary)"))
        {
            for (var i = 0; i < titles.Names.Length; i++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(i);
                await copy.WriteAsync(titles.Names[i].Name);
                await copy.WriteAsync(titles.Names[i].Original ?? "");
                await copy.WriteAsync(titles.Popularity(i >> 16)[i & 0xFFFF]);
            }

            await copy.CompleteAsync();
        }

        rival.Execute(
            """
            create index on search_benchmark using gin (name gin_trgm_ops);
            create index on search_benchmark using gin (original gin_trgm_ops);
            create index on search_benchmark (popularity desc);
            analyze search_benchmark;
            """);
        await using var size = new NpgsqlCommand("select pg_total_relation_size('search_benchmark')", connection);
        rival.Bytes = (long)(await size.ExecuteScalarAsync())!;
        return rival;
    }

    public int Find(string query, int limit)
    {
        var pattern = $"%{query.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";
        var found = Count("select ordinal from search_benchmark where name ilike $1 or original ilike $1 order by popularity desc limit $2", pattern, limit);
        using (var total = new NpgsqlCommand("select count(*) from search_benchmark where name ilike $1 or original ilike $1", _connection))
        {
            total.Parameters.Add(new() { Value = pattern });
            total.ExecuteScalar();
        }

        return found > 0 ? found
            : Count("select ordinal from search_benchmark where name % $1 order by similarity(name, $1) desc, popularity desc limit $2", query, limit);
    }

    public async ValueTask DisposeAsync()
    {
        Execute("drop table search_benchmark");
        await _connection.DisposeAsync();
    }

    private int Count(string sql, string text, int limit)
    {
        using var command = new NpgsqlCommand(sql, _connection) { Parameters = { new() { Value = text }, new() { Value = limit } } };
        using var reader = command.ExecuteReader();
        var count = 0;
        while (reader.Read()) count++;
        return count;
    }

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
}
