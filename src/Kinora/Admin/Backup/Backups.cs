using System.Globalization;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Admin.Backup;

/// <summary>
/// Makes and puts back backups of a data folder and its database. A backup is one moment of the database, taken beside a running server;
/// a restore happens whole or not at all and never while a server works on the folder.
/// </summary>
internal sealed class Backups(DataFolder folder, DatabaseOptions options, TimeProvider time)
{
    private static readonly string Version = typeof(Backups).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Told how far a backup is, from 0 to 1.</summary>
    public Action<double> Progress { get; init; } = _ => { };

    /// <summary>What a backup came to.</summary>
    internal sealed record Made(string File, long Bytes, string Engine, DateTimeOffset CreatedAt);

    /// <summary>What a restore came to.</summary>
    /// <param name="SetAside">Where the library that was there before now is; null where there was none.</param>
    internal sealed record Restored(string Data, string Engine, DateTimeOffset CreatedAt, string Version, string? SetAside);

    /// <summary>Writes a backup; <paramref name="target"/> must not be there yet.</summary>
    public async Task<Outcome<Made>> MakeAsync(string? target, int migrations, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        target ??= Unused(folder.File("backups", $"kinora-{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}"));
        if (File.Exists(target))
            return new Refusal(RefusalKind.Conflict, "file-exists", $"{target} is there already. Name another file.", "file");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        var work = Directory.CreateDirectory(folder.File("spool", $"backup-{Guid.CreateVersion7(now)}")).FullName;
        try
        {
            var name = DatabaseCopy.NameOf(options);
            var copy = Path.Combine(work, name);
            if (await DatabaseCopy.TakeAsync(folder, options, copy, cancel) is { } refusal)
                return refusal;
            Progress(0.6);
            var known = options.Engine == "sqlite" ? DatabaseCopy.MigrationsIn(copy) : migrations;
            await BackupFile.WriteAsync(
                target, [(name, copy), .. Beside()], sums => new BackupManifest(BackupManifest.Newest, Version, options.Engine, now, known, sums), cancel);
            return new Made(Path.GetFullPath(target), new FileInfo(target).Length, options.Engine, now);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Two in one second, which an admin's second click makes, have two names.</summary>
    private static string Unused(string stem) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? $"{stem}.tar.gz" : $"{stem}-{n}.tar.gz").First(file => !File.Exists(file));

    /// <summary>Puts a backup in the place of what is there, which is set aside first and never deleted.</summary>
    /// <param name="replace">Whether a library that is there may be set aside.</param>
    public async Task<Outcome<Restored>> RestoreAsync(string source, bool replace, CancellationToken cancel)
    {
        if (InUse())
            return new Refusal(RefusalKind.Conflict, "server-runs", $"A server works on {folder.Path}. Stop it first.");
        var sqlite = options.Engine == "sqlite";
        if (!replace && (!sqlite || File.Exists(folder.Database)))
            return new Refusal(RefusalKind.Conflict, "library-exists", "There is a library already. With --replace it is set aside and the backup takes its place.", "replace");
        var now = time.GetUtcNow();
        folder.Create();
        var work = Directory.CreateDirectory(folder.File("spool", $"restore-{Guid.CreateVersion7(now)}")).FullName;
        try
        {
            var read = await BackupFile.ReadAsync(source, work, cancel);
            if (read.Refusal is { } broken)
                return broken;
            if (Unfit(read.Value, work) is { } unfit)
                return unfit;
            if (!sqlite && await DatabaseCopy.PutBackAsync(options, Path.Combine(work, DatabaseCopy.NameOf(options)), cancel) is { } refused)
                return refused;
            var aside = Swap(work, folder.File($"before-restore-{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}"));
            return new Restored(folder.Path, options.Engine, read.Value.CreatedAt, read.Value.Version, aside);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private Refusal? Unfit(BackupManifest manifest, string work)
    {
        if (manifest.Format > BackupManifest.Newest || manifest.Migrations > Migrator.Known.Count)
            return new Refusal(RefusalKind.Conflict, "backup-newer", $"The backup is of Kinora {manifest.Version}, newer than this one. Install that version first.");
        if (manifest.Engine != options.Engine || !manifest.Files.ContainsKey(DatabaseCopy.NameOf(options)))
            return new Refusal(RefusalKind.Conflict, "backup-engine", $"The backup is of {manifest.Engine}; this folder is set to {options.Engine} (Database:Engine).");
        return options.Engine == "sqlite" ? DatabaseCopy.Damage(Path.Combine(work, "kinora.db")) : null;
    }

    private IEnumerable<(string Name, string Path)> Beside()
    {
        if (File.Exists(folder.File("settings.json")))
            yield return ("settings.json", folder.File("settings.json"));
        if (!Directory.Exists(folder.File("keys")))
            yield break;
        foreach (var key in Directory.EnumerateFiles(folder.File("keys")).Order(StringComparer.Ordinal))
            yield return ($"keys/{Path.GetFileName(key)}", key);
    }

    /// <summary>Renames only, so that a crash in the middle leaves every file whole, either here or there.</summary>
    private string? Swap(string work, string aside)
    {
        string[] mine = ["kinora.db", "kinora.db-wal", "kinora.db-shm", "keys", "settings.json"];
        var moved = false;
        foreach (var name in mine.Where(name => Path.Exists(folder.File(name))))
        {
            // Settings say where the database is: they only go when others come.
            if (name == "settings.json" && !File.Exists(Path.Combine(work, name)))
                continue;
            Directory.CreateDirectory(aside);
            Directory.Move(folder.File(name), Path.Combine(aside, name));
            moved = true;
        }

        foreach (var name in mine.Where(name => Path.Exists(Path.Combine(work, name))))
            Directory.Move(Path.Combine(work, name), folder.File(name));
        return moved ? aside : null;
    }

    /// <summary>A server holds a slot of the folder for as long as it lives.</summary>
    private bool InUse()
    {
        if (!Directory.Exists(folder.File("instances")))
            return false;
        foreach (var slot in Directory.EnumerateFiles(folder.File("instances"), "*.lock"))
        {
            try
            {
                using var free = new FileStream(slot, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                return true;
            }
        }

        return false;
    }
}
