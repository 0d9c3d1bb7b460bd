using System.Runtime.InteropServices;
using Kinora.Catalog.Contracts;

namespace Kinora.Playlists.Marathons;

/// <summary>One entry of a playlist, with what a marathon needs to know of it.</summary>
/// <param name="VideoId">Title id.</param>
/// <param name="Title">Its name; the id where the catalogue does not have it.</param>
/// <param name="Series">Which series it belongs to, comparable by equality; null where it has no place in one.</param>
/// <param name="Mark">Its place in the series; null = none.</param>
/// <param name="DurationMs">0 = unknown.</param>
internal sealed record MarathonItem(string VideoId, string Title, string? Series, EpisodeMark? Mark, long DurationMs);

/// <summary>A playlist or series that a marathon is made of. Its label is its place in the order chosen: <c>A</c>, <c>B</c>, …</summary>
internal sealed record MarathonSource(string PlaylistId, string Name, IReadOnlyList<MarathonItem> Items)
{
    public const int Most = 26;

    public static char LabelOf(int source) => (char)('A' + source);
}

/// <summary>One place of a marathon.</summary>
/// <param name="Source">Index of the source; −1 for a bumper.</param>
/// <param name="Index">Index within the source's items; for a bumper 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MarathonPick(int Source, int Index)
{
    public const int Bumper = -1;
}
