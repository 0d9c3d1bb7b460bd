using Kinora.Platform.Database;
using Microsoft.Extensions.Logging;

namespace Kinora.Library.Vault;

/// <summary>Brings one profile's files up to what is in the database.</summary>
internal sealed partial class WriteVault(Db db, VaultStore store, VaultPeople people, VaultPicture picture, VaultStateCache states, ReadEdits edits, TimeProvider time, ILogger<WriteVault> log)
{
    /// <summary>Writes what is due. Gives how many files were written; null where somebody is editing one of them just now.</summary>
    /// <param name="all">Writes every file, whether something is marked or not.</param>
    public async Task<int?> RunAsync(string profileId, bool all, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        if (await people.FindAsync(profileId, cancel) is not { } person)
        {
            await db.TransactAsync(tx => VaultStore.ForgetAsync(tx, profileId), cancel);
            return 0;
        }

        if (all)
            await db.TransactAsync(tx => VaultMarks.MarkAsync(tx, profileId, VaultParts.All), cancel);
        using var held = await VaultLock.TakeAsync(person.Folder, cancel);
        // What a hand changed comes in before anything is written over it.
        if (!await edits.TakeInAsync(person, cancel))
            return null;
        person = await people.FindAsync(profileId, cancel) ?? person;
        var (mark, kept) = await db.ReadAsync(
            async session => (await VaultStore.MarkAsync(session, profileId), await VaultStore.KeptAsync(session, profileId)), cancel);
        if (mark is null)
            return 0;
        var moved = mark.Folder is { } before && before != person.Folder.Relative;
        var due = moved ? VaultParts.All : (VaultParts)mark.Dirty;
        var wanted = new List<Wanted>();
        foreach (var file in VaultFiles.All.Where(file => file.Follows(due)))
        {
            if (await MakeAsync(person, file, kept.GetValueOrDefault(file), cancel) is { } made)
                wanted.Add(made);
        }

        await store.ExpectAsync(profileId, wanted.Select(one => (one.File, one.Hash)), cancel);
        var written = new List<VaultKept>();
        foreach (var one in wanted)
            written.Add(await WriteAsync(person.Folder, one, kept.GetValueOrDefault(one.File), cancel));
        await store.WroteAsync(profileId, mark, person.Folder.Relative, written, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        if (moved)
            VaultRemoval.Clear(VaultFolder.Find(people.Root, mark.Folder!));
        return written.Count;
    }

    /// <summary>Null where the file holds it already.</summary>
    private async Task<Wanted?> MakeAsync(VaultPerson person, VaultFile file, VaultKept? kept, CancellationToken cancel)
    {
        void Wrong(VaultFault fault) => Invalid(log, person.Folder.Relative, file.FileName(), fault.Path, fault.Rule);

        IReadOnlyList<VaultFragment> entries = file == VaultFile.VideoStates ? await states.TextsAsync(person.Profile.Id, kept?.Extras, Wrong, cancel) : [];
        var document = file == VaultFile.VideoStates ? picture.StatesFrame(person, entries.Count) : await picture.OfAsync(person, file, cancel);
        var schema = VaultSchema.Of(file);
        VaultExtras.Put(document, schema.Root, kept?.ExtrasNode);
        schema.Check(document).ForEach(Wrong);
        var updated = document["metadata"]!["last_updated"];
        document["metadata"]!["last_updated"] = null;
        var body = VaultDisk.HashOf(VaultText.Of(document, entries));
        if (kept?.Body == body && VaultStamp.Of(person.Folder.File(file)) is not null)
            return null;
        document["metadata"]!["last_updated"] = updated;
        var bytes = VaultText.Of(document, entries);
        return new Wanted(file, bytes, VaultDisk.HashOf(bytes), body);
    }

    private async Task<VaultKept> WriteAsync(VaultFolder folder, Wanted wanted, VaultKept? kept, CancellationToken cancel)
    {
        var replaced = File.Exists(folder.File(wanted.File));
        var stamp = await VaultDisk.WriteAsync(folder.File(wanted.File), folder.Backup(wanted.File), wanted.Bytes, cancel);
        // Saved by a hand between the look and the writing: the backup is that edit. It is laid back beside, and told.
        if (replaced && kept?.Hash is not null && VaultStamp.Of(folder.Backup(wanted.File)) is { } before && before != new VaultStamp(kept.Size, kept.Touched)
            && await VaultDisk.ReadAsync(folder.Backup(wanted.File), cancel) is { } overtaken && VaultDisk.HashOf(overtaken) is var hash && hash != kept.Hash && hash != wanted.Hash)
        {
            await edits.OvertakenAsync(folder, wanted.File, overtaken, cancel);
        }

        // What an edit is compared with; where it is lost or torn, its hash tells, and the database wins every difference.
        await File.WriteAllBytesAsync(folder.Base(wanted.File), wanted.Bytes, cancel);
        return new VaultKept { File = wanted.File.Word(), Hash = wanted.Hash, Body = wanted.Body, Size = stamp.Size, Touched = stamp.Touched };
    }

    private sealed record Wanted(VaultFile File, byte[] Bytes, string Hash, string Body);

    [LoggerMessage(1, LogLevel.Error, "What {Folder}/{File} is to hold breaks its schema at {Path}: {Rule} It is written all the same, so that nothing is lost.")]
    private static partial void Invalid(ILogger log, string folder, string file, string path, string rule);
}
