using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Library.Vault;

/// <summary>Removes the files of profiles that are gone.</summary>
internal sealed class VaultRemoval(Db db, VaultPeople people) : IJob<VaultRemoval.Args>
{
    internal sealed record Args(IReadOnlyList<string> Folders);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        foreach (var relative in args.Folders)
        {
            if (VaultFolder.Find(people.Root, relative) is not { } folder || !Directory.Exists(folder.Path) || folder.IsLinked())
                continue;
            using (await VaultLock.TakeAsync(folder, cancel))
            {
                // Another profile may stand there by now.
                if (await db.ScalarAsync<long>("select count(*) from vault_mark where folder = @relative", new { relative }, cancel) == 0)
                    Clear(folder);
            }
        }
    }

    /// <summary>Takes away what the vault wrote; what else somebody put there stays.</summary>
    public static void Clear(VaultFolder? folder)
    {
        if (folder is null || !Directory.Exists(folder.Path) || folder.IsLinked())
            return;
        foreach (var path in Directory.EnumerateFiles(folder.Path).Where(path => VaultFiles.All.Any(file =>
            Path.GetFileName(path) == file.Word() + ".report.json" || Path.GetFileName(path).StartsWith(file.FileName(), StringComparison.Ordinal))))
        {
            File.Delete(path);
        }

        Directory.Delete(folder.Own, recursive: true);
        for (var path = folder.Path; path.Length > Path.Combine(folder.Root, "users").Length && !Directory.EnumerateFileSystemEntries(path).Any();
            path = Path.GetDirectoryName(path)!)
        {
            Directory.Delete(path);
        }
    }
}
