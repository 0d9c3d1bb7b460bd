namespace Kinora.Playlists;

/// <summary>
/// Brings together what two people made of one list. Whatever either removed is gone, whatever either added is there. Where only one of them
/// changed the order, that order holds; where both did, theirs (which was saved first) holds, and the caller is told.
/// </summary>
internal static class PlaylistMerge
{
    /// <summary>What became of the two lists.</summary>
    /// <param name="Items">The merged list.</param>
    /// <param name="OrderLost">Whether both changed the order, so that mine was not taken.</param>
    internal sealed record Merged(IReadOnlyList<string> Items, bool OrderLost);

    public static Merged Make(IReadOnlyList<string> ancestor, IReadOnlyList<string> mine, IReadOnlyList<string> theirs)
    {
        var (iMoved, theyMoved) = (PlaylistDiff.Between(ancestor, mine).Moved, PlaylistDiff.Between(ancestor, theirs).Moved);
        var (old, my, their) = (PlaylistDiff.Occurrences(ancestor), PlaylistDiff.Occurrences(mine), PlaylistDiff.Occurrences(theirs));
        return iMoved && !theyMoved
            ? new Merged(Onto(old, my, their), OrderLost: false)
            : new Merged(Onto(old, their, my), OrderLost: iMoved && theyMoved);
    }

    /// <summary>The order of <paramref name="frame"/>, without what the other removed, with what the other added behind what it stood behind.</summary>
    private static List<string> Onto(List<(string, int)> ancestor, List<(string Id, int Number)> frame, List<(string Id, int Number)> other)
    {
        var (old, others) = (ancestor.ToHashSet(), other.ToHashSet());
        var kept = frame.Where(one => others.Contains(one) || !old.Contains(one)).ToList();
        var both = kept.ToHashSet();
        var behind = new Dictionary<(string, int), List<(string Id, int Number)>>();
        var (first, anchor) = (new List<(string Id, int Number)>(), ((string, int)?)null);
        foreach (var one in other)
        {
            if (both.Contains(one))
                anchor = one;
            else if (!old.Contains(one))
                Behind(anchor).Add(one);
        }

        var merged = first.ConvertAll(one => one.Id);
        foreach (var one in kept)
        {
            merged.Add(one.Id);
            if (behind.TryGetValue(one, out var list))
                merged.AddRange(list.Select(added => added.Id));
        }

        return merged;

        List<(string Id, int Number)> Behind((string, int)? place)
        {
            if (place is not { } there)
                return first;
            if (!behind.TryGetValue(there, out var list))
                behind[there] = list = [];
            return list;
        }
    }
}
