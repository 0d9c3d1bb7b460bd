using System.IO.Compression;
using Kinora.Platform;

namespace Kinora.Library.Imports;

/// <summary>
/// Opens what was handed in: a file, or a zip of files. What an archive says about its sizes is not believed, the bytes are counted; names are labels and
/// nothing is written to a disk; an archive within it stays closed.
/// </summary>
internal static class ImportArchive
{
    /// <summary>Refused: <c>import-empty</c>, <c>archive-invalid</c>, <c>archive-path-invalid</c>, <c>archive-too-large</c>.</summary>
    public static Outcome<IReadOnlyList<ImportFile>> Open(string name, byte[] bytes)
    {
        if (bytes.Length == 0)
            return new Refusal(RefusalKind.Malformed, "import-empty", "The file is empty: choose the file that the other service gave you.", "file");
        if (bytes is not [(byte)'P', (byte)'K', 3 or 5, ..])
            return new[] { new ImportFile(name, bytes) };
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return Read(zip);
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            return new Refusal(RefusalKind.Malformed, "archive-invalid", "The archive is damaged, or has a password: export it again, or hand in its files one by one.", "file");
        }
    }

    private static Outcome<IReadOnlyList<ImportFile>> Read(ZipArchive zip)
    {
        if (zip.Entries.Count > ImportLimits.MostFiles)
            return TooLarge($"It holds more than {ImportLimits.MostFiles} files.");
        var (files, left) = (new List<ImportFile>(), (long)ImportLimits.MostOpened);
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/'))
                continue;
            if (!IsSound(entry.FullName))
            {
                return new Refusal(
                    RefusalKind.Malformed, "archive-path-invalid", "A file of the archive is named like a place outside of it. Do not trust this archive; export it again.", "file");
            }

            // Pictures and films of an export are not looked at, and cost nothing.
            if (!IsRead(entry.FullName))
                continue;
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                var most = Math.Min(ImportLimits.MostOfOne, left);
                if (!Copy(stream, content, most))
                    return TooLarge($"'{entry.FullName}' is larger than {most >> 20} MB when it is opened.");
            }

            left -= content.Length;
            files.Add(new ImportFile(entry.FullName, content.ToArray()));
        }

        return files.Count == 0
            ? new Refusal(RefusalKind.Invalid, "import-empty", "The archive holds no file that could be read: JSON, CSV, TSV, HTML or DB.", "file")
            : files;
    }

    private static bool Copy(Stream from, MemoryStream to, long most)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            if (to.Length + read > most)
                return false;
            to.Write(buffer, 0, read);
        }

        return true;
    }

    private static bool IsSound(string name) => name.Length is > 0 and <= 500 && name[0] is not ('/' or '\\') && !name.Contains('\0', StringComparison.Ordinal)
        && !name.Contains(':', StringComparison.Ordinal) && !name.Split('/', '\\').Contains("..", StringComparer.Ordinal);

    private static bool IsRead(string name) => Path.GetExtension(name).ToLowerInvariant() is ".json" or ".csv" or ".html" or ".htm" or ".tsv" or ".txt" or ".db" or ".ndjson";

    private static Refusal TooLarge(string what) => new(RefusalKind.TooLarge, "archive-too-large", $"{what} Take the files that hold your history out of it, and hand in those.", "file");
}
