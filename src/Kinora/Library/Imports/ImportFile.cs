using System.Text;
using Kinora.Platform;

namespace Kinora.Library.Imports;

/// <summary>One file of what was handed in. Its name is a label and never a path.</summary>
internal sealed record ImportFile(string Name, ReadOnlyMemory<byte> Bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The last part of the name, in lower case.</summary>
    public string ShortName => Name[(Name.LastIndexOf('/') + 1)..].ToLowerInvariant();

    /// <summary>UTF-8 without its mark; UTF-16 where a mark says so.</summary>
    public ReadOnlyMemory<byte> Utf8 => Bytes.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Bytes[3..],
        [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(Bytes.Span[2..])),
        [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(Bytes.Span[2..])),
        _ => Bytes,
    };

    /// <summary>Refused: <c>import-encoding</c>.</summary>
    public Outcome<string> Text()
    {
        try
        {
            return Strict.GetString(Utf8.Span);
        }
        catch (DecoderFallbackException fault)
        {
            return new Refusal(
                RefusalKind.Malformed, "import-encoding", $"'{Name}' is not UTF-8 at byte {fault.Index}: save it as UTF-8, or hand in the file as it was exported.", "file");
        }
    }

    /// <summary>The first letters, to be recognised by.</summary>
    public string Head => Encoding.UTF8.GetString(Utf8.Span[..Math.Min(4_096, Utf8.Length)]).TrimStart();
}

/// <summary>How much is taken of a file that somebody else wrote.</summary>
internal static class ImportLimits
{
    /// <summary>As handed in: 64 MB.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>Of an archive when it is opened, all together: 256 MB.</summary>
    public const int MostOpened = 256 << 20;

    /// <summary>Of one file of an archive: 128 MB.</summary>
    public const int MostOfOne = 128 << 20;

    /// <summary>Files in an archive.</summary>
    public const int MostFiles = 2_000;

    public const int MostTitles = 200_000;

    public const int MostPlays = 500_000;

    /// <summary>Plays of one title, and lists that it stands in.</summary>
    public const int MostOfTitle = 5_000;

    /// <summary>A line beyond 1 MB is none.</summary>
    public const int LongestLine = 1 << 20;

    public const int LongestName = 500;

    /// <summary>Notices beyond these are only counted.</summary>
    public const int MostNotices = 200;

    public static Refusal Malformed(string file, long line, string what) => new(
        RefusalKind.Malformed, "import-file-invalid", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"'{file}', line {line}: {what}"), "file")
    {
        More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["file"] = file, ["line"] = line },
    };
}
