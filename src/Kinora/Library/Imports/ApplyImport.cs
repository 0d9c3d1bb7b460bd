using Kinora.Library.Vault;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;

namespace Kinora.Library.Imports;

/// <summary>Files the jobs that apply an import and take it back. One import of a profile at a time.</summary>
internal sealed class ApplyImport(Db db, IJobs jobs, TimeProvider time)
{
    private static readonly Refusal Busy = new(RefusalKind.Conflict, "import-state", "The import is not where this can be done: look at its state, and wait for the job that is at work on it.");

    private static readonly Refusal Person = new(
        RefusalKind.Invalid, "import-person-needed", "The file holds the plays of several people: say first which of them you are.", "person");

    /// <summary>Refused: <c>import-not-found</c>, <c>import-state</c>, <c>import-person-needed</c>.</summary>
    public Task<Outcome<string>> ApplyAsync(Caller caller, string id, CancellationToken cancel) => FileAsync(
        caller, id, import => import.State is not (ImportRecord.Ready or ImportRecord.Applying) ? Busy : import.NeedsPerson ? Person : null,
        async (tx, import) =>
        {
            var job = await jobs.AddAsync<ApplyImportJob>(tx, new ApplyImportJob.Args(caller.ProfileId, id), Filing(caller));
            if (import.Person is not null)
                await ImportStore.ForgetOthersAsync(tx, import);
            await ImportStore.SaveAsync(tx, import with { State = ImportRecord.Applying, JobId = job, AppliedAt = Now });
            return job;
        },
        cancel);

    /// <summary>Refused: <c>import-not-found</c>, <c>import-state</c>.</summary>
    public Task<Outcome<string>> UndoAsync(Caller caller, string id, CancellationToken cancel) => FileAsync(
        caller, id, import => import.State is ImportRecord.Finished or ImportRecord.Undoing ? null : Busy,
        async (tx, import) =>
        {
            var job = await jobs.AddAsync<UndoImportJob>(tx, new UndoImportJob.Args(caller.ProfileId, id), Filing(caller));
            await ImportStore.SaveAsync(tx, import with { State = ImportRecord.Undoing, JobId = job });
            return job;
        },
        cancel);

    /// <summary>Forgets an import; what it brought stays. Refused: <c>import-not-found</c>, <c>import-state</c>.</summary>
    public Task<Outcome<Done>> RemoveAsync(Caller caller, string id, CancellationToken cancel) => FileAsync<Done>(
        caller, id, import => import.State is ImportRecord.Applying or ImportRecord.Undoing ? Busy : null,
        async (tx, import) =>
        {
            await ImportStore.RemoveAsync(tx, import.ProfileId, import.Id);
            return default;
        },
        cancel);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static JobFiling Filing(Caller caller) => new()
    {
        UserId = caller.UserId,
    };

    private Task<Outcome<T>> FileAsync<T>(Caller caller, string id, Func<ImportRecord, Refusal?> check, Func<Tx, ImportRecord, Task<T>> file, CancellationToken cancel) =>
        db.TransactAsync<Outcome<T>>(
            async tx =>
            {
                await tx.LockAsync($"library/import/{caller.ProfileId}");
                if (await ImportStore.FindAsync(tx, caller.ProfileId, id) is not { } import)
                    return ImportStore.NotFound;
                return check(import) is { } refusal ? refusal : await file(tx, import);
            },
            cancel);
}

/// <summary>Applies an import, some titles at a time. What is done is marked in the transaction that does it, so that the job may die and go on.</summary>
internal sealed class ApplyImportJob(Db db, VaultPeople people, ApplyTitle titles, ImportLists lists, TimeProvider time) : IJob<ApplyImportJob.Args>
{
    /// <summary>Others write between two transactions.</summary>
    private const int AtOnce = 25;

    internal sealed record Args(string ProfileId, string ImportId);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        if (await people.FindAsync(args.ProfileId, cancel) is not { } person)
            return;
        var import = await db.ReadAsync(session => ImportStore.FindAsync(session, args.ProfileId, args.ImportId), cancel);
        if (import?.State != ImportRecord.Applying)
            return;
        var reader = ImportFormats.Find(import.Format)!;
        var all = (await db.ReadAsync(session => ImportStore.SumsAsync(session, import), cancel)).Sum(sum => sum.Titles);
        for (var done = 0; ;)
        {
            var some = await db.TransactAsync(tx => SomeAsync(tx, person, import, reader.Label), cancel);
            context.Progress((double)(done += some) / Math.Max(1, all) * 0.95);
            if (some < AtOnce)
                break;
        }

        import = await ListAsync(person, import, reader.Label, cancel);
        import = import with { State = ImportRecord.Finished, AppliedAt = time.GetUtcNow().ToUnixTimeMilliseconds() };
        await db.TransactAsync(tx => ImportStore.SaveAsync(tx, import), cancel);
        context.Report((await db.ReadAsync(session => ImportReply.OfAsync(session, import), cancel)).Counts);
    }

    private async Task<int> SomeAsync(Tx tx, VaultPerson person, ImportRecord import, string label)
    {
        var rows = await ImportStore.DueAsync(tx, import, undo: false, AtOnce);
        foreach (var row in rows)
        {
            if (row.Target(import) is not { } target)
            {
                await ImportStore.SettleAsync(tx, import, row.Number, "skipped", null, 0, null);
                continue;
            }

            var result = await titles.RunAsync(tx, import.ProfileId, person.Profile.Preferences.AutoMarkCompletedThreshold, row.Title, target, label);
            await ImportStore.SettleAsync(tx, import, row.Number, result.New ? "new" : "known", target, result.Added, result.Undo);
        }

        return rows.Count;
    }

    private async Task<ImportRecord> ListAsync(VaultPerson person, ImportRecord import, string label, CancellationToken cancel)
    {
        var wanted = new List<(string? List, ImportLists.Listed Title)>();
        for (var after = 0; ;)
        {
            var rows = await db.ReadAsync(session => ImportStore.RowsAsync(session, import, null, after, 1_000), cancel);
            foreach (var row in rows.Where(row => row is { Listed: true, AppliedTo: not null }))
                wanted.AddRange(row.Title.Lists.Select(list => (list.List, new ImportLists.Listed(row.AppliedTo!, row.Name, list.AddedAt))));
            if (rows.Count < 1_000)
                break;
            after = rows[^1].Number;
        }

        foreach (var list in wanted.GroupBy(one => one.List ?? "", StringComparer.Ordinal).OrderBy(list => list.Key, StringComparer.Ordinal))
            import = await lists.PutAsync(person, import, label, list.Key.Length == 0 ? null : list.Key, [.. list.Select(one => one.Title)], cancel);
        return import;
    }
}
