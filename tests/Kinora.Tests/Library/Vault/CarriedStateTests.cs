using System.Text.Json.Nodes;
using Kinora.Library.Contracts;
using Kinora.Library.History;
using Kinora.Library.States;
using Kinora.Library.Vault;
using Kinora.Library.Watching;
using Kinora.Signals.Contracts;

namespace Kinora.Tests.Library.Vault;

public sealed class CarriedStateTests
{
    private const long Noon = 1_770_000_000_000;
    private const long Film = 5_400_000;

    [Fact]
    public void Of_5_000_states_each_reads_after_the_way_through_its_file_as_before()
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var (state, plays) = Some(new Random(seed));
            if (state.AddedAt is null)
                continue;
            var written = VaultJson.Node(VaultStateFile.Of(state, plays));

            var (back, rows) = CarriedState.Of(VaultJson.Read<VaultState>(JsonNode.Parse(written.ToJsonString())!));

            var again = VaultJson.Node(VaultStateFile.Of(back, rows));
            Assert.True(JsonNode.DeepEquals(written, again), $"Seed {seed}:\n{written.ToJsonString()}\n{again.ToJsonString()}");
            Assert.Empty(VaultSchema.Check(written, VaultSchema.Of(VaultFile.VideoStates).RecordOf("video_states"), ""));
        }
    }

    [Fact]
    public void What_is_watched_afterwards_goes_on_from_there_and_what_comes_late_from_before_is_in_it_already()
    {
        var (state, plays) = Some(new Random(3));
        var (back, _) = CarriedState.Of(VaultJson.Read<VaultState>(VaultJson.Node(VaultStateFile.Of(state, plays))));
        WatchEvent[] late = [Beat(-5_000_000, 10_000), Beat(-4_990_000, 20_000)];
        WatchEvent[] later = [Beat(90_000_000, 1_000_000), Beat(90_060_000, 1_060_000)];

        var reduced = WatchReducer.FromAll([.. late, .. later], back.Rules(0.9), back.Carried);

        Assert.Equal(back.Carried!.WatchedMs + 60_000, reduced.Facts.WatchedMs);
        Assert.Equal(1_060_000, reduced.Facts.PositionMs);
        Assert.Single(reduced.Plays);
    }

    [Fact]
    public void An_entry_that_a_hand_wrote_needs_no_more_than_its_id()
    {
        var (state, plays) = CarriedState.Of(VaultJson.Read<VaultState>(JsonNode.Parse("""{"video_id": "import:a", "watch_status": "completed", "personal_rating": 5}""")!));

        Assert.Equal((WatchStatus.Completed, 5, "import:a"), (state.Status, state.Marks.Rating, state.Title));
        Assert.Empty(plays);
    }

    private static WatchEvent Beat(long at, long position) =>
        new(Noon + at, Guid.CreateVersion7().ToString(), SignalKind.Progress, position, Film, null, [], "tv");

    private static (WatchState State, List<PlayRow> Plays) Some(Random random)
    {
        var events = new List<WatchEvent>();
        for (var (at, n) = (0L, random.Next(40)); n > 0; n--)
        {
            at += random.Next(6) == 0 ? random.Next(10_000_000) : random.Next(30_000);
            events.Add(Beat(at, random.NextInt64(Film)));
        }

        var marks = new WatchMarks
        {
            Notes = random.Next(3) == 0 ? "notes ✎" : null,
            Tags = random.Next(3) == 0 ? ["a", "b c"] : [],
            Rating = random.Next(3) == 0 ? random.Next(1, 6) : null,
            EstimatedMinutes = random.Next(5) == 0 ? random.Next(200) : null,
            DismissedAt = random.Next(5) == 0 ? Noon + random.Next(1_000_000) : null,
            CreatedAt = random.Next(2) == 0 ? Noon + random.Next(1_000_000) : null,
        };
        if (random.Next(3) == 0)
            marks = marks with { Status = (WatchStatus)random.Next(4), StatusAt = Noon + random.Next(20_000_000), CreatedAt = Noon };
        if (random.Next(4) == 0)
            marks = marks with { Progress = Math.Round(random.NextDouble(), 3), ProgressAt = Noon + random.Next(20_000_000), CreatedAt = Noon };
        var reduced = WatchReducer.FromAll(events, marks.Rules(0.9));
        var rows = reduced.Plays.Where(play => play.Begun).Select(Row).ToList();
        var manual = random.Next(3) == 0 ? new[] { Entry(random) } : [];
        var state = new WatchState
        {
            TitleId = "test:a",
            Title = "A",
            Creator = random.Next(2) == 0 ? "Somebody" : null,
            DurationMs = random.Next(4) == 0 ? 0 : Film,
            Facts = reduced.Facts,
            Marks = marks,
            Manual = manual.Length == 0 ? ManualPlays.None : new ManualPlays(1, manual[0].WatchedMs, manual[0].StartedAt, manual[0].EndedAt, manual[0].Completed ? manual[0].EndedAt : null),
        };
        return (state, [.. rows.Concat(manual).OrderBy(row => row.StartedAt).ThenBy(row => row.Id, StringComparer.Ordinal)]);
    }

    private static PlayRow Row(Play play) => Made(play.Id, play.StartedAt, play.LastAt, play.WatchedMs, play.CompletedAt is not null, false) with
    {
        ProgressStart = play.ProgressStart ?? 0,
        ProgressEnd = play.ProgressEnd ?? 0,
        CreditedMs = play.CreditedMs,
    };

    private static PlayRow Entry(Random random)
    {
        var start = Noon + random.Next(20_000_000);
        return Made(Guid.CreateVersion7().ToString(), start, start + 600_123, 600_123, random.Next(2) == 0, true);
    }

    private static PlayRow Made(string id, long started, long ended, long watched, bool completed, bool manual) => new()
    {
        Id = id,
        TitleId = "test:a",
        Title = "A",
        StartedAt = started,
        EndedAt = ended,
        WatchedMs = watched,
        CreditedMs = watched,
        DurationMs = Film,
        ProgressStart = 0,
        ProgressEnd = 1,
        Completed = completed,
        Manual = manual,
    };
}
