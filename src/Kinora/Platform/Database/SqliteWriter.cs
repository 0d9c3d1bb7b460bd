using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>
/// The one writer of a SQLite file: a thread that takes what is waiting, runs each piece in its own savepoint, commits them together
/// (one flush for many) and only then answers. Every piece is answered, whatever happens: where the engine loses a group, its pieces
/// are run again one by one, so that only the one at fault fails.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>A group is closed after this long, so that nobody waits for strangers.</summary>
    private static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(8);

    private const int GroupSize = 256;

    private readonly BlockingCollection<SqliteWork> _queue = [];
    private readonly Func<SqliteKept> _open;
    private readonly Dialect _dialect;
    private readonly int _seconds;
    private readonly DbMeter? _meter;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteKept? _connection;
    private bool _working;
    private volatile bool _restartWal;

    public SqliteWriter(Func<SqliteKept> open, Dialect dialect, int seconds, DbMeter? meter, ILogger log)
    {
        (_open, _dialect, _seconds, _meter, _log) = (open, dialect, seconds, meter, log);
        _thread = new Thread(Loop) { IsBackground = true, Name = "kinora-writer" };
        _thread.Start();
    }

    /// <summary>Pieces of work waiting now.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Groups committed so far.</summary>
    public long Commits { get; private set; }

    public Task<T> RunAsync<T>(Func<Tx, Task<T>> work, CancellationToken cancel)
    {
        if (_working && Thread.CurrentThread == _thread)
            throw new InvalidOperationException("A transaction was begun within a transaction: on SQLite it would wait for itself.");
        var item = new SqliteWork<T>(work, _log, cancel);
        try
        {
            _queue.Add(item, cancel);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteWriter), "The database is closed.");
        }

        return item.Task;
    }

    /// <summary>Before the next group, waits for readers and starts the write-ahead log from its beginning.</summary>
    public void RestartWal() => _restartWal = true;

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _ended.Task;
        if (_connection is not null)
            await _connection.DisposeAsync();
        _queue.Dispose();
    }

    private void Loop()
    {
        var group = new List<SqliteWork>();
        var alone = new Queue<SqliteWork>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            Commit(group, first, alone);
            while (alone.TryDequeue(out var lost))
                Commit(group, lost, null);
        }

        _ended.SetResult();
    }

    /// <summary>Runs a piece and what waits behind it in one transaction.</summary>
    /// <param name="alone">Gets the pieces to run again, one by one. Null: this is such a run, of one piece.</param>
    private void Commit(List<SqliteWork> group, SqliteWork first, Queue<SqliteWork>? alone)
    {
        group.Clear();
        group.Add(first);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var connection = Begin();
            var handle = connection.Handle!;
            for (var work = first; ;)
            {
                RunOne(connection, work);
                if (raw.sqlite3_get_autocommit(handle) != 0)
                {
                    // The engine undid all of the group (an interrupted write, a full disk): the others are run again, the culprit is not.
                    group.Remove(work);
                    work.Fail(Translate(work.Fault));
                    Again(group, alone, null);
                    return;
                }

                if (alone is null || group.Count >= GroupSize || Stopwatch.GetElapsedTime(started) >= GroupTime || !_queue.TryTake(out work!))
                    break;
                group.Add(work);
            }

            var flushing = Stopwatch.GetTimestamp();
            Execute(connection, "commit");
            Commits++;
            _meter?.Committed(Stopwatch.GetElapsedTime(flushing), group.Count);
        }
        catch (Exception fault)
        {
            Undo(fault);
            Again(group, group.Count > 1 ? alone : null, fault);
            return;
        }

        foreach (var work in group)
            work.Complete();
    }

    private void Again(List<SqliteWork> group, Queue<SqliteWork>? alone, Exception? fault)
    {
        foreach (var work in group)
        {
            if (alone is null)
                work.Fail(Translate(fault));
            else
                alone.Enqueue(work);
        }
    }

    /// <summary>Takes the write lock, from another process if need be, within the statement time-out.</summary>
    private SqliteKept Begin()
    {
        var connection = _connection ??= _open();
        var handle = connection.Handle!;
        if (_restartWal)
        {
            _restartWal = false;
            raw.sqlite3_exec(handle, "pragma wal_checkpoint(restart)");
        }

        var started = Stopwatch.GetTimestamp();
        raw.sqlite3_busy_timeout(handle, 0);
        try
        {
            for (var tries = 0; ; tries++)
            {
                var code = connection.Run("begin immediate");
                if (code == raw.SQLITE_OK)
                    return connection;
                if (code != raw.SQLITE_BUSY || Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(_seconds))
                    throw SqliteFault.Of(handle, code);
                // The engine's own waiting grows to 100 ms, in which a busy neighbour takes the lock again and again.
                Pause(tries);
            }
        }
        finally
        {
            raw.sqlite3_busy_timeout(handle, _seconds * 1000);
        }
    }

    private static void Pause(int tries)
    {
        if (tries < 10)
            Thread.Yield();
        else
            Nothing.Wait(1);
    }

    private static readonly ManualResetEventSlim Nothing = new(false);

    private void RunOne(SqliteKept connection, SqliteWork work)
    {
        if (work.Cancel.IsCancellationRequested)
        {
            work.Fault = new OperationCanceledException(work.Cancel);
            return;
        }

        Execute(connection, "savepoint work");
        connection.Limit(TimeSpan.FromSeconds(_seconds), CancellationToken.None);
        _working = true;
        work.Run(new Tx(_dialect, connection, null, _seconds, CancellationToken.None));
        _working = false;
        connection.Unlimit();
        if (raw.sqlite3_get_autocommit(connection.Handle!) != 0)
            return;
        if (work.Fault is not null || work.Refused)
            Execute(connection, "rollback to work");
        Execute(connection, "release work");
        if (work.Fault is not null)
            work.Fault = Translate(work.Fault);
    }

    /// <summary>Leaves no transaction behind; a connection that can't even do that is thrown away.</summary>
    private void Undo(Exception fault)
    {
        if (_connection?.Handle is not { } handle)
            return;
        var open = raw.sqlite3_get_autocommit(handle) == 0;
        if (open && raw.sqlite3_exec(handle, "rollback") != raw.SQLITE_OK
            || fault is SqliteException { SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CANTOPEN })
        {
            _connection.Dispose();
            _connection = null;
        }
    }

    private Exception Translate(Exception? fault) => fault switch
    {
        null or SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT } =>
            new TimeoutException($"A statement ran longer than {_seconds} s (Database:StatementSeconds).", fault),
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY } =>
            new TimeoutException($"Another process held the database for longer than {_seconds} s.", fault),
        _ => fault,
    };

    private static void Execute(SqliteKept connection, string sql) => SqliteFault.Check(connection.Handle!, connection.Run(sql));
}
