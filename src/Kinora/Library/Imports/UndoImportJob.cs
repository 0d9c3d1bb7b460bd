using System.Text.Json;
using Kinora.Library.States;
using Kinora.Library.Vault;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Library.Imports;

/// <summary>Takes an import back, some titles at a time.</summary>
internal sealed class UndoImportJob(Db db, VaultPeople people, UndoTitle titles, ImportLists lists, TimeProvider time) : IJob<UndoImportJob.Args>
{
    private const int AtOnce = 25;

    internal sealed record Args(string ProfileId, string ImportId);

    /// <summary>What came of it.</summary>
    /// <param name="Kept">Titles and places in queues that the person has changed since; of these that stays.</param>
    internal sealed record Report(int Undone, int Kept);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        if (await people.FindAsync(args.ProfileId, cancel) is not { } person)
            return;
        var import = await db.ReadAsync(session => ImportStore.FindAsync(session, args.ProfileId, args.ImportId), cancel);
        if (import?.State != ImportRecord.Undoing)
            return;
        var all = (await db.ReadAsync(session => ImportStore.SumsAsync(session, import), cancel)).Where(sum => sum.Outcome == "new").Sum(sum => sum.Titles);
        var (undone, kept) = (0, await lists.TakeBackAsync(person, import, cancel));
        import = import with { Lists = null };
        for (int some; ;)
        {
            var step = await db.TransactAsync(tx => SomeAsync(tx, import), cancel);
            (some, kept) = (step.Count, kept + step.Kept);
            context.Progress((double)(undone += some) / Math.Max(1, all));
            if (some < AtOnce)
                break;
        }

        await db.TransactAsync(
            async tx =>
            {
                await ImportStore.UnlistedAsync(tx, import);
                await ImportStore.SaveAsync(tx, import with { State = ImportRecord.Undone, UndoneAt = time.GetUtcNow().ToUnixTimeMilliseconds() });
            },
            cancel);
        context.Report(new Report(undone, kept));
    }

    private async Task<(int Count, int Kept)> SomeAsync(Tx tx, ImportRecord import)
    {
        var (rows, kept) = (await ImportStore.DueAsync(tx, import, undo: true, AtOnce), 0);
        foreach (var row in rows)
        {
            var undo = JsonSerializer.Deserialize<ImportUndo>(row.Undo!, WatchStateStore.Stored)!;
            var result = await titles.RunAsync(tx, import.ProfileId, row.AppliedTo!, undo);
            await ImportStore.UndoneAsync(tx, import, row.Number, result.RatingUndoneAt);
            kept += result.Kept ? 1 : 0;
        }

        return (rows.Count, kept);
    }
}
