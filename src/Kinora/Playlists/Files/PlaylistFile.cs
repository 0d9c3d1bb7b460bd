using Kinora.Platform;

namespace Kinora.Playlists.Files;

/// <summary>What was read of a file, before the catalogue was asked.</summary>
internal sealed record PlaylistFile(string? Name, string? Description, IReadOnlyList<FileEntry> Entries)
{
    /// <summary>Room for a hundred thousand lines.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>A longer line, or a longer member, is no address and no name.</summary>
    public const int LongestText = 4_096;

    public static Refusal Unreadable(string what, long line, long column = 0) => new(
        RefusalKind.Malformed, "playlist-file-invalid", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Line {line}{(column > 0 ? $", column {column}" : "")}: {what}"))
    {
        More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["line"] = line, ["column"] = column > 0 ? column : null },
    };
}

/// <summary>One title as a file names it.</summary>
/// <param name="Line">Where it stands, from 1; in JSON its place in the array.</param>
/// <param name="Id">A title id; the surest.</param>
/// <param name="Address">An address of its page or media.</param>
/// <param name="Title">Its name.</param>
internal sealed record FileEntry(int Line, string? Id = null, string? Address = null, string? Title = null)
{
    private const int Shown = 200;

    public bool TooLong => Math.Max(Id?.Length ?? 0, Math.Max(Address?.Length ?? 0, Title?.Length ?? 0)) > PlaylistFile.LongestText;

    /// <summary>What stands there, cut short.</summary>
    public string Text => (Title ?? Address ?? Id ?? "") is { Length: > Shown } text ? text[..(char.IsHighSurrogate(text[Shown - 1]) ? Shown - 1 : Shown)] + "…" : Title ?? Address ?? Id ?? "";
}
