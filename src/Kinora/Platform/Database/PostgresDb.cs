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
    private readonly NpgsqlDataSource _owner;
    private readonly Actor _otherwise;
    private readonly int _seconds;
    private readonly DbMeter? _meter;
    private readonly ILogger _log;

    /// <summary><paramref name="otherwise"/> acts where nothing says who does; without it, the login as it is.</summary>
    public PostgresDb(DatabaseOptions options, Actor? otherwise = null, DbMeter? meter = null, ILogger? log = null)
    {
        (_otherwise, _meter, _log) = (otherwise ?? Actor.Owner, meter, log ?? NullLogger.Instance);
        _seconds = options.StatementSeconds;
        _source = Source(options.ConnectionString, options.StatementSeconds);
        _owner = string.IsNullOrEmpty(options.OwnerConnectionString) ? _source : Source(options.OwnerConnectionString, options.StatementSeconds);
    }

    public override Dialect Dialect { get; } = new PostgresDialect();

    private Actor Who => Acting.Current ?? _otherwise;

    public override async Task<T> TransactAsync<T>(Func<Tx, Task<T>> work, CancellationToken cancel)
    {
        var actor = Who;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(work, actor, cancel);
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
        var actor = Who;
        try
        {
            await using var connection = await SourceOf(actor).OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            var result = await work(new Session(Dialect, connection, transaction, _seconds, cancel, actor));
            await transaction.CommitAsync(cancel);
            return result;
        }
        catch (NpgsqlException fault) when (IsTimeout(fault))
        {
            throw TooLong(fault);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _owner.DisposeAsync();
    }

    private NpgsqlDataSource SourceOf(Actor actor) => actor == Actor.Owner ? _owner : _source;

    private static NpgsqlDataSource Source(string? connection, int seconds)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = seconds };
        settings.Options = $"-c statement_timeout={seconds * 1000} {settings.Options}".Trim();
        return NpgsqlDataSource.Create(settings);
    }

    private async Task<T> OnceAsync<T>(Func<Tx, Task<T>> work, Actor actor, CancellationToken cancel)
    {
        await using var connection = await SourceOf(actor).OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var tx = new Tx(Dialect, connection, transaction, _seconds, cancel, actor);
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
