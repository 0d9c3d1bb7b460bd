using Kinora.Catalog.Snapshots;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Kinora.Catalog.Titles;

/// <summary>
/// Takes away, in small steps, what nobody reads any more: rows of imports that were abandoned or died, and versions that a newer one
/// has superseded for longer than any snapshot needs them.
/// </summary>
internal sealed class TitleSweep(Db db, SnapshotKeeper keeper, IOptions<CatalogOptions> options, TimeProvider time) : IJob<TitleSweep.Args>
{
    /// <summary>Keys looked at in one transaction.</summary>
    private const int Step = 400;

    public Task RunAsync(Args args, JobContext context, CancellationToken cancel) => RunAsync(cancel);

    /// <summary>One sweep; gives the number of rows that went.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await db.ExecuteAsync(
            "update change_set set state = 'abandoned' where state = 'open' and touched_at < @dead",
            new { dead = now - (options.Value.ImportLeaseSeconds * 1000L) }, cancel);
        var gone = 0;
        foreach (var revision in await db.QueryAsync<long>("select revision from change_set where state = 'abandoned' order by revision", null, cancel))
            gone += await AbandonedAsync(revision, cancel);
        if (gone > 0)
            await GiveBackAsync(cancel);
        foreach (var revision in await db.QueryAsync<long>(Unswept, new { old = now - (options.Value.KeepSupersededSeconds * 1000L) }, cancel))
            gone += await SupersededAsync(revision, cancel);
        return gone;
    }

    private async Task<int> AbandonedAsync(long revision, CancellationToken cancel)
    {
        var gone = 0;
        for (var last = Step; last == Step; gone += last)
            last = await db.ExecuteAsync(DeleteSome, new { from = revision * ChangeSets.KeysPerRevision, to = (revision + 1) * ChangeSets.KeysPerRevision, step = Step }, cancel);
        await db.ExecuteAsync("delete from change_set where revision = @revision and state = 'abandoned'", new { revision }, cancel);
        return gone;
    }

    /// <summary>
    /// Ordinals that only dead imports had are given out again: nobody ever saw them. That is sure when no change set is open and the
    /// snapshot holds all that is published: then no row has an ordinal beyond it.
    /// </summary>
    private async Task GiveBackAsync(CancellationToken cancel)
    {
        if (!keeper.IsRunning)
            return;
        var snapshot = await keeper.RefreshAsync(cancel);
        await db.TransactAsync(
            async tx =>
            {
                await tx.LockAsync(ChangeSets.Lock);
                await tx.ExecuteAsync(GiveBack, new { snapshot.Version, count = (long)snapshot.Count });
            },
            cancel);
    }

    private async Task<int> SupersededAsync(long revision, CancellationToken cancel)
    {
        var (gone, end) = (0, (revision + 1) * ChangeSets.KeysPerRevision);
        for (var from = revision * ChangeSets.KeysPerRevision; ;)
        {
            var last = await db.ScalarAsync<long?>(EndOfStep, new { from, end, step = Step }, cancel);
            if (last is null)
                break;
            gone += await db.ExecuteAsync(DeleteSuperseded, new { from, to = last, revision }, cancel);
            from = last.Value + 1;
        }

        await db.ExecuteAsync("update change_set set swept = true where revision = @revision", new { revision }, cancel);
        return gone;
    }

    private const string Unswept = "select revision from change_set where state = 'published' and not swept and published_at < @old order by seq";

    private const string DeleteSome = "delete from title where key in (select key from title where key >= @from and key < @to order by key limit @step)";

    private const string GiveBack = """
        update catalogue_counter set value = @count
        where name = 'ordinal' and value > @count
        and not exists (select 1 from change_set where state <> 'published')
        and (select value from catalogue_counter where name = 'seq') = @Version
        """;

    private const string EndOfStep = "select max(key) from (select key from title where key >= @from and key < @end order by key limit @step) as step";

    private const string DeleteSuperseded = """
        delete from title where key in (
            select older.key from title newer
            join change_set published on published.revision = newer.revision
            join title older on older.id = newer.id and older.revision <> newer.revision
            join change_set c on c.revision = older.revision
            where newer.key >= @from and newer.key <= @to and c.seq < published.seq)
        """;

    internal sealed record Args;
}
