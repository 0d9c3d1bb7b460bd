using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Discovery;

/// <summary>What a profile may be recommended now: visible to it, ready, within its ceiling, and kept away by none of its own controls.</summary>
internal static class Allowance
{
    /// <summary>For the holder of the profile.</summary>
    public static bool May(ProfileState state, CatalogueColumns columns, int title)
    {
        if (!columns.InRange(title))
            return false;
        return (columns.FlagsOf(title) & TitleFlags.Ready) != TitleFlags.None && MayName(state, columns, title) && !state.IsHidden(columns, title);
    }

    /// <summary>Whether a reason may name it: visible to the profile and within its ceiling.</summary>
    public static bool MayName(ProfileState state, CatalogueColumns columns, int title)
    {
        if (!columns.InRange(title) || columns.AgeOf(title) > state.Ceiling)
            return false;
        var flags = columns.FlagsOf(title);
        var own = columns.OwnerOf(title) is var owner && owner >= 0 && owner == state.Owner && (flags & TitleFlags.Removed) == TitleFlags.None;
        return own || (flags & TitleFlags.Public) != TitleFlags.None;
    }
}
