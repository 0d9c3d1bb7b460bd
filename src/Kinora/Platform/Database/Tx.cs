using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Kinora.Platform.Database;

/// <summary>
/// A transaction in progress. The work may be run again from its start (deadlock, lost group commit), so it changes nothing but the
/// database; what must happen in memory afterwards goes into <see cref="OnCommitted"/>.
/// </summary>
internal sealed class Tx(
    Dialect dialect, DbConnection connection, DbTransaction? transaction, int timeoutSeconds, CancellationToken cancel, Actor? actor = null)
    : Session(dialect, connection, transaction, timeoutSeconds, cancel, actor)
{
    private List<Action>? _committed;

    public Task<int> ExecuteAsync(string sql, object? args = null) => Connection.ExecuteAsync(Command(sql, args));

    /// <summary>Runs once, after the commit and before the caller goes on.</summary>
    public void OnCommitted(Action action) => (_committed ??= []).Add(action);

    /// <summary>
    /// Until the end of the transaction nobody else holds the lock of that name. SQLite has one writer, hence nothing to do.
    /// </summary>
    public Task LockAsync(string name) => Dialect is SqliteDialect
        ? Task.CompletedTask
        : ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name });

    /// <summary>What is done in memory afterwards can't undo the commit: a fault there is logged, and the rest goes on.</summary>
    public void Committed(ILogger log)
    {
        foreach (var action in _committed ?? [])
        {
            try
            {
                action();
            }
            catch (Exception fault)
            {
                log.LogError(fault, "Something that follows a commit failed; the commit stands.");
            }
        }
    }
}
