using System.IO.Compression;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform;

namespace Kinora.Catalog.Import;

/// <summary>Reads a file of titles row by row, in a memory that does not grow with the file.</summary>
internal abstract class RowReader : IDisposable
{
    /// <summary>A row that is longer than this is malformed: no title is.</summary>
    protected const int LongestRow = 64 << 20;

    /// <summary>Number of the row last read, from 1.</summary>
    public long Row { get; protected set; }

    /// <summary>Line on which it starts, from 1.</summary>
    public long Line { get; protected set; }

    /// <summary>Members without a place in a title, and how many rows had them.</summary>
    public Dictionary<string, long> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>Goes to the next row; false at the end. Throws <see cref="MalformedFile"/> where the form is broken.</summary>
    public abstract bool Read();

    /// <summary>The row as a title, unchecked.</summary>
    public abstract TitleDraft ToDraft(Faults faults);

    public abstract void Dispose();

    /// <summary>Opens a file, packed or not, by what its name and its first bytes tell.</summary>
    public static RowReader Open(string file, ImportRequest request, ImportFormat format)
    {
        var stream = Unpacked(file);
        try
        {
            return format switch
            {
                ImportFormat.Csv => new CsvRows(stream, request.Map),
                ImportFormat.Json => new JsonRows(stream),
                ImportFormat.Ndjson => new NdjsonRows(stream),
            };
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>What the request says, else the ending, else the first character that is no space.</summary>
    public static ImportFormat FormatOf(string file, ImportRequest request)
    {
        if (request.Format is { } said)
            return said;
        var name = request.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? request.Name[..^3] : request.Name;
        switch (Path.GetExtension(name).ToLowerInvariant())
        {
            case ".csv":
                return ImportFormat.Csv;
            case ".json":
                return ImportFormat.Json;
            case ".ndjson" or ".jsonl":
                return ImportFormat.Ndjson;
        }

        using var stream = Unpacked(file);
        for (var read = stream.ReadByte(); read >= 0; read = stream.ReadByte())
        {
            if (read is ' ' or '\n' or '\r' or '\t' or 0xEF or 0xBB or 0xBF)
                continue;
            return read switch { '[' => ImportFormat.Json, '{' => ImportFormat.Ndjson, _ => ImportFormat.Csv };
        }

        return ImportFormat.Ndjson;
    }

    protected void CountUnknown(string member)
    {
        var name = member.Length > 80 ? member[..80] : member;
        if (Unknown.Count < 100 || Unknown.ContainsKey(name))
            Unknown[name] = Unknown.GetValueOrDefault(name) + 1;
    }

    private static Stream Unpacked(string file)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 128 * 1024, FileOptions.SequentialScan);
        var packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return packed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}

/// <summary>The file is not what it claims to be; line and column count from 1.</summary>
internal sealed class MalformedFile(long line, long column, string what) : Exception($"Line {line}, column {column}: {what}")
{
    public Refusal ToRefusal() => new(RefusalKind.Malformed, "file-malformed", Message)
    {
        More = new Dictionary<string, object?> { ["line"] = line, ["column"] = column },
    };
}
