namespace Kinora.Library.Watching;

/// <summary>What the fold goes by.</summary>
/// <param name="Threshold">The person's own share of a title from which it is completed, 0.5–1.</param>
/// <param name="MarkedAt">Completions up to then do not count; <see cref="long.MinValue"/> for none.</param>
/// <param name="ResetAt">Events up to then are forgotten; <see cref="long.MinValue"/> for none.</param>
/// <param name="Removed">Plays that the person took out of the history, by their times; late events of them count as little.</param>
internal sealed record WatchRules(double Threshold, long MarkedAt, long ResetAt, IReadOnlyList<Stretch> Removed)
{
    public bool Counts(WatchEvent told) => told.At > ResetAt && !Removed.Any(one => told.At >= one.From && told.At <= one.To);
}

/// <summary>What came of it.</summary>
/// <param name="Last">The play that the next event may continue.</param>
/// <param name="Plays">Those that are new or changed, in their order.</param>
internal sealed record Reduced(WatchFacts Facts, Play? Last, IReadOnlyList<Play> Plays);

/// <summary>
/// Turns the events of one title into facts and plays. Pure: the same events say the same, in whatever order, how often and how late they
/// come. What follows everything known is folded on; anything else begins again from all events.
/// </summary>
internal static class WatchReducer
{
    /// <summary>Whether the events, in their order, lie behind all that the facts hold.</summary>
    public static bool Follows(WatchFacts facts, WatchEvent first) =>
        first.At != facts.LastAt ? first.At > facts.LastAt : string.CompareOrdinal(first.Id, facts.LastId) > 0;

    /// <summary>Folds all events, whatever order they come in.</summary>
    /// <param name="before">What was known before the first event.</param>
    public static Reduced FromAll(IEnumerable<WatchEvent> events, WatchRules rules, WatchFacts? before = null) =>
        Extend(before ?? WatchFacts.None, null, events.Where(rules.Counts).Order(WatchEvent.InOrder), rules);

    /// <summary>Folds in events that follow; they come in their order.</summary>
    public static Reduced Extend(WatchFacts facts, Play? last, IEnumerable<WatchEvent> events, WatchRules rules)
    {
        var changed = new List<Play>();
        foreach (var next in events)
        {
            var before = last?.Continues(next) == true ? last : null;
            var play = before?.With(next, rules.Threshold) ?? Play.Begin(next, rules.Threshold);
            facts = facts.With(next, before, play, rules.Threshold, rules.MarkedAt);
            if (before is not null && changed.Count > 0)
                changed[^1] = play;
            else
                changed.Add(play);
            last = play;
        }

        return new Reduced(facts, last, changed);
    }
}
