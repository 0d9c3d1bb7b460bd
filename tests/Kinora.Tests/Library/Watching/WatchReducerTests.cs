using Kinora.Library.States;
using Kinora.Library.Watching;
using Kinora.Signals.Contracts;

namespace Kinora.Tests.Library.Watching;

public sealed class WatchReducerTests
{
    private const long Film = 5_400_000;
    private const long Minute = 60_000;
    private const long Noon = 1_770_000_000_000;

    private static readonly WatchRules Rules = new(0.9, long.MinValue, long.MinValue, []);

    [Fact]
    public void Any_order_duplicates_and_delays_of_20_000_streams_say_the_same()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var (events, rules) = (Stream(random), SomeRules(random));
            var straight = WatchReducer.FromAll(events, rules);

            var crooked = Delivered([.. events.Concat(events.Where(_ => random.Next(4) == 0)).OrderBy(_ => random.Next())], rules, random);

            Assert.True(Same(straight, crooked), $"Seed {seed}: {straight.Facts} but {crooked.Facts}");
        }
    }

    [Fact]
    public void Watched_time_never_exceeds_the_wall_clock_nor_is_less_than_nothing()
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var events = Stream(new Random(seed));
            foreach (var play in WatchReducer.FromAll(events, Rules).Plays)
            {
                Assert.True(play.WatchedMs >= 0 && play.WatchedMs <= play.LastAt - play.StartedAt, $"Seed {seed}: {play.WatchedMs} ms in {play.LastAt - play.StartedAt} ms");
                Assert.InRange(play.CreditedMs, 0, play.DurationMs > 0 ? play.DurationMs : long.MaxValue);
            }
        }
    }

    [Fact]
    public void Seeking_watches_nothing_and_a_pause_lasts_no_time()
    {
        var facts = Facts(At(0, 0), At(10, 10_000), At(20, 3_000_000), At(30, 3_010_000), At(630, 3_010_000), At(640, 3_020_000));

        Assert.Equal(30_000, facts.WatchedMs);
        Assert.Equal(3_020_000, facts.PositionMs);
    }

    [Fact]
    public void Twice_the_speed_takes_half_the_time()
    {
        var facts = Facts([.. Enumerable.Range(0, 61).Select(n => At(n * 10, n * 20_000L))]);

        Assert.Equal(10 * Minute, facts.WatchedMs);
    }

    [Fact]
    public void Two_devices_at_once_live_through_one_time_and_the_later_one_says_where_it_is()
    {
        var events = Enumerable.Range(0, 31).SelectMany(n => new[] { At(n * 10, n * 10_000L, device: "tv"), At(n * 10 + 5, 1_000_000 + n * 10_000L, device: "phone") });

        var facts = Facts([.. events]);

        Assert.Equal(305_000, facts.WatchedMs);
        Assert.Equal(1_300_000, facts.PositionMs);
    }

    [Fact]
    public void A_claim_of_more_than_the_clock_allows_is_cut()
    {
        var facts = Facts(At(0, 0, SignalKind.Play), At(10, 10_000) with { Watched = [new(0, Film)] });

        Assert.Equal(10_000, facts.WatchedMs);
    }

    [Fact]
    public void A_film_that_is_begun_again_after_its_end_is_another_play_and_stays_completed()
    {
        WatchEvent[] first = [At(0, 4_850_000), At(10, 4_860_000, SignalKind.Complete)];
        var again = WatchReducer.FromAll([.. first, At(20, 0, SignalKind.Play), At(40, 20_000)], Rules);

        Assert.Equal(2, again.Plays.Count);
        Assert.Equal(Noon + 10_000, again.Facts.CompletedAt);
        Assert.Equal(20_000, again.Facts.PositionMs);
    }

    [Fact]
    public void Half_an_hour_apart_is_one_play_and_a_moment_more_is_two()
    {
        Assert.Single(WatchReducer.FromAll([At(0, 0), At(1_800, 0)], Rules).Plays);
        Assert.Equal(2, WatchReducer.FromAll([At(0, 0), At(1_801, 0)], Rules).Plays.Count);
    }

    [Fact]
    public void Completion_is_a_matter_of_position_and_of_the_persons_own_threshold()
    {
        Assert.Equal(Noon, Facts(At(0, (long)(Film * 0.9))).CompletedAt);
        Assert.Null(WatchReducer.FromAll([At(0, (long)(Film * 0.9))], Rules with { Threshold = 0.95 }).Facts.CompletedAt);
        Assert.Equal(Noon, WatchReducer.FromAll([At(0, Film / 2)], Rules with { Threshold = 0.5 }).Facts.CompletedAt);
    }

    [Fact]
    public void A_short_clip_at_its_start_is_not_completed_by_a_player_that_says_so()
    {
        Assert.Null(Facts(At(0, 0, SignalKind.Complete) with { DurationMs = 30_000 }).CompletedAt);
        Assert.NotNull(Facts(At(0, null, SignalKind.Complete) with { DurationMs = 30_000 }).CompletedAt);
    }

    [Fact]
    public void A_look_of_a_few_seconds_is_no_play()
    {
        var facts = Facts(At(0, 0, SignalKind.Play), At(9, 9_000));

        Assert.Equal((0, null), (facts.Plays, facts.BegunAt));
        Assert.Equal(1, Facts(At(0, 0, SignalKind.Play), At(9, 9_000), At(11, 11_000)).Plays);
    }

    private static WatchFacts Facts(params WatchEvent[] events) => WatchReducer.FromAll(events, Rules).Facts;

    private static WatchEvent At(int second, long? position, SignalKind kind = SignalKind.Progress, string device = "") =>
        new(Noon + second * 1_000L, $"{second:d8}-{device}", kind, position, Film, null, [], device);

    /// <summary>As the store does it: what was not known yet is folded on where it follows, and otherwise everything is made again.</summary>
    private static Reduced Delivered(List<WatchEvent> arriving, WatchRules rules, Random random)
    {
        var known = new Dictionary<string, WatchEvent>();
        var (facts, last, plays) = (WatchFacts.None, (Play?)null, new Dictionary<string, Play>());
        for (var n = 0; n < arriving.Count;)
        {
            var size = Math.Min(arriving.Count - n, random.Next(1, 8));
            var batch = arriving.GetRange(n, size).DistinctBy(told => told.Id).Where(told => known.TryAdd(told.Id, told)).Where(rules.Counts).Order(WatchEvent.InOrder).ToList();
            n += size;
            if (batch.Count == 0)
                continue;
            var follows = WatchReducer.Follows(facts, batch[0]);
            var reduced = follows ? WatchReducer.Extend(facts, last, batch, rules) : WatchReducer.FromAll(known.Values, rules);
            if (!follows)
                plays.Clear();
            foreach (var play in reduced.Plays)
                plays[play.Id] = play;
            (facts, last) = (reduced.Facts, reduced.Last);
        }

        return new Reduced(facts, last, [.. plays.Values.OrderBy(play => (play.LastAt, play.LastId))]);
    }

    private static bool Same(Reduced one, Reduced other) => one.Facts == other.Facts && one.Plays.Count == other.Plays.Count
        && one.Plays.Zip(other.Plays).All(pair => Text(pair.First) == Text(pair.Second));

    private static string Text(Play play) => System.Text.Json.JsonSerializer.Serialize(play, WatchStateStore.Stored);

    private static WatchRules SomeRules(Random random) => new(
        0.5 + random.NextDouble() / 2,
        random.Next(3) == 0 ? Noon + random.Next(0, 200) * Minute : long.MinValue,
        random.Next(5) == 0 ? Noon + random.Next(0, 100) * Minute : long.MinValue,
        random.Next(5) == 0 ? [new Stretch(Noon + 30 * Minute, Noon + random.Next(30, 120) * Minute)] : []);

    /// <summary>Sittings on up to three devices, whose clocks may be wrong, with seeks, pauses, restarts and players that tell much or little.</summary>
    private static List<WatchEvent> Stream(Random random)
    {
        var (events, count) = (new List<WatchEvent>(), random.Next(1, 40));
        string[] devices = ["", "phone", "tv"];
        var (position, at, from) = (new long[3], Noon, new long[3]);
        for (var n = 0; n < count; n++)
        {
            var d = random.Next(3);
            var step = random.Next(6) == 0 ? random.Next(0, 90) * Minute : random.Next(0, 30) * 1_000L;
            at += step;
            position[d] = random.Next(5) switch
            {
                0 => random.NextInt64(0, Film),
                1 => position[d],
                _ => Math.Min(Film, position[d] + step * random.Next(0, 3)),
            };
            var kind = random.Next(8) switch { 0 => SignalKind.Play, 1 => SignalKind.Complete, 2 => SignalKind.TuneOut, _ => SignalKind.Progress };
            from[d] = kind == SignalKind.Play ? position[d] : Math.Min(from[d], position[d]);
            var wrong = random.Next(20) == 0 ? -random.Next(0, 300) * Minute : 0;
            events.Add(new WatchEvent(
                at + wrong, new Guid(random.Next(), (short)n, 0, [1, 2, 3, 4, 5, 6, 7, 8]).ToString(), kind, random.Next(6) == 0 ? null : position[d],
                random.Next(6) == 0 ? 0 : Film, random.Next(9) == 0 ? random.NextDouble() : null,
                d == 1 ? [new Stretch(from[d], position[d])] : [], devices[d]));
        }

        return events;
    }
}
