using System.Data;
using Npgsql;

namespace Kinora.Platform.Database;

/// <summary>PostgreSQL 15 or newer, for more than one process.</summary>
internal sealed class PostgresDb : Db
{
    private const int Tries = 4;
    private readonly NpgsqlDataSource _source;
    private readonly int _seconds;

    public PostgresDb(DatabaseOptions options)
    {
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
            }
        }
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var result = await work(new Session(Dialect, connection, transaction, _seconds, cancel));
        await transaction.CommitAsync(cancel);
        return result;
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

        await transaction.CommitAsync(cancel);
        tx.Committed();
        return result;
    }

    private static bool MayPass(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
