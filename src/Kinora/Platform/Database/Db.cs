using Dapper;

namespace Kinora.Platform.Database;

/// <summary>The system of record: SQLite or PostgreSQL behind one face.</summary>
internal abstract class Db : IAsyncDisposable
{
    static Db()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public abstract Dialect Dialect { get; }

    /// <summary>
    /// Runs the work in a transaction and answers when it is durable. A fault or a returned <see cref="Refusal"/> rolls all of it back.
    /// Inside, only the transaction's own calls may be awaited: on SQLite all writers share one thread.
    /// </summary>
    public abstract Task<T> TransactAsync<T>(Func<Tx, Task<T>> work, CancellationToken cancel);

    /// <summary>Several reads that see one state of the database.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel);

    public Task TransactAsync(Func<Tx, Task> work, CancellationToken cancel) => TransactAsync<Done>(
        async tx =>
        {
            await work(tx);
            return default;
        },
        cancel);

    public Task<List<T>> QueryAsync<T>(string sql, object? args, CancellationToken cancel) =>
        ReadAsync(session => session.QueryAsync<T>(sql, args), cancel);

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? args, CancellationToken cancel) =>
        ReadAsync(session => session.FirstOrDefaultAsync<T>(sql, args), cancel);

    public Task<T?> ScalarAsync<T>(string sql, object? args, CancellationToken cancel) =>
        ReadAsync(session => session.ScalarAsync<T>(sql, args), cancel);

    public Task<int> ExecuteAsync(string sql, object? args, CancellationToken cancel) =>
        TransactAsync(tx => tx.ExecuteAsync(sql, args), cancel);

    public abstract ValueTask DisposeAsync();
}
