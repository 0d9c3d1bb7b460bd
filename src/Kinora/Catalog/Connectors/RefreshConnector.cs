using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Catalog.Connectors;

/// <summary>Files the job that brings a connector's titles in, for the page, the interface and the command line alike.</summary>
internal sealed class RefreshConnector(IEnumerable<IConnector> connectors, Db db, IJobs jobs, AuditLog audit)
{
    public IReadOnlyList<IConnector> All { get; } = [.. connectors.OrderBy(connector => connector.Name, StringComparer.Ordinal)];

    public IConnector? Find(string name) => All.FirstOrDefault(connector => connector.Name == name);

    /// <summary>The job's id; that of one which waits already where there is one.</summary>
    public async Task<Outcome<string>> FileAsync(string name, string? userId, CancellationToken cancel)
    {
        if (Find(name) is not { } connector)
            return new Refusal(RefusalKind.Invalid, "connector-unknown", $"There is no connector of that name; there are: {string.Join(", ", All.Select(one => one.Name))}.", "connector");
        if (connector.Missing is { } missing)
            return new Refusal(RefusalKind.Unavailable, "connector-not-set-up", missing, "connector");
        var by = Author.Current;
        return await db.TransactAsync(
            async tx =>
            {
                var filed = await jobs.AddAsync<RefreshConnectorJob>(tx, new RefreshConnectorJob.Args(name), new JobFiling { UserId = userId, Key = KeyOf(name) });
                await audit.WriteAsync(tx, by, "catalogue.refreshed", name, null, new { Job = filed, Connector = name });
                return filed;
            },
            cancel);
    }

    /// <summary>What its schedule is called.</summary>
    public static string ScheduleOf(string connector) => $"refresh-{connector}";

    /// <summary>As a schedule's jobs are named, so that the one and the other do not run at once.</summary>
    private static string KeyOf(string connector) => $"schedule:{ScheduleOf(connector)}";
}

/// <summary>What a refresh did, or how far it is.</summary>
/// <param name="Items">Titles found, of <paramref name="Expected"/>.</param>
/// <param name="Gone">Titles that were there before and are not any more: they stay, unavailable.</param>
/// <param name="Told">What an admin should know.</param>
/// <param name="Import">Null until it is over.</param>
internal sealed record RefreshReport(string Connector, long Items, long Expected, int Gone, IReadOnlyList<string> Told, ImportReport? Import);
