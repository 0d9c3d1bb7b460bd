using System.Globalization;
using System.Text.Json.Nodes;
using Kinora.Platform.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Library.Vault;

/// <summary>
/// Takes in what a hand changed in a profile's files. For the holder of the folder's lock. An edit that is not taken over whole is kept beside the
/// file, so that it is lost to nobody.
/// </summary>
internal sealed partial class ReadEdits(
    Db db, VaultStore store, VaultPicture picture, MergeStates states, MergeQueues queues, MergeProfile profile, IOptions<VaultOptions> options, TimeProvider time,
    ILogger<ReadEdits> log)
{
    /// <summary>Whether a file is not as it was written.</summary>
    public static bool HasAny(VaultFolder folder, IEnumerable<VaultKept> kept) => kept.Any(file =>
        file.Hash is not null && VaultStamp.Of(Path.Combine(folder.Path, file.File + ".json")) != new VaultStamp(file.Size, file.Touched));

    /// <summary>False where a file was touched so lately that somebody may not have finished.</summary>
    public async Task<bool> TakeInAsync(VaultPerson person, CancellationToken cancel)
    {
        var kept = await db.ReadAsync(session => VaultStore.KeptAsync(session, person.Profile.Id), cancel);
        var changed = new List<(VaultFile File, VaultStamp Stamp)>();
        foreach (var file in VaultFiles.All)
        {
            var (stamp, known) = (VaultStamp.Of(person.Folder.File(file)), kept.GetValueOrDefault(file));
            if (stamp is null && known?.Hash is not null)
                await MarkAsync(person, cancel);
            else if (stamp is not null && (known is null || stamp != new VaultStamp(known.Size, known.Touched)))
                changed.Add((file, stamp));
        }

        if (changed.Exists(one => IsFresh(one.Stamp) && kept.GetValueOrDefault(one.File)?.Pending is null))
            return false;
        foreach (var (file, stamp) in changed)
            await TakeInAsync(person, file, stamp, kept.GetValueOrDefault(file), cancel);
        return true;
    }

    private async Task TakeInAsync(VaultPerson person, VaultFile file, VaultStamp stamp, VaultKept? kept, CancellationToken cancel)
    {
        var path = person.Folder.File(file);
        if (await VaultDisk.ReadAsync(path, cancel) is not { } bytes)
            return;
        var hash = VaultDisk.HashOf(bytes);
        if (kept?.IsOurs(hash) == true)
        {
            await store.SawAsync(person.Profile.Id, file, stamp, cancel);
            return;
        }

        var report = new VaultReport();
        var read = VaultJson.Parse(bytes);
        if (read is null)
            report.Refuse(null, null, "file-damaged", "The file is no JSON. It was set aside and written anew from what Kinora has.");
        else
            await MergeAsync(person, file, read, await BaseAsync(person.Folder, file, kept, cancel), report, cancel);
        var aside = report.AllRefused.Count > 0 ? await SetAsideAsync(path, bytes, read is null, cancel) : null;
        if (!report.IsEmpty)
        {
            await VaultDisk.WriteAsync(person.Folder.Report(file), null, VaultJson.Bytes(report.Document(file, time.GetUtcNow(), aside)), cancel);
            Read(log, person.Folder.Relative, file.FileName(), report.AllTaken.Count, report.AllRefused.Count);
        }

        await store.ForgetBodyAsync(person.Profile.Id, file, stamp, hash, cancel);
        await MarkAsync(person, cancel);
    }

    /// <summary>An edit that was saved while the file was being written: kept beside it, and told.</summary>
    public async Task OvertakenAsync(VaultFolder folder, VaultFile file, byte[] bytes, CancellationToken cancel)
    {
        var report = new VaultReport();
        report.Refuse(null, null, "changed-meanwhile", "The file was saved by hand while Kinora wrote it. The edit is beside it: make it again in the file as it is now.");
        var aside = await SetAsideAsync(folder.File(file), bytes, damaged: false, cancel);
        await VaultDisk.WriteAsync(folder.Report(file), null, VaultJson.Bytes(report.Document(file, time.GetUtcNow(), aside)), cancel);
    }

    private async Task MergeAsync(VaultPerson person, VaultFile file, JsonObject read, JsonObject? last, VaultReport report, CancellationToken cancel)
    {
        var current = VaultMigration.ToCurrent(file, read);
        if (current.Refusal is { } newer)
        {
            report.Refuse(null, newer);
            return;
        }

        var edited = VaultSound.Part(file, current.Value, (path, rule) => report.Refuse(null, path, "value-invalid", rule));
        var now = await picture.OfAsync(person, file, cancel);
        if (file.Records() is { } records)
        {
            if (edited[records] is not JsonObject)
            {
                report.Refuse(null, records, "value-invalid", "Needed and not there: without it nothing of the file is taken over.");
                return;
            }

            // A record that breaks its schema was not taken out: it counts as it was.
            foreach (var id in current.Value[records]!.AsObject().Select(record => record.Key).Where(id => !edited[records]!.AsObject().ContainsKey(id)))
            {
                if ((last?[records]?[id] ?? now[records]?[id]) is { } unchanged)
                    edited[records]![id] = unchanged.DeepClone();
            }
        }

        await (file switch
        {
            VaultFile.VideoStates => states.RunAsync(person, last, edited, now, report, cancel),
            VaultFile.Queues => queues.RunAsync(person, last, edited, now, report, cancel),
            VaultFile.Profile => profile.RunAsync(person, last, edited, now, report, cancel),
            _ => Task.CompletedTask,
        });
        // The figures and the visits follow from what was done.
        if (file is VaultFile.Analytics or VaultFile.Sessions)
            report.Refuse(null, VaultDiff.Of(last, edited, now, VaultSchema.Of(file).Root));
        // What no schema knows is kept as the file now has it.
        await db.TransactAsync(tx => VaultStore.SaveExtrasAsync(tx, person.Profile.Id, file, VaultExtras.Of(current.Value, VaultSchema.Of(file).Root)), cancel);
    }

    private static async Task<JsonObject?> BaseAsync(VaultFolder folder, VaultFile file, VaultKept? kept, CancellationToken cancel) =>
        await VaultDisk.ReadAsync(folder.Base(file), cancel) is { } bytes && kept?.IsOurs(VaultDisk.HashOf(bytes)) == true ? VaultJson.Parse(bytes) : null;

    /// <summary>A copy of the edit; a damaged file goes there itself, so that its backup stays the sound one.</summary>
    private async Task<string> SetAsideAsync(string path, byte[] bytes, bool damaged, CancellationToken cancel)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}.{(damaged ? "damaged" : "edited")}-{time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}");
        var aside = Path.Combine(Path.GetDirectoryName(path)!, name);
        if (damaged)
            File.Move(path, aside, overwrite: true);
        else
            await VaultDisk.WriteAsync(aside, null, bytes, cancel);
        return name;
    }

    private Task MarkAsync(VaultPerson person, CancellationToken cancel) =>
        db.TransactAsync(tx => VaultMarks.MarkAsync(tx, person.Profile.Id, VaultParts.All), cancel);

    /// <summary>By the clock that stamps the files.</summary>
    private bool IsFresh(VaultStamp stamp) =>
        TimeProvider.System.GetUtcNow().UtcTicks - stamp.Touched is >= 0 and var age && age < TimeSpan.FromMilliseconds(options.Value.SettleMilliseconds).Ticks;

    [LoggerMessage(1, LogLevel.Information, "{Folder}/{File} was edited by hand: {Taken} records taken over, {Refused} refused.")]
    private static partial void Read(ILogger log, string folder, string file, int taken, int refused);
}
