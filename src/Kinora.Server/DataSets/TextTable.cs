using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kinora.Server.DataSets;

/// <summary>Reads plain or gzipped text of rows and fields, and says where it is wrong.</summary>
internal sealed class TextTable : IDisposable
{
    private readonly StreamReader _reader;

    private readonly string _name;

    private readonly string _separator;

    private string[] _fields = [];

    private int _line;

    private TextTable(string path, string separator, Encoding? encoding)
    {
        _name = Path.GetFileName(path);
        _separator = separator;
        Stream file = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.Ordinal))
            file = new GZipStream(file, CompressionMode.Decompress);
        _reader = new StreamReader(file, encoding ?? Encoding.UTF8);
    }

    public int FieldCount => _fields.Length;

    public static TextTable Open(string folder, string name, string separator = "\t", Encoding? encoding = null) => new(Find(folder, name)
        ?? throw new DataSetFault("dataset-unknown", $"{Path.Combine(folder, name)} is missing, also as .gz."), separator, encoding);

    /// <summary>The file itself or its gzipped form; null where there is neither.</summary>
    public static string? Find(string folder, string name) =>
        new[] { name, name + ".gz" }.Select(one => Path.Combine(folder, one)).FirstOrDefault(File.Exists);

    /// <summary>Reads the first line; gives the place of each column, −1 for an optional one that is not there.</summary>
    public int[] Header(string[] needed, params string[] optional)
    {
        Next();
        var names = _fields.Select(field => field.Trim('﻿')).ToList();
        var missing = needed.Where(name => !names.Contains(name, StringComparer.Ordinal)).ToArray();
        return missing.Length == 0
            ? [.. needed.Concat(optional).Select(name => names.IndexOf(name))]
            : throw Malformed($"has no column '{string.Join("', '", missing)}'");
    }

    public bool Next()
    {
        try
        {
            if (_reader.ReadLine() is not { } line)
                return false;
            _line++;
            _fields = line.Split(_separator);
            return line.Length > 0 || Next();
        }
        catch (InvalidDataException)
        {
            throw Malformed("is no whole gzip file");
        }
    }

    public string Text(int column) => column < _fields.Length
        ? _fields[column]
        : throw Malformed($"has {_fields.Length} fields, but {column + 1} are needed");

    public long Long(int column) => long.TryParse(Text(column), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Malformed($"has '{Text(column)}' where a whole number belongs");

    public double Number(int column) => double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? number
        : throw Malformed($"has '{Text(column)}' where a number belongs");

    public void Dispose() => _reader.Dispose();

    private DataSetFault Malformed(string what) => new("dataset-malformed", $"{_name}, line {Math.Max(1, _line)} {what}.");
}
