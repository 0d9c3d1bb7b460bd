using System.Diagnostics;
using Kinora.Catalog.Contracts;
using Kinora.Playlists.Marathons;

namespace Kinora.Benchmarks;

/// <summary>
/// Claim: a marathon of 26 sources and 100,000 items is made within 50 ms. Baseline: the same by the obvious means, lists whose first item
/// is removed, and a stable sort of each series that is looked up by going through all items.
/// </summary>
internal static class MarathonBench
{
    private const int Items = 100_000;
    private const int Rounds = 25;

    public static int Run()
    {
        var sources = Sources();
        var pattern = MarathonPattern.Parse("A2B C3 D E2 F G H I J K L2 M N O P Q R S T U V W X Y Z", sources.Count).Value;
        Console.WriteLine($"{sources.Count} sources, {Items} items, half of them episodes of {sources.Count * 40} series; median and worst of {Rounds}, ms\n");
        Console.WriteLine("| what | median | worst | obvious means |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, method, rules) in Cases())
        {
            var steps = method == MarathonMethod.Interleave ? pattern : null;
            var plan = MarathonPlan.Make(sources, method, steps, seed: 42, keepRunOrder: true, rules);
            var times = Enumerable.Range(0, Rounds).Select(_ => Time(() => plan = MarathonPlan.Make(sources, method, steps, seed: 42, keepRunOrder: true, rules))).Order().ToList();
            var baseline = "";
            if (method == MarathonMethod.Interleave && rules == MarathonRules.None)
            {
                var slow = Array.Empty<MarathonPick>();
                baseline = Time(() => slow = Obvious(sources, pattern)).ToString("F0", System.Globalization.CultureInfo.InvariantCulture);
                if (!slow.AsSpan().SequenceEqual(plan.Picks.ToArray()))
                    throw new InvalidOperationException("The baseline makes another marathon.");
            }

            Console.WriteLine($"| {name} ({plan.Picks.Count} items) | {times[Rounds / 2]:F1} | {times[^1]:F1} | {baseline} |");
        }

        return 0;
    }

    private static IEnumerable<(string Name, MarathonMethod Method, MarathonRules Rules)> Cases() =>
    [
        ("interleave by a pattern, run order kept", MarathonMethod.Interleave, MarathonRules.None),
        ("shuffle, run order kept", MarathonMethod.Shuffle, MarathonRules.None),
        ("concatenate, run order kept", MarathonMethod.Concatenate, MarathonRules.None),
        ("interleave, no title twice, a bumper between every 3", MarathonMethod.Interleave, new MarathonRules
        {
            NoRepeats = true,
            Bumper = new MarathonItem("bench:bumper", "Bumper", null, null, 30_000),
            BumperEvery = 3,
        }),
    ];

    private static List<MarathonSource> Sources()
    {
        var (random, sources) = (new Random(1), new List<MarathonSource>());
        for (var source = 0; source < MarathonSource.Most; source++)
        {
            var items = new List<MarathonItem>();
            for (var i = source; i < Items; i += MarathonSource.Most)
            {
                var (series, id) = (random.Next(80), $"bench:{i}");
                items.Add(series < 40
                    ? new MarathonItem(id, $"Series {series}", $"{source}-{series}", new EpisodeMark(random.Next(1, 9), random.Next(1, 40)), 1_500_000)
                    : new MarathonItem(id, $"Film {i}", null, null, 5_400_000));
            }

            sources.Add(new MarathonSource($"source {source}", $"Source {source}", items));
        }

        return sources;
    }

    private static MarathonPick[] Obvious(List<MarathonSource> sources, IReadOnlyList<PatternStep> pattern)
    {
        var left = sources.ConvertAll(source => Enumerable.Range(0, source.Items.Count).ToList());
        var picks = new List<MarathonPick>();
        while (pattern.Any(step => left[step.Source].Count > 0))
        {
            foreach (var (source, count) in pattern)
            {
                for (var n = 0; n < count && left[source].Count > 0; n++)
                {
                    picks.Add(new MarathonPick(source, left[source][0]));
                    left[source].RemoveAt(0);
                }
            }
        }

        MarathonItem Of(MarathonPick pick) => sources[pick.Source].Items[pick.Index];
        foreach (var (source, series) in picks.Where(pick => Of(pick).Series is not null).Select(pick => (pick.Source, Of(pick).Series)).Distinct().ToList())
        {
            var places = Enumerable.Range(0, picks.Count).Where(place => picks[place].Source == source && Of(picks[place]).Series == series).ToList();
            var sorted = places.Select(place => picks[place]).OrderBy(pick => Of(pick).Mark!.Value).ThenBy(pick => pick.Index).ToList();
            for (var i = 0; i < places.Count; i++)
                picks[places[i]] = sorted[i];
        }

        return [.. picks];
    }

    private static double Time(Action run)
    {
        var started = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
