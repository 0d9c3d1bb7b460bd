namespace Kinora.Playlists;

/// <summary>What is different between two versions of a list. Each occurrence of a title counts by itself.</summary>
/// <param name="Added">Title ids that are new, in the order of the newer list.</param>
/// <param name="Removed">Title ids that are gone, in the order of the older list.</param>
/// <param name="Moved">Whether what stands in both stands in another order.</param>
internal sealed record PlaylistDiff(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, bool Moved)
{
    public static PlaylistDiff Between(IReadOnlyList<string> older, IReadOnlyList<string> newer)
    {
        var (before, after) = (Occurrences(older), Occurrences(newer));
        var (was, now) = (before.ToHashSet(), after.ToHashSet());
        return new PlaylistDiff(
            [.. after.Where(one => !was.Contains(one)).Select(one => one.Id)],
            [.. before.Where(one => !now.Contains(one)).Select(one => one.Id)],
            !before.Where(now.Contains).SequenceEqual(after.Where(was.Contains)));
    }

    /// <summary>Each item with how many of its title stand before it, so that no two are equal.</summary>
    public static List<(string Id, int Number)> Occurrences(IReadOnlyList<string> items)
    {
        var (seen, numbered) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<(string Id, int Number)>(items.Count));
        foreach (var id in items)
        {
            seen.TryGetValue(id, out var number);
            numbered.Add((id, number));
            seen[id] = number + 1;
        }

        return numbered;
    }
}
