using System.Data;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kinora.Platform.Database;

/// <summary>PostgreSQL 15 or newer, for more than one process.</summary>
internal sealed class PostgresDb : Db
{
    private const int Tries = 8;
    private readonly NpgsqlDataSource _source;
    private readonly int _seconds;
    private readonly DbMeter? _meter;
    private readonly ILogger _log;

    public PostgresDb(DatabaseOptions options, DbMeter? meter = null, ILogger? log = null)
    {
        (_meter, _log) = (meter, log ?? NullLogger.Instance);
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString) { CommandTimeout = options.StatementSeconds };
        settings.Options = $"-c statement_timeout={options.StatementSeconds * 1000} {settings.Options}".Trim();
        _seconds = options.StatementSeconds;
        _source = NpgsqlDataSource.Create(settings);
    }

    public override Dialect Dialect { get; } = new PostgresDialect();

    public override async Task<T> TransactAsync<T>(Func<Tx, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(work, cancel);
            }
            catch (PostgresException fault) when (attempt < Tries && MayPass(fault))
            {
                // Those who ran into each other don't come back at the same moment.
                await Task.Delay(RandomNumberGenerator.GetInt32(1, 8 << attempt), cancel);
            }
            catch (NpgsqlException fault) when (IsTimeout(fault))
            {
                throw TooLong(fault);
            }
        }
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            var result = await work(new Session(Dialect, connection, transaction, _seconds, cancel));
            await transaction.CommitAsync(cancel);
            return result;
        }
        catch (NpgsqlException fault) when (IsTimeout(fault))
        {
            throw TooLong(fault);
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> OnceAsync<T>(Func<Tx, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var tx = new Tx(Dialect, connection, transaction, _seconds, cancel);
        var result = await work(tx);
        if (result is IOutcome { Refusal: not null })
        {
            await transaction.RollbackAsync(cancel);
            return result;
        }

        var committing = Stopwatch.GetTimestamp();
        // Past this point nobody's leaving may leave it open whether it was committed.
        await transaction.CommitAsync(CancellationToken.None);
        _meter?.Committed(Stopwatch.GetElapsedTime(committing), 1);
        tx.Committed(_log);
        return result;
    }

    private static bool MayPass(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private static bool IsTimeout(NpgsqlException fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } || fault.InnerException is TimeoutException;

    private TimeoutException TooLong(Exception fault) =>
        new($"A statement ran longer than {_seconds} s (Database:StatementSeconds).", fault);
}
