using System.Data.Common;
using Dapper;

namespace Kinora.Platform.Database;

/// <summary>A connection in use: SQL in, rows out, with the caller's cancellation and the statement time-out.</summary>
/// <param name="actor">PostgreSQL: for whom the transaction runs. It is told with the first statement.</param>
internal class Session(
    Dialect dialect, DbConnection connection, DbTransaction? transaction, int timeoutSeconds, CancellationToken cancel, Actor? actor = null)
{
    private Actor? _untold = actor?.Role is null ? null : actor;

    public Dialect Dialect => dialect;

    public DbConnection Connection => connection;

    public DbTransaction? Transaction => transaction;

    public CancellationToken Cancel => cancel;

    public async Task<List<T>> QueryAsync<T>(string sql, object? args = null) =>
        (await connection.QueryAsync<T>(Command(sql, args))).AsList();

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? args = null) =>
        connection.QueryFirstOrDefaultAsync<T?>(Command(sql, args));

    /// <summary>The first column of the first row; the type's default where there is none or it is NULL.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? args = null) => connection.ExecuteScalarAsync<T>(Command(sql, args));

    /// <summary>Rows one after the other, without holding them all.</summary>
    public Task<DbDataReader> ReaderAsync(string sql, object? args = null) => ReaderCoreAsync(Command(sql, args));

    /// <summary>Before work on <see cref="Connection"/> itself: from then on the database knows for whom.</summary>
    public async Task ActAsync()
    {
        if (_untold is not null)
            await connection.ExecuteAsync(Command("select 1", null));
    }

    protected CommandDefinition Command(string sql, object? args)
    {
        if (_untold is not { } who)
            return new(sql, args, transaction, timeoutSeconds, cancellationToken: cancel);
        _untold = null;
        var told = new DynamicParameters(args);
        told.Add("acting_role", who.Role);
        told.Add("acting_claims", who.Claims);
        return new(RowSecurity.Act + sql, told, transaction, timeoutSeconds, cancellationToken: cancel);
    }

    private async Task<DbDataReader> ReaderCoreAsync(CommandDefinition command) =>
        (DbDataReader)await connection.ExecuteReaderAsync(command);
}
