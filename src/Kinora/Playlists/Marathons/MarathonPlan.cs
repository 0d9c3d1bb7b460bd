namespace Kinora.Playlists.Marathons;

/// <summary>A finished marathon.</summary>
/// <param name="Sources">What took part, as cut by the rules; picks count within these.</param>
/// <param name="Picks">The order.</param>
/// <param name="Used">How many places each source has.</param>
/// <param name="TotalMs">Sum of the known durations, bumpers included.</param>
/// <param name="UnknownDurations">Places whose duration is not known.</param>
/// <param name="Repeats">Left out because the title stood there already.</param>
/// <param name="Beyond">Left out because a limit was reached or a slot was full.</param>
/// <param name="NeedsDupes">Whether a title stands twice, so that a room must allow duplicates.</param>
internal sealed record MarathonPlan(
    IReadOnlyList<MarathonSource> Sources, IReadOnlyList<MarathonPick> Picks, IReadOnlyList<int> Used, long TotalMs, int UnknownDurations, int Repeats,
    int Beyond, bool NeedsDupes)
{
    /// <summary>The same input gives the same plan, on every machine and in every version.</summary>
    /// <param name="pattern">For <see cref="MarathonMethod.Interleave"/>; null = by turns.</param>
    public static MarathonPlan Make(
        IReadOnlyList<MarathonSource> sources, MarathonMethod method, IReadOnlyList<PatternStep>? pattern, long seed, bool keepRunOrder, MarathonRules rules)
    {
        sources = [.. sources.Select((source, i) => rules.StartAt.TryGetValue(i, out var start) ? start.Cut(source) : source)];
        var picks = method switch
        {
            MarathonMethod.Shuffle => MarathonOrder.Shuffle(sources, seed),
            MarathonMethod.Interleave => MarathonOrder.Interleave(sources, pattern ?? MarathonPattern.RoundRobin(sources.Count)),
            _ => MarathonOrder.Concatenate(sources),
        };
        var all = picks.Length;
        if (rules.NoRepeats)
            picks = WithoutRepeats(sources, picks);
        if (keepRunOrder)
            RunOrder.Apply(sources, picks);
        var bounded = new MarathonBounds(sources, rules).Fill(picks);
        return Sum(sources, bounded, rules, all - picks.Length, picks.Length);
    }

    public MarathonItem Item(MarathonPick pick, MarathonItem? bumper) => pick.Source == MarathonPick.Bumper ? bumper! : Sources[pick.Source].Items[pick.Index];

    private static MarathonPick[] WithoutRepeats(IReadOnlyList<MarathonSource> sources, MarathonPick[] picks)
    {
        var here = new HashSet<string>(picks.Length, StringComparer.Ordinal);
        return [.. picks.Where(pick => here.Add(sources[pick.Source].Items[pick.Index].VideoId))];
    }

    private static MarathonPlan Sum(
        IReadOnlyList<MarathonSource> sources, IReadOnlyList<MarathonPick> picks, MarathonRules rules, int repeats, int asked)
    {
        var (used, here) = (new int[sources.Count], new HashSet<string>(picks.Count, StringComparer.Ordinal));
        var (total, unknown, twice, titles) = (0L, 0, false, 0);
        foreach (var pick in picks)
        {
            var item = pick.Source < 0 ? rules.Bumper! : sources[pick.Source].Items[pick.Index];
            total += item.DurationMs;
            unknown += item.DurationMs == 0 ? 1 : 0;
            twice |= !here.Add(item.VideoId);
            if (pick.Source < 0)
                continue;
            titles++;
            used[pick.Source]++;
        }

        return new MarathonPlan(sources, picks, used, total, unknown, repeats, asked - titles, twice);
    }
}
