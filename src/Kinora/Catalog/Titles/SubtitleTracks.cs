using Kinora.Catalog.Contracts;

namespace Kinora.Catalog.Titles;

/// <summary>Subtitle tracks as one text of the database: a line each, its parts apart by tabs. Pure.</summary>
internal static class SubtitleTracks
{
    public const int Most = 100;

    public static string? Pack(IReadOnlyList<SubtitleReply> tracks) =>
        tracks.Count == 0 ? null : string.Join('\n', tracks.Select(track => $"{track.Language}\t{track.Label}\t{track.Url}"));

    public static IReadOnlyList<SubtitleReply> Unpack(string? text) => string.IsNullOrEmpty(text) ? [] :
    [
        .. text.Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 3)
            .Select(parts => new SubtitleReply(parts[0], parts[1], parts[2])),
    ];
}

/// <summary>A subtitle track as somebody wrote it.</summary>
internal sealed record SubtitleDraft(string? Language, string? Label, string? Url);
