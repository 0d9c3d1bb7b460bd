using System.Text.Json.Nodes;
using Kinora.Platform.Database;

namespace Kinora.Library.Vault;

/// <summary>Reads the files and says what is wrong with them: damage, breaches of the schema, and what differs from the library.</summary>
internal sealed class VerifyVault(Db db, VaultPeople people, VaultPicture picture)
{
    /// <summary>What was found in one file.</summary>
    /// <param name="State"><c>sound</c>, <c>damaged</c>, <c>missing</c>, <c>invalid</c>, <c>newer</c>, <c>orphan</c>, <c>edited</c> or <c>behind</c>.</param>
    internal sealed record Finding(string Folder, string File, string State, IReadOnlyList<string> Details);

    public async Task<List<Finding>> RunAsync(string root, string? user, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var findings = new List<Finding>();
        foreach (var folder in VaultFolder.All(root).Where(folder => user is null || string.Equals(folder.UserPart, user, StringComparison.OrdinalIgnoreCase)))
        {
            var person = await PersonAsync(folder, cancel);
            foreach (var file in VaultFiles.All)
                findings.Add(await OneAsync(folder, person, file, cancel));
        }

        return findings;
    }

    private async Task<VaultPerson?> PersonAsync(VaultFolder folder, CancellationToken cancel)
    {
        await foreach (var person in people.AllAsync(folder.UserPart, cancel))
        {
            if (person.Folder.Relative == folder.Relative)
                return person;
        }

        return null;
    }

    private async Task<Finding> OneAsync(VaultFolder folder, VaultPerson? person, VaultFile file, CancellationToken cancel)
    {
        Finding Found(string state, params IReadOnlyList<string> details) => new(folder.Relative, file.FileName(), state, details);

        var read = await VaultDisk.ReadAsync(folder, file, cancel);
        if (read.Damaged)
            return Found("damaged", read.FromBackup ? "The backup is sound." : "There is no sound backup.");
        if (read.FromBackup || read.Document is null)
            return Found("missing", read.FromBackup ? "The backup is sound." : "There is no backup.");
        var current = VaultMigration.ToCurrent(file, read.Document);
        if (current.Refusal is { } newer)
            return Found("newer", newer.Detail);
        if (VaultSchema.Of(file).Check(current.Value) is { Count: > 0 } faults)
            return Found("invalid", [.. faults.Take(20).Select(fault => $"{fault.Path}: {fault.Rule}")]);
        if (person is null)
            return Found("orphan", "There is no such user or profile here.");
        var (kept, mark) = await db.ReadAsync(
            async session => ((await VaultStore.KeptAsync(session, person.Profile.Id)).GetValueOrDefault(file), await VaultStore.MarkAsync(session, person.Profile.Id)), cancel);
        if (kept?.IsOurs(VaultDisk.HashOf(await VaultDisk.ReadAsync(folder.File(file), cancel) ?? [])) != true)
            return Found("edited", "It was changed by hand and not taken in yet.");
        if (mark is { Dirty: not 0 } && file.Follows((VaultParts)mark.Dirty))
            return Found("behind", "The library has changed since it was written.");
        var now = await picture.OfAsync(person, file, cancel);
        var differs = Differences(file, current.Value, now).Take(20).ToList();
        return differs.Count > 0 ? Found("behind", differs) : Found("sound");
    }

    /// <summary>Records, or members, that the library has otherwise.</summary>
    private static IEnumerable<string> Differences(VaultFile file, JsonObject read, JsonObject now)
    {
        if (file.Records() is not { } records)
            return file == VaultFile.Profile && !JsonNode.DeepEquals(read["preferences"], now["preferences"]) ? ["preferences"] : [];
        var (had, has) = (read[records] as JsonObject ?? [], now[records] as JsonObject ?? []);
        return had.Select(record => record.Key).Union(has.Select(record => record.Key), StringComparer.Ordinal)
            .Where(id => !VaultDiff.Same(had[id], has[id], VaultSchema.Of(file).RecordOf(records)))
            .Select(id => VaultSchema.Key(records, id));
    }
}
