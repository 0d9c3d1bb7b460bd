using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Kinora.Library.Vault;

/// <summary>Reads and writes single files so that whoever looks, and whatever dies, finds a whole one.</summary>
internal static partial class VaultDisk
{
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>
    /// Writes a file whole: a temporary one, flushed, takes its name, and what was there before is its <c>.bak</c>; then the folder is flushed.
    /// </summary>
    public static async Task<VaultStamp> WriteAsync(string path, string? backup, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        await using (var stream = new FileStream(temporary, Options))
        {
            await stream.WriteAsync(bytes, cancel);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }

        var stamp = VaultStamp.Of(temporary)!;
        // The old file gets its second name before the new one takes its place: at every moment the path names a whole file.
        if (backup is not null && File.Exists(path))
            File.Replace(temporary, path, backup);
        else
            File.Move(temporary, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
        return stamp;
    }

    /// <summary>The bytes of a file; null where there is none, or a link, or something too large.</summary>
    public static async Task<byte[]?> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            var info = new FileInfo(path);
            return info.Exists && info.LinkTarget is null && info.Length <= VaultJson.Largest ? await File.ReadAllBytesAsync(path, cancel) : null;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The document of a file, or of its <c>.bak</c> where the file is missing or damaged.</summary>
    public static async Task<VaultRead> ReadAsync(VaultFolder folder, VaultFile file, CancellationToken cancel)
    {
        var bytes = await ReadAsync(folder.File(file), cancel);
        if (bytes is not null && VaultJson.Parse(bytes) is { } document)
            return new VaultRead(document, Damaged: false, FromBackup: false);
        var before = await ReadAsync(folder.Backup(file), cancel);
        var saved = before is null ? null : VaultJson.Parse(before);
        return new VaultRead(saved, Damaged: bytes is not null, FromBackup: saved is not null);
    }

    private static FileStreamOptions Options
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    /// <summary>A new name is only safe once its folder is; Windows sees to that by itself.</summary>
    private static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(path, 0);
        if (handle < 0)
            return;
        _ = Flush(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}

/// <summary>By what a file is seen to have changed before it is read.</summary>
/// <param name="Touched">The time of its last change, in ticks.</param>
internal sealed record VaultStamp(long Size, long Touched)
{
    /// <summary>Null where there is no file.</summary>
    public static VaultStamp? Of(string path) => new FileInfo(path) is { Exists: true } info ? new VaultStamp(info.Length, info.LastWriteTimeUtc.Ticks) : null;
}

/// <summary>What could be read of a file.</summary>
/// <param name="Document">Null where neither the file nor its backup can be read.</param>
/// <param name="Damaged">The file is there and no JSON.</param>
internal sealed record VaultRead(JsonObject? Document, bool Damaged, bool FromBackup);
