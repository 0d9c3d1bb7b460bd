using Kinora.Catalog.Contracts;
using Kinora.Playlists.Marathons;

namespace Kinora.Tests.Playlists.Marathons;

public sealed class MarathonPlanTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Draws_are_those_of_the_published_generator()
    {
        var draws = new SeededShuffle(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => draws.Next()).ToArray());
    }

    [Fact]
    public void A_shuffle_is_the_same_everywhere_and_for_ever()
    {
        var items = Enumerable.Range(0, 12).ToArray();

        new SeededShuffle(42).Shuffle(items.AsSpan());

        Assert.Equal("9 7 11 5 4 10 6 0 3 2 1 8", string.Join(' ', items));
    }

    [Theory]
    [InlineData(null, "a1 b1 c1 a2 b2 a3")]
    [InlineData("A2B1", "a1 a2 b1 a3 b2")]
    [InlineData("CA", "c1 a1 a2 a3")]
    public void Sources_take_turns_or_follow_the_pattern_and_what_is_exhausted_is_skipped(string? pattern, string order)
    {
        MarathonSource[] sources = [Source("a", 3), Source("b", 2), Source("c", 1)];

        var plan = Make(sources, MarathonMethod.Interleave, pattern);

        Assert.Equal(order, Names(plan));
        Assert.Equal(plan.Picks.Count, plan.Used.Sum());
    }

    [Fact]
    public void Episodes_run_in_order_within_the_places_of_their_source_and_others_stay()
    {
        var mixed = new MarathonSource("p", "p", [Item("x S01E03"), Item("film"), Item("X s1.e1"), Item("y S01E02"), Item("x 1x02"), Item("y s01e01")]);

        var plan = Make([mixed, Source("b", 6)], MarathonMethod.Interleave, null);

        Assert.Equal("X s1.e1|b1|film|b2|x 1x02|b3|y s01e01|b4|x S01E03|b5|y S01E02|b6", Names(plan, '|'));
    }

    [Fact]
    public void Limits_slots_and_bumpers_bound_what_is_shown()
    {
        var films = new MarathonSource("p", "p", [Item("f1", 50), Item("f2", 40), Item("f3", 0), Item("f4", 10), Item("f5", 5)]);
        var bumper = Item("jingle", 1);

        Assert.Equal("f1 f2", Names(Make([films], rules: new MarathonRules { LimitItems = 2 })));
        Assert.Equal("f1 f2 f3", Names(Make([films], rules: new MarathonRules { LimitMs = 95 * Minute })));
        Assert.Equal("f1 f4 f5", Names(Make([films], rules: new MarathonRules { FitMs = 70 * Minute })));
        var bumped = Make([films], rules: new MarathonRules { Bumper = bumper, BumperEvery = 2 });
        Assert.Equal(("f1 f2 jingle f3 f4 jingle f5", true, 107 * Minute, 1), (Names(bumped, bumper: bumper), bumped.NeedsDupes, bumped.TotalMs, bumped.UnknownDurations));
        var cut = Make([films], rules: new MarathonRules { Bumper = bumper, BumperEvery = 1, LimitItems = 2 });
        Assert.Equal(("f1 jingle f2", false, 3), (Names(cut, bumper: bumper), cut.NeedsDupes, cut.Beyond));
    }

    [Fact]
    public void No_title_comes_twice_and_a_source_starts_where_it_is_told()
    {
        var series = new MarathonSource("p", "p", [Item("x S01E01"), Item("x S01E02"), Item("x S02E01"), Item("x S01E01")]);

        Assert.Equal(("x S01E01|x S01E02|x S02E01", 1), (Names(Make([series], rules: new MarathonRules { NoRepeats = true }), '|'), Make([series], rules: new MarathonRules { NoRepeats = true }).Repeats));
        Assert.Equal("x S01E02|x S02E01", Names(Make([series], rules: Start(new MarathonStart(new EpisodeMark(1, 2), null))), '|'));
        Assert.Equal("x S01E01|x S02E01", Names(Make([series], rules: Start(new MarathonStart(null, "x S02E01"))), '|'));
        Assert.False(new MarathonStart(new EpisodeMark(3, 1), null).IsIn(series));
    }

    [Fact]
    public void Nothing_is_lost_or_doubled_and_places_keep_their_source_in_thousands_of_worlds()
    {
        var random = new Random(3);
        for (var world = 0; world < 3_000; world++)
        {
            var sources = Enumerable.Range(0, random.Next(1, 27)).Select(s => new MarathonSource(
                $"{s}", $"{s}", [.. Enumerable.Range(0, random.Next(30)).Select(i => Item(Any(random, s, i)))])).ToArray();
            var method = (MarathonMethod)random.Next(3);
            var pattern = random.Next(2) == 0 ? null : string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => $"{MarathonSource.LabelOf(random.Next(sources.Length))}{random.Next(1, 5)}"));
            var seed = random.NextInt64();

            var (kept, plain) = (Make(sources, method, pattern, seed, keep: true), Make(sources, method, pattern, seed, keep: false));

            Assert.Equal(kept.Picks, Make(sources, method, pattern, seed, keep: true).Picks);
            Assert.Equal(plain.Picks.Select(pick => pick.Source), kept.Picks.Select(pick => pick.Source));
            Assert.Equal(plain.Picks.Order(Places), kept.Picks.Order(Places));
            Assert.Equal(kept.Picks.Count, kept.Picks.Distinct().Count());
            var named = method == MarathonMethod.Interleave && pattern is not null ? pattern.Where(char.IsLetter).Select(label => label - 'A').ToHashSet() : [.. Enumerable.Range(0, sources.Length)];
            Assert.Equal(sources.Where((_, s) => named.Contains(s)).Sum(source => source.Items.Count), kept.Picks.Count);
            foreach (var run in kept.Picks.Where(pick => Of(pick).Mark is not null).GroupBy(pick => (pick.Source, Of(pick).Series)))
                Assert.Equal(run.OrderBy(pick => Of(pick).Mark).Select(pick => Of(pick).Mark), run.Select(pick => Of(pick).Mark));
            foreach (var (a, b) in kept.Picks.Zip(plain.Picks).Where(pair => Of(pair.First).Mark is null || Of(pair.Second).Mark is null))
                Assert.Equal(b, a);
            if (method != MarathonMethod.Shuffle)
                Assert.All(plain.Picks.GroupBy(pick => pick.Source), own => Assert.Equal(Enumerable.Range(0, own.Count()), own.Select(pick => pick.Index)));

            MarathonItem Of(MarathonPick pick) => sources[pick.Source].Items[pick.Index];
        }
    }

    private static readonly Comparer<MarathonPick> Places = Comparer<MarathonPick>.Create((x, y) => (x.Source, x.Index).CompareTo((y.Source, y.Index)));

    private static string Any(Random random, int source, int index) => random.Next(4) switch
    {
        0 => $"film {source}-{index}",
        1 => $"Série {random.Next(3)} S{random.Next(3)}E{random.Next(9)}",
        2 => $"serie {random.Next(3)} {random.Next(3)}x{random.Next(9):00}",
        _ => $"Show {random.Next(2)} Season {random.Next(3)}, Episode {random.Next(9)}",
    };

    private static MarathonRules Start(MarathonStart start) => new() { StartAt = new Dictionary<int, MarathonStart> { [0] = start } };

    private static MarathonSource Source(string name, int items) => new(name, name, [.. Enumerable.Range(1, items).Select(i => Item($"{name}{i}"))]);

    private static MarathonItem Item(string title, int minutes = 30) => EpisodeReader.TryRead(title, out var mark, out var start)
        ? new MarathonItem(title, title, SeriesName.Fold(title.AsSpan(0, start)), mark, minutes * Minute)
        : new MarathonItem(title, title, null, null, minutes * Minute);

    private static MarathonPlan Make(
        MarathonSource[] sources, MarathonMethod method = MarathonMethod.Concatenate, string? pattern = null, long seed = 1, bool keep = true, MarathonRules? rules = null) =>
        MarathonPlan.Make(sources, method, pattern is null ? null : MarathonPattern.Parse(pattern, sources.Length).Value, seed, keep, rules ?? MarathonRules.None);

    private static string Names(MarathonPlan plan, char between = ' ', MarathonItem? bumper = null) =>
        string.Join(between, plan.Picks.Select(pick => plan.Item(pick, bumper).Title));
}
