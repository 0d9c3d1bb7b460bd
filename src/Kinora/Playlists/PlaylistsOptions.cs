using System.ComponentModel.DataAnnotations;

namespace Kinora.Playlists;

/// <summary>Section <c>Playlists</c>.</summary>
internal sealed class PlaylistsOptions
{
    public const string Section = "Playlists";
    public const string Default = "default";

    /// <summary>The namespaces that there are; the first is meant where none is named. One, <c>default</c>, unless told.</summary>
    public string[] Namespaces { get; set; } = [];

    public IReadOnlyList<string> All => Namespaces is [] ? [Default] : Namespaces;

    /// <summary>Days for which a removed playlist can be brought back. Default 30.</summary>
    [Range(0, 3650, ErrorMessage = "Playlists:UndoDays must be from 0 to 3650.")]
    public int UndoDays { get; set; } = 30;
}
