using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>
/// The one writer of a SQLite file: a thread that takes what is waiting, runs each piece in its own savepoint, commits them together
/// (one flush for many) and only then answers.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>A group is closed after this long, so that nobody waits for strangers.</summary>
    private static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(8);

    private const int GroupSize = 256;

    private readonly BlockingCollection<Work> _queue = [];
    private readonly Dialect _dialect;
    private readonly int _seconds;
    private readonly Lazy<SqliteConnection> _connection;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(Func<SqliteConnection> open, Dialect dialect, int seconds)
    {
        (_dialect, _seconds, _connection) = (dialect, seconds, new Lazy<SqliteConnection>(open));
        _thread = new Thread(Loop) { IsBackground = true, Name = "kinora-writer" };
        _thread.Start();
    }

    /// <summary>Pieces of work waiting now.</summary>
    public int Waiting => _queue.Count;

    public Task<T> RunAsync<T>(Func<Tx, Task<T>> work, CancellationToken cancel)
    {
        var item = new Work<T>(work, cancel);
        _queue.Add(item, cancel);
        return item.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _ended.Task;
        if (_connection.IsValueCreated)
            await _connection.Value.DisposeAsync();
        _queue.Dispose();
    }

    private void Loop()
    {
        var group = new List<Work>();
        var again = new Queue<Work>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            again.Enqueue(first);
            while (again.Count > 0)
            {
                group.Clear();
                Commit(group, again);
            }
        }

        _ended.SetResult();
    }

    private void Commit(List<Work> group, Queue<Work> again)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            Execute("begin immediate");
            do
            {
                var work = again.Count > 0 ? again.Dequeue() : _queue.Take();
                group.Add(work);
                if (!RunOne(work))
                {
                    // The engine undid the whole group (an interrupted write): the others are run again, the culprit is not.
                    group.RemoveAt(group.Count - 1);
                    foreach (var lost in group)
                        again.Enqueue(lost);
                    return;
                }
            }
            while ((again.Count > 0 || _queue.Count > 0) && group.Count < GroupSize && Stopwatch.GetElapsedTime(started) < GroupTime);
            Execute("commit");
        }
        catch (Exception fault)
        {
            if (raw.sqlite3_get_autocommit(_connection.Value.Handle) == 0)
                Execute("rollback");
            if (group.Count == 0 && again.Count > 0)
                again.Dequeue().Fail(fault);
            foreach (var work in group)
                work.Fail(fault);
            return;
        }

        foreach (var work in group)
            work.Complete();
    }

    /// <summary>Runs one piece in a savepoint; false when the engine rolled the whole transaction back.</summary>
    private bool RunOne(Work work)
    {
        if (work.Cancel.IsCancellationRequested)
        {
            work.Fault = new OperationCanceledException(work.Cancel);
            return true;
        }

        var connection = _connection.Value;
        Execute("savepoint work");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_seconds));
        using (limit.Token.Register(() => raw.sqlite3_interrupt(connection.Handle)))
            work.Run(new Tx(_dialect, connection, null, _seconds, CancellationToken.None));
        if (raw.sqlite3_get_autocommit(connection.Handle) != 0)
        {
            work.Fail(Translate(work.Fault));
            return false;
        }

        if (work.Fault is not null || work.Refused)
            Execute("rollback to work");
        Execute("release work");
        work.Fault = work.Fault is null ? null : Translate(work.Fault);
        return true;
    }

    private Exception Translate(Exception? fault) => fault is SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT } or null
        ? new TimeoutException($"A statement ran longer than {_seconds} s (Database:StatementSeconds).", fault)
        : fault;

    private void Execute(string sql)
    {
        using var command = _connection.Value.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private abstract class Work(CancellationToken cancel)
    {
        public CancellationToken Cancel => cancel;

        public Exception? Fault { get; set; }

        public abstract bool Refused { get; }

        public abstract void Run(Tx tx);

        public abstract void Complete();

        public abstract void Fail(Exception fault);
    }

    private sealed class Work<T>(Func<Tx, Task<T>> work, CancellationToken cancel) : Work(cancel)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Tx? _tx;

        public Task<T> Task => _done.Task;

        public override bool Refused => _result is IOutcome { Refusal: not null };

        public override void Run(Tx tx)
        {
            (Fault, _result, _tx) = (null, default, tx);
            try
            {
                // SQLite's calls complete at once, so the work is done when it returns; see Db.TransactAsync.
                _result = work(tx).GetAwaiter().GetResult();
            }
            catch (Exception fault)
            {
                Fault = fault;
            }
        }

        public override void Complete()
        {
            if (Fault is not null)
            {
                Fail(Fault);
                return;
            }

            try
            {
                if (!Refused)
                    _tx?.Committed();
                _done.SetResult(_result!);
            }
            catch (Exception fault)
            {
                _done.SetException(fault);
            }
        }

        public override void Fail(Exception fault) => _done.TrySetException(fault);
    }
}
