namespace Kinora.Ranking.Evaluation;

/// <summary>Candidates with one and the same score, some of them targets. Among equals every order is equally likely.</summary>
/// <param name="Above">Candidates with a higher score.</param>
/// <param name="Size">Candidates with this score, targets included.</param>
internal readonly record struct TieGroup(int Above, int Size, int Targets)
{
    /// <summary>The groups that hold targets, best first.</summary>
    /// <param name="scores">One for each item; minus infinity is no candidate.</param>
    public static TieGroup[] Find(ReadOnlySpan<float> scores, ReadOnlySpan<int> targets)
    {
        if (targets.IsEmpty)
            return [];
        var wanted = new float[targets.Length];
        for (var i = 0; i < targets.Length; i++)
            wanted[i] = -scores[targets[i]];
        Array.Sort(wanted);
        var distinct = 0;
        var held = new int[wanted.Length];
        foreach (var value in wanted)
        {
            if (distinct == 0 || wanted[distinct - 1] != value)
                wanted[distinct++] = value;
            held[distinct - 1]++;
        }

        var above = new int[distinct];
        var equal = new int[distinct];
        Count(scores, wanted.AsSpan(0, distinct), above, equal);
        var groups = new TieGroup[distinct];
        var before = 0;
        for (var i = 0; i < distinct; i++)
        {
            before += above[i];
            groups[i] = new TieGroup(before, equal[i], held[i]);
            before += equal[i];
        }

        return groups;
    }

    /// <summary>Counts what lies above and at each wanted score.</summary>
    /// <param name="wanted">Negated scores, rising.</param>
    private static void Count(ReadOnlySpan<float> scores, ReadOnlySpan<float> wanted, int[] above, int[] equal)
    {
        foreach (var score in scores)
        {
            var value = -score;
            if (value > wanted[^1] || float.IsPositiveInfinity(value))
                continue;
            var place = wanted.BinarySearch(value);
            if (place >= 0)
                equal[place]++;
            else
                above[~place]++;
        }
    }
}
