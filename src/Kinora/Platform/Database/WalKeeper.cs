using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>
/// Keeps the write-ahead log of a SQLite file short: copies it into the database beside the writer, who never waits for that, and has
/// the writer start it anew when readers kept it from shrinking.
/// </summary>
internal sealed partial class WalKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);
    private const long PageBytes = 4096;

    private readonly CancellationTokenSource _stop = new();
    private readonly SqliteWriter _writer;
    private readonly Func<SqliteKept> _open;
    private readonly long _most;
    private readonly ILogger _log;
    private readonly Task _loop;

    /// <summary>Starts at once.</summary>
    /// <param name="most">Bytes that the log may have.</param>
    public WalKeeper(SqliteWriter writer, Func<SqliteKept> open, long most, ILogger log)
    {
        (_writer, _open, _most, _log) = (writer, open, most, log);
        _loop = Task.Run(LoopAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Round);
        SqliteConnection? connection = null;
        var seen = 0L;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var commits = _writer.Commits;
                if (commits == seen)
                    continue;
                seen = commits;
                connection ??= _open();
                Checkpoint(connection);
            }
        }
        catch (OperationCanceledException)
        {
            // Closing.
        }
        catch (Exception fault)
        {
            // The engine's own checkpoints go on without this one.
            Stopped(fault);
        }

        if (connection is not null)
            await connection.DisposeAsync();
    }

    private void Checkpoint(SqliteConnection connection)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out var copied);
        if (code != raw.SQLITE_BUSY)
            SqliteFault.Check(connection.Handle!, code);
        if (frames * PageBytes > _most)
        {
            Long(frames * PageBytes / (1024 * 1024), copied);
            _writer.RestartWal();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log has {Megabytes} MB ({Copied} pages copied): readers are waited for.")]
    private partial void Long(long megabytes, int copied);

    [LoggerMessage(Level = LogLevel.Error, Message = "The write-ahead log is no longer copied beside the writer.")]
    private partial void Stopped(Exception fault);
}
