using Kinora.Platform.Database;

namespace Kinora.Tests.Support;

/// <summary>A folder and a database of one test's own; both are gone afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly List<string> _afterwards = [];
    private readonly string? _postgres;

    private TestDatabase(string folder, string? postgres) => (Folder, _postgres) = (folder, postgres);

    public string Folder { get; }

    /// <summary>Run on the server once the database is gone.</summary>
    public void OnDrop(string sql) => _afterwards.Add(sql);

    public Dictionary<string, string?> Settings => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Database:Engine"] = _postgres is null ? "sqlite" : "postgres",
        ["Database:ConnectionString"] = _postgres,
        ["Database:Synchronous"] = "off",
    };

    public static async Task<TestDatabase> CreateAsync(string database)
    {
        var folder = Directory.CreateTempSubdirectory("kinora-test-").FullName;
        return new TestDatabase(folder, database == "postgres" ? await TestPostgres.CreateAsync() : null);
    }

    /// <summary>A bare database, without the application around it.</summary>
    public Db Open(int statementSeconds = 5) => _postgres is null
        ? new SqliteDb(Path.Combine(Folder, "kinora.db"), new DatabaseOptions { Synchronous = "off", StatementSeconds = statementSeconds })
        : new PostgresDb(new DatabaseOptions { Engine = "postgres", ConnectionString = _postgres, StatementSeconds = statementSeconds });

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await TestPostgres.DropAsync(_postgres, _afterwards);
        Directory.Delete(Folder, recursive: true);
    }
}
