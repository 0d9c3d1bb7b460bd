namespace Kinora.Ranking.Rails;

/// <summary>A title that could be learned from.</summary>
/// <param name="Topics">Places in the list of topics that the person learns, which it is about; empty where they named none.</param>
/// <param name="Level">1 for beginners, 2 for those who know some, 3 for those who know much; 0 = not said.</param>
internal readonly record struct LearningCandidate(int Title, double Score, long DurationMs, IReadOnlyList<int> Topics, int Level);

/// <summary>One chosen title.</summary>
/// <param name="Topic">The topic that it was chosen for; −1 = none.</param>
internal readonly record struct LearningChoice(int Title, int Topic, int Level);

/// <summary>
/// A day's plan: topics take turns, the one with the least time so far first, and each takes its best title that still fits into the time. A title for
/// one's level counts a little more, one for the level below a little less, and one two levels away is left out. Pure.
/// </summary>
internal static class LearningPlan
{
    /// <summary>Up to so many hours of a topic one is a beginner, and up to so many one knows some of it.</summary>
    public const double BeginnerHours = 2, SomeHours = 10;

    public static int LevelOf(double hours) => hours < BeginnerHours ? 1 : hours < SomeHours ? 2 : 3;

    /// <summary>The titles in the order of choice; the same for the same candidates in any order.</summary>
    /// <param name="candidates">In any order.</param>
    /// <param name="levels">The person's level in each topic.</param>
    /// <param name="ms">The time there is.</param>
    /// <param name="most">How many titles.</param>
    public static List<LearningChoice> Choose(IEnumerable<LearningCandidate> candidates, IReadOnlyList<int> levels, long ms, int most)
    {
        var free = levels.Count == 0;
        var lines = Enumerable.Range(0, Math.Max(1, levels.Count)).Select(topic => new Queue<LearningCandidate>(candidates
            .Where(one => free || one.Topics.Contains(topic))
            .Select(one => (One: one, Worth: one.Score * Fit(one.Level, free ? 0 : levels[topic])))
            .Where(pair => pair.Worth > double.NegativeInfinity)
            .OrderByDescending(pair => pair.Worth).ThenBy(pair => pair.One.Title).Select(pair => pair.One))).ToArray();
        var (chosen, taken, times) = (new List<LearningChoice>(), new HashSet<int>(), new long[lines.Length]);
        while (chosen.Count < most && Next(lines, times) is var topic and >= 0)
        {
            var one = lines[topic].Dequeue();
            if (one.DurationMs > ms || !taken.Add(one.Title))
                continue;
            ms -= one.DurationMs;
            times[topic] += one.DurationMs;
            chosen.Add(new LearningChoice(one.Title, free ? -1 : topic, one.Level));
        }

        return chosen;
    }

    private static int Next(Queue<LearningCandidate>[] lines, long[] times)
    {
        var next = -1;
        for (var topic = 0; topic < lines.Length; topic++)
        {
            if (lines[topic].Count > 0 && (next < 0 || times[topic] < times[next]))
                next = topic;
        }

        return next;
    }

    private static double Fit(int level, int person) => (level, person) switch
    {
        (0, _) or (_, 0) => 1,
        _ when level == person => 1.15,
        _ when level == person + 1 => 1,
        _ when level == person - 1 => 0.9,
        _ => double.NegativeInfinity,
    };
}
