using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Library.Vault;

/// <summary>
/// Rebuilds libraries from the files alone. Who is missing is made, as a viewer and nothing more; what is there already stays as it is.
/// </summary>
internal sealed class RestoreVault(
    Db db, VaultEntry entry, VaultPeople people, VaultStore store, WriteVault write, IUsers users, IProfiles profiles, TimeProvider time)
{
    private const int AtOnce = 100;

    /// <summary>What came of one folder.</summary>
    /// <param name="Notices">What was damaged or refused, and why.</param>
    internal sealed record Restored(string Folder, string User, int States, int Queues, int Visits, int Kept, IReadOnlyList<string> Notices);

    /// <summary>Restores all folders of a vault, or one user's.</summary>
    /// <param name="root">The vault's folder, the one of this installation or another.</param>
    public async Task<List<Restored>> RunAsync(string root, string? user, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var all = new List<Restored>();
        foreach (var folder in VaultFolder.All(root).Where(folder => user is null || string.Equals(folder.UserPart, user, StringComparison.OrdinalIgnoreCase)))
            all.Add(await OneAsync(folder, cancel));
        return all;
    }

    private async Task<Restored> OneAsync(VaultFolder folder, CancellationToken cancel)
    {
        var notices = new List<string>();
        var files = new Dictionary<VaultFile, JsonObject>();
        foreach (var file in VaultFiles.All)
        {
            if (await SoundAsync(folder, file, notices, cancel) is { } document)
                files[file] = document;
        }

        var made = await PersonAsync(folder, files.GetValueOrDefault(VaultFile.Profile), cancel);
        if (made.Refusal is { } refusal)
            return new Restored(folder.Relative, folder.UserPart, 0, 0, 0, 0, [.. notices, refusal.Detail]);
        var person = made.Value;
        var (states, kept) = await StatesAsync(person, files.GetValueOrDefault(VaultFile.VideoStates), cancel);
        var (queues, keptQueues) = await QueuesAsync(person, files.GetValueOrDefault(VaultFile.Queues), cancel);
        var visits = await VisitsAsync(person, files.GetValueOrDefault(VaultFile.Sessions), cancel);
        await ExtrasAsync(person, files, cancel);
        if (folder.Path == person.Folder.Path)
            await TookInAsync(person, notices.Count > 0, cancel);
        await write.RunAsync(person.Profile.Id, all: true, cancel);
        return new Restored(folder.Relative, person.User.Name, states, queues, visits, kept + keptQueues, notices);
    }

    /// <summary>A file in today's version, without the records that its schema refuses.</summary>
    private static async Task<JsonObject?> SoundAsync(VaultFolder folder, VaultFile file, List<string> notices, CancellationToken cancel)
    {
        var read = await VaultDisk.ReadAsync(folder, file, cancel);
        if (read.Damaged)
            notices.Add($"{file.FileName()} is damaged{(read.FromBackup ? ": its backup was taken." : ", and so is its backup: it was left out.")}");
        else if (read.FromBackup)
            notices.Add($"{file.FileName()} is missing: its backup was taken.");
        if (read.Document is null)
            return null;
        var current = VaultMigration.ToCurrent(file, read.Document);
        if (current.Refusal is { } newer)
        {
            notices.Add(newer.Detail);
            return null;
        }

        return VaultSound.Part(file, current.Value, (path, rule) => notices.Add($"{file.FileName()}: {path}: {rule} It was left out."));
    }

    /// <summary>Whose folder it is; made where missing. Refused as accounts and profiles refuse.</summary>
    private async Task<Outcome<VaultPerson>> PersonAsync(VaultFolder folder, JsonObject? document, CancellationToken cancel)
    {
        var user = await users.FindAsync(folder.UserPart, cancel);
        if (user is null)
        {
            var added = await users.AddAsync(new NewUser(folder.UserPart), cancel);
            if (added.Refusal is { } refused)
                return refused;
            user = added.Value;
        }

        var more = document?["x_kinora"] is JsonObject own ? VaultJson.Read<VaultProfileMore>(own) : null;
        var mine = await profiles.OfUserAsync(user.Id, cancel);
        var known = folder.IsDefault ? mine.Find(profile => profile.Id == user.DefaultProfileId) : mine.Find(profile => folder.Relative.EndsWith(profile.Id, StringComparison.Ordinal))
            ?? mine.Find(profile => profile.Id != user.DefaultProfileId && profile.Name == more?.Name);
        var put = await profiles.PutAsync(user.Id, known?.Id, new ProfileLook(more?.Name ?? known?.Name ?? "Profile", more?.Avatar, more?.Kids, null), cancel);
        if (put.Refusal is { } wrong)
            return wrong;
        var preferences = document?["preferences"] is JsonObject chosen ? VaultJson.Read<VaultPreferences>(chosen) : null;
        var changed = await profiles.ChangePreferencesAsync(put.Value.Id, before => VaultPreferencesOf.Apply(before, preferences, more?.Preferences), cancel);
        if (changed.Refusal is { } unfit)
            return unfit;
        return people.Of(user, put.Value with { Preferences = changed.Value });
    }

    private async Task<(int Entered, int Kept)> StatesAsync(VaultPerson person, JsonObject? document, CancellationToken cancel)
    {
        var (entered, kept) = (0, 0);
        foreach (var some in (document?["video_states"] as JsonObject ?? []).Chunk(AtOnce))
        {
            var there = await db.TransactAsync(
                async tx =>
                {
                    var count = 0;
                    foreach (var (id, record) in some)
                        count += await entry.EnterAsync(tx, person.Profile.Id, VaultJson.Read<VaultState>(record!) with { VideoId = id }) ? 1 : 0;
                    return count;
                },
                cancel);
            (entered, kept) = (entered + there, kept + some.Length - there);
        }

        return (entered, kept);
    }

    private async Task<(int Entered, int Kept)> QueuesAsync(VaultPerson person, JsonObject? document, CancellationToken cancel)
    {
        var (entered, kept) = (0, 0);
        foreach (var (id, record) in document?["queues"] as JsonObject ?? [])
        {
            var queue = VaultJson.Read<VaultQueue>(record!) with { QueueId = id };
            var members = await entry.MembersAsync(queue, cancel);
            if (await db.TransactAsync(tx => entry.EnterAsync(tx, person, queue, members), cancel))
                entered++;
            else
                kept++;
        }

        return (entered, kept);
    }

    private async Task<int> VisitsAsync(VaultPerson person, JsonObject? document, CancellationToken cancel)
    {
        var visits = (document?["recent_sessions"] as JsonArray ?? []).OfType<JsonObject>().Select(VaultJson.Read<VaultVisit>).ToList();
        if (document?["current_session"] is JsonObject alive)
        {
            var now = VaultJson.Read<VaultVisitNow>(alive);
            visits.Add(new VaultVisit(now.SessionId, now.StartedAt, now.LastActivityAt, 0, now.VideosViewed, 0, 0, now.ActionsPerformed, now.XKinora));
        }

        visits.RemoveAll(visit => string.IsNullOrEmpty(visit.SessionId) || visit.EndedAt > time.GetUtcNow().AddMinutes(5));
        await db.TransactAsync(tx => Visits.Visits.EnterAsync(tx, person.Profile.Id, visits), cancel);
        return visits.Count;
    }

    /// <summary>The files of this very vault are in; they are written over, and where something was left out, a copy stays.</summary>
    private async Task TookInAsync(VaultPerson person, bool keep, CancellationToken cancel)
    {
        foreach (var file in VaultFiles.All)
        {
            var path = person.Folder.File(file);
            if (VaultStamp.Of(path) is not { } stamp || await VaultDisk.ReadAsync(path, cancel) is not { } bytes)
                continue;
            if (keep)
                await VaultDisk.WriteAsync($"{path}.restored-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}", null, bytes, cancel);
            // What is damaged does not become the backup of what is sound.
            if (VaultJson.Parse(bytes) is null)
                File.Delete(path);
            else
                await store.ForgetBodyAsync(person.Profile.Id, file, stamp, VaultDisk.HashOf(bytes), cancel);
        }
    }

    private Task ExtrasAsync(VaultPerson person, Dictionary<VaultFile, JsonObject> files, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            foreach (var (file, document) in files)
            {
                if (VaultExtras.Of(document, VaultSchema.Of(file).Root) is { } extras)
                    await VaultStore.SaveExtrasAsync(tx, person.Profile.Id, file, extras);
            }
        },
        cancel);
}
