using System.Globalization;
using System.Text;

namespace Kinora.Playlists;

/// <summary>Names of playlists: how they are compared, and a free one beside one that is taken.</summary>
internal static class PlaylistNames
{
    /// <summary>Without regard to case and to how a letter is composed.</summary>
    public static string Key(string name) => name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>The first of <c>name</c>, <c>name (2)</c>, <c>name (3)</c> … whose key is not taken, within the longest that a name may be.</summary>
    public static string Free(string name, IReadOnlySet<string> taken)
    {
        for (var n = 1; ; n++)
        {
            var end = n == 1 ? "" : $" ({n.ToString(CultureInfo.InvariantCulture)})";
            var length = Math.Min(name.Length, Playlist.LongestName - end.Length);
            if (length > 0 && length < name.Length && char.IsHighSurrogate(name[length - 1]))
                length--;
            var free = name[..length].TrimEnd() + end;
            if (!taken.Contains(Key(free)))
                return free;
        }
    }
}
