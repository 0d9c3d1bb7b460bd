namespace Kinora.Playlists.Marathons;

/// <summary>How the sources become one list.</summary>
internal enum MarathonMethod
{
    /// <summary>One source after the other.</summary>
    Concatenate,

    /// <summary>All items mixed by a seed.</summary>
    Shuffle,

    /// <summary>By turns, or by a pattern, until the sources that it names are exhausted.</summary>
    Interleave,
}

/// <summary>The three methods. Nothing is lost or doubled of the sources that take part; each keeps its own order, but for a shuffle.</summary>
internal static class MarathonOrder
{
    public static MarathonPick[] Concatenate(IReadOnlyList<MarathonSource> sources)
    {
        var picks = new MarathonPick[sources.Sum(source => source.Items.Count)];
        var at = 0;
        for (var source = 0; source < sources.Count; source++)
        {
            for (var index = 0; index < sources[source].Items.Count; index++)
                picks[at++] = new MarathonPick(source, index);
        }

        return picks;
    }

    public static MarathonPick[] Shuffle(IReadOnlyList<MarathonSource> sources, long seed)
    {
        var picks = Concatenate(sources);
        new SeededShuffle(seed).Shuffle(picks.AsSpan());
        return picks;
    }

    /// <summary>Walks through the steps again and again. An exhausted source is skipped; one that no step names is left out.</summary>
    public static MarathonPick[] Interleave(IReadOnlyList<MarathonSource> sources, IReadOnlyList<PatternStep> pattern)
    {
        var steps = pattern.Where(step => sources[step.Source].Items.Count > 0).ToList();
        var picks = new List<MarathonPick>(steps.Select(step => step.Source).Distinct().Sum(source => sources[source].Items.Count));
        var next = new int[sources.Count];
        while (steps.Count > 0)
        {
            var exhausted = false;
            foreach (var (source, count) in steps)
            {
                var end = Math.Min(next[source] + count, sources[source].Items.Count);
                while (next[source] < end)
                    picks.Add(new MarathonPick(source, next[source]++));
                exhausted |= end == sources[source].Items.Count;
            }

            if (exhausted)
                steps.RemoveAll(step => next[step.Source] == sources[step.Source].Items.Count);
        }

        return [.. picks];
    }
}
