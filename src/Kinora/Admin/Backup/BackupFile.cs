using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kinora.Platform;

namespace Kinora.Admin.Backup;

/// <summary>
/// One gzipped tar: the manifest, then the database, the keys and the settings. It holds secrets (keys, sessions), so only its owner may
/// read it. Reading trusts nothing: names outside the known few, links and sums that differ are refused.
/// </summary>
internal static partial class BackupFile
{
    private const string Manifest = "backup.json";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A manifest larger than this is none.</summary>
    private const int ManifestBytes = 1 << 20;

    /// <summary>Writes <paramref name="files"/> (name in the backup, path on disk) beside the target first, and names it when it is whole.</summary>
    public static async Task WriteAsync(
        string target, IReadOnlyList<(string Name, string Path)> files, Func<IReadOnlyDictionary<string, string>, BackupManifest> manifest, CancellationToken cancel)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in files)
            sums[name] = await SumAsync(path, cancel);
        var partial = $"{target}.part";
        try
        {
            await using (var stream = new FileStream(partial, Options(FileMode.Create)))
            {
                await using (var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
                await using (var tar = new TarWriter(zip, TarEntryFormat.Pax))
                {
                    using var text = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest(sums), KinoraJson.Options));
                    await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, Manifest) { DataStream = text, Mode = Private }, cancel);
                    foreach (var (name, path) in files)
                        await tar.WriteEntryAsync(path, name, cancel);
                }

                await stream.FlushAsync(cancel);
                RandomAccess.FlushToDisk(stream.SafeFileHandle);
            }

            File.Move(partial, target, overwrite: false);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Unpacks into an empty folder and checks every sum.</summary>
    public static async Task<Outcome<BackupManifest>> ReadAsync(string source, string folder, CancellationToken cancel)
    {
        try
        {
            await using var zip = new GZipStream(File.OpenRead(source), CompressionMode.Decompress);
            await using var tar = new TarReader(zip);
            if (await tar.GetNextEntryAsync(copyData: false, cancel) is not { Name: Manifest, Length: <= ManifestBytes, DataStream: { } head })
                return NoBackup("it does not begin with a manifest");
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(head, KinoraJson.Options, cancel);
            if (manifest is not { Files: not null })
                return NoBackup("its manifest is empty");
            var missing = manifest.Files.Keys.ToHashSet(StringComparer.Ordinal);
            while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
            {
                if (entry.EntryType != TarEntryType.RegularFile || !Known().IsMatch(entry.Name) || !missing.Remove(entry.Name))
                    return NoBackup($"its entry '{Shown(entry.Name)}' does not belong there");
                var path = Path.Combine(folder, entry.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await using (var file = new FileStream(path, Options(FileMode.CreateNew)))
                {
                    if (entry.DataStream is { } data)
                        await data.CopyToAsync(file, cancel);
                }

                if (await SumAsync(path, cancel) != manifest.Files[entry.Name])
                    return NoBackup($"the sum of '{entry.Name}' differs: the file is damaged");
            }

            return missing.Count == 0 ? manifest : NoBackup($"'{Shown(missing.First())}' is missing");
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or JsonException or FormatException)
        {
            return NoBackup("it is damaged or cut off");
        }
    }

    private static Refusal NoBackup(string why) =>
        new(RefusalKind.Invalid, "backup-invalid", $"That file is no whole backup: {why}. Nothing was changed.", "file");

    private static string Shown(string name) => new([.. name.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return options;
    }

    private static async Task<string> SumAsync(string path, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }

    [GeneratedRegex(@"\A(kinora\.db|kinora\.pgdump|settings\.json|keys/[A-Za-z0-9_-]{1,100}(\.[A-Za-z0-9]{1,10})?)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Known();
}
