using System.Diagnostics;
using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Catalog.Titles;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Catalog.Import;

/// <summary>One run of one import.</summary>
internal sealed class ImportTransfer(
    Db db, ChangeSets changes, SnapshotKeeper keeper, CheckedImport import, IProgress<ImportProgress>? progress, TimeProvider time)
{
    /// <summary>A chunk's transaction should take this long: other writers wait no longer than 20 ms, the flush to disk included.</summary>
    private static readonly TimeSpan ChunkTime = TimeSpan.FromMilliseconds(6);

    private const int LeastChunk = 32;
    private const int MostChunk = 2_000;

    private readonly ImportTally _tally = new();
    private readonly HashSet<UInt128>? _tried = import.Request.DryRun ? [] : null;
    private int _chunk = 128;

    public async Task<Outcome<ImportReport>> RunAsync(CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        using var reader = RowReader.Open(import.File, import.Request, import.Format);
        var revision = import.Request.DryRun ? 0 : await db.TransactAsync(tx => changes.OpenAsync(tx, "import", import.Request.Name), cancel);
        try
        {
            await TransferAsync(reader, revision, cancel);
            var seq = revision > 0 && _tally.Changes ? await PublishAsync(revision, cancel) : 0;
            if (revision > 0 && seq == 0)
                await db.TransactAsync(tx => changes.AbandonAsync(tx, revision), cancel);
            if (seq > 0 && keeper.IsRunning)
                await keeper.AtLeastAsync(seq, cancel);
            var report = _tally.Report(import, reader, time.GetElapsedTime(started).TotalSeconds, seq);
            await db.ExecuteAsync(Record, Row(report, started, seq), cancel);
            return report;
        }
        catch (Exception fault)
        {
            if (revision > 0)
                await db.TransactAsync(tx => changes.AbandonAsync(tx, revision), CancellationToken.None);
            if (fault is MalformedFile malformed)
                return malformed.ToRefusal();
            throw;
        }
    }

    private async Task TransferAsync(RowReader reader, long revision, CancellationToken cancel)
    {
        var provider = TitleImport.ProviderOf(import.Request);
        var (filling, writing) = (new List<Pending>(MostChunk), Task.CompletedTask);
        while (reader.Read())
        {
            var faults = new Faults();
            var draft = reader.ToDraft(faults);
            draft.Visibility = null;
            var title = faults.Any ? null : TitleRules.Check(draft, provider, faults);
            if (title is null)
                _tally.Refuse(reader.Row, reader.Line, draft.Id ?? draft.ExternalId, faults);
            else
                filling.Add(new Pending(title, reader.Row, reader.Line));
            if (filling.Count < _chunk)
                continue;
            await writing;
            progress?.Report(new ImportProgress(reader.Row, import.Rows));
            var full = filling;
            writing = WriteAsync(full, revision, cancel);
            filling = new List<Pending>(MostChunk);
        }

        await writing;
        await WriteAsync(filling, revision, cancel);
        progress?.Report(new ImportProgress(reader.Row, import.Rows));
    }

    private async Task WriteAsync(List<Pending> chunk, long revision, CancellationToken cancel)
    {
        if (chunk.Count == 0)
            return;
        var titles = chunk.ConvertAll(pending => pending.Title);
        var took = TimeSpan.Zero;
        var results = revision == 0 ? await TryAsync(titles, cancel) : await db.TransactAsync(
            async tx =>
            {
                var begun = Stopwatch.GetTimestamp();
                await changes.TouchAsync(tx, revision);
                var staged = await TitleStore.StageAsync(tx, revision, titles);
                took = Stopwatch.GetElapsedTime(begun);
                return staged;
            },
            cancel);
        for (var i = 0; i < results.Length; i++)
            _tally.Count(chunk[i], results[i]);
        if (took > TimeSpan.Zero)
            _chunk = Math.Clamp((int)(chunk.Count * Math.Clamp(ChunkTime / took, 0.5, 1.5)), LeastChunk, MostChunk);
    }

    /// <summary>A dry run: what would become of the titles. Ids of earlier chunks are remembered as 16 bytes each.</summary>
    private async Task<Staged[]> TryAsync(List<StoredTitle> titles, CancellationToken cancel)
    {
        var known = await db.ReadAsync(session => TitleStore.KnownAsync(session, titles.Select(title => title.Id), 0), cancel);
        var results = TitleStore.Decide(titles, known);
        for (var i = 0; i < results.Length; i++)
        {
            if (!_tried!.Add(Fingerprint(titles[i].Id)))
                results[i] = Staged.Twice;
        }

        return results;
    }

    private async Task<long> PublishAsync(long revision, CancellationToken cancel)
    {
        IReadOnlyList<string> gaveWay = [];
        var seq = await db.TransactAsync(
            async tx =>
            {
                await tx.LockAsync(ChangeSets.Lock);
                gaveWay = await tx.QueryAsync<string>(GiveWay, new { revision, keys = ChangeSets.KeysPerRevision });
                return await changes.PublishAsync(tx, revision);
            },
            cancel);
        _tally.GaveWay(gaveWay);
        return seq;
    }

    private object Row(ImportReport report, long started, long seq) => new
    {
        id = import.Id,
        name = report.Name,
        dryRun = report.DryRun,
        started = (time.GetUtcNow() - time.GetElapsedTime(started)).ToUnixTimeMilliseconds(),
        ended = time.GetUtcNow().ToUnixTimeMilliseconds(),
        seq = seq == 0 ? (long?)null : seq,
        report = JsonSerializer.Serialize(report, KinoraJson.Options),
    };

    private static UInt128 Fingerprint(string id)
    {
        var (low, high) = (14695981039346656037UL, 0x9E3779B97F4A7C15UL);
        foreach (var letter in id)
        {
            low = (low ^ letter) * 1099511628211UL;
            high = (high + letter) * 0xD6E8FEB86659FD93UL;
            high ^= high >> 32;
        }

        return new UInt128(high, low);
    }

    /// <summary>Titles that people edited since the import began keep the edit: the import's version of them is dropped.</summary>
    private const string GiveWay = """
        delete from title
        where revision = @revision and id in (
            select edited.id from change_set mine
            join change_set c on c.kind = 'edit' and c.seq > mine.base_seq
            join title edited on edited.key >= c.revision * @keys and edited.key < (c.revision + 1) * @keys
            where mine.revision = @revision)
        returning id
        """;

    private const string Record = """
        insert into import_run (id, name, dry_run, state, started_at, ended_at, seq, report)
        values (@id, @name, @dryRun, 'done', @started, @ended, @seq, @report)
        """;
}
