using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>SQLite in WAL mode: one writer behind a queue (<see cref="SqliteWriter"/>), many readers.</summary>
internal sealed class SqliteDb : Db
{
    private readonly ConcurrentBag<SqliteKept> _readers = [];
    private readonly SqliteWriter _writer;
    private readonly WalKeeper _wal;
    private readonly string _connection;
    private readonly DatabaseOptions _options;

    public SqliteDb(string file, DatabaseOptions options, DbMeter? meter = null, ILogger? log = null)
    {
        SqliteNative.Load();
        _options = options;
        _connection = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;
        _writer = new SqliteWriter(() => Open(readOnly: false), Dialect, options.StatementSeconds, meter, log ?? NullLogger.Instance);
        _wal = new WalKeeper(_writer, () => Open(readOnly: false), options.WalMegabytes * 1024L * 1024 / 2, log ?? NullLogger.Instance);
        meter?.Watch(() => _writer.Waiting);
    }

    public override Dialect Dialect { get; } = new SqliteDialect();

    public override Task<T> TransactAsync<T>(Func<Tx, Task<T>> work, CancellationToken cancel) => _writer.RunAsync(work, cancel);

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!_readers.TryTake(out var connection))
            connection = Open(readOnly: true);
        try
        {
            connection.Limit(TimeSpan.FromSeconds(_options.StatementSeconds), cancel);
            using var transaction = new ReadTransaction(connection);
            return await work(new Session(Dialect, connection, null, _options.StatementSeconds, cancel));
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            cancel.ThrowIfCancellationRequested();
            throw new TimeoutException($"A statement ran longer than {_options.StatementSeconds} s (Database:StatementSeconds).", fault);
        }
        finally
        {
            connection.Unlimit();
            _readers.Add(connection);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _wal.DisposeAsync();
        await _writer.DisposeAsync();
        while (_readers.TryTake(out var reader))
            await reader.DisposeAsync();
    }

    /// <summary>One state of the database for several reads; ending it never fails the read that it served.</summary>
    private readonly struct ReadTransaction : IDisposable
    {
        private readonly SqliteKept _connection;

        public ReadTransaction(SqliteKept connection)
        {
            _connection = connection;
            connection.Run("begin");
        }

        public void Dispose()
        {
            _connection.Unlimit();
            _connection.Run("rollback");
        }
    }

    private SqliteKept Open(bool readOnly)
    {
        var connection = new SqliteKept(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = {_options.Synchronous}; "
            + "pragma foreign_keys = on; pragma cache_size = -16000; pragma temp_store = memory; "
            + (readOnly ? "pragma query_only = on;" : "pragma wal_autocheckpoint = 16000; pragma journal_size_limit = 67108864;");
        command.ExecuteNonQuery();
        return connection;
    }
}
