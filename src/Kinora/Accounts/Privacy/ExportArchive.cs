using System.IO.Compression;
using System.Text.Json;
using Kinora.Platform;
using Kinora.Platform.Privacy;

namespace Kinora.Accounts.Privacy;

/// <summary>A person's data as a zip: a JSON file for each table that knows them, and an index that says what is what.</summary>
internal sealed class ExportArchive(IEnumerable<IExportPart> parts, ExportRows rows, TimeProvider time)
{
    /// <summary>Changes when files change their meaning; new files and members may come at any time.</summary>
    public const int Format = 1;

    private static readonly JsonSerializerOptions Readable = new(KinoraJson.Options) { WriteIndented = true };

    /// <summary>The first file to open.</summary>
    internal sealed record Index(int Format, string Product, string User, DateTimeOffset MadeAt, IReadOnlyList<FileFacts> Files);

    /// <summary>One file.</summary>
    /// <param name="Withheld">Members that the database has and the file has not, and why.</param>
    internal sealed record FileFacts(string File, string Says, long Rows, IReadOnlyDictionary<string, string> Withheld);

    public async Task<Index> WriteAsync(ExportSubject subject, Stream to, Action<double> progress, CancellationToken cancel)
    {
        var tables = parts.SelectMany(part => part.Tables).OrderBy(table => table.File, StringComparer.Ordinal).ToList();
        var files = new List<FileFacts>(tables.Count);
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        foreach (var table in tables)
        {
            progress((double)files.Count / tables.Count);
            var name = $"{table.File}.json";
            await using var stream = await Entry(zip, name).OpenAsync(cancel);
            files.Add(new FileFacts(name, table.Says, await rows.WriteAsync(table, subject, stream, cancel), table.Withheld));
        }

        var index = new Index(Format, $"Kinora {ProductVersion.Text}", subject.UserName, time.GetUtcNow(), files);
        await using (var stream = await Entry(zip, "index.json").OpenAsync(cancel))
            await JsonSerializer.SerializeAsync(stream, index, Readable, cancel);
        return index;
    }

    private ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time.GetUtcNow();
        return entry;
    }
}
