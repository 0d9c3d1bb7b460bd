namespace Kinora.Playlists.Marathons;

/// <summary>Fills a marathon item by item within the rules' limits, with a bumper before every so many.</summary>
internal sealed class MarathonBounds(IReadOnlyList<MarathonSource> sources, MarathonRules rules)
{
    private static readonly MarathonPick Bumper = new(MarathonPick.Bumper, 0);

    public IReadOnlyList<MarathonPick> Fill(MarathonPick[] picks)
    {
        if (rules is { LimitItems: null, LimitMs: null, FitMs: null, Bumper: null })
            return picks;
        var (filled, titles, length) = (new List<MarathonPick>(picks.Length), 0, 0L);
        foreach (var pick in picks)
        {
            if (titles == rules.LimitItems)
                break;
            var bumped = rules.Bumper is not null && titles > 0 && titles % rules.BumperEvery == 0;
            var duration = sources[pick.Source].Items[pick.Index].DurationMs;
            var longer = length + duration + (bumped ? rules.Bumper!.DurationMs : 0);
            if (longer > rules.LimitMs)
                break;
            if (rules.FitMs is { } slot && (duration == 0 || longer > slot))
                continue;
            if (bumped)
                filled.Add(Bumper);
            filled.Add(pick);
            (titles, length) = (titles + 1, longer);
        }

        return filled;
    }
}
