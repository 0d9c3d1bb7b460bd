using Npgsql;

namespace Kinora.Tests.Support;

/// <summary>The PostgreSQL server that tests share; each test has its own database on it.</summary>
internal static class TestPostgres
{
    private static int _number;

    /// <summary>A superuser's connection string, as <c>./test</c> exports it.</summary>
    private static string? Server => Environment.GetEnvironmentVariable("KINORA_TEST_POSTGRES");

    public static bool Required => Environment.GetEnvironmentVariable("CI") == "true";

    public static string? Missing => Server is null ? "PostgreSQL is not there: ./test starts one, or set KINORA_TEST_POSTGRES." : null;

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public static async Task<string> CreateAsync()
    {
        var name = $"kinora_{Environment.ProcessId}_{Interlocked.Increment(ref _number)}";
        await OnServerAsync($"create database {name} template template0");
        return new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 12 }.ConnectionString;
    }

    public static async Task DropAsync(string connection, IEnumerable<string> afterwards)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        await OnServerAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connection).Database} with (force)");
        foreach (var sql in afterwards)
            await OnServerAsync(sql);
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server ?? throw new InvalidOperationException(Missing));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
