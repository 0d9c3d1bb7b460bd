using System.Diagnostics.Metrics;
using Kinora.Platform.Database;
using Kinora.Signals;
using Kinora.Signals.Contracts;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Signals;

public sealed class SignalDoorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Records_an_event_once_however_often_it_is_sent(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var play = Play("import:laura");

        var first = await desk.Door.RecordAsync("p1", [play, play], Cancel);
        var again = await desk.Door.RecordAsync("p1", [play with { EventId = play.EventId.ToUpperInvariant() }], Cancel);
        var other = await desk.Door.RecordAsync("p2", [play], Cancel);

        Assert.Equal([SignalStatus.Recorded, SignalStatus.Duplicate], first.Select(result => result.Status));
        Assert.Equal(SignalStatus.Duplicate, again.Single().Status);
        Assert.Equal(SignalStatus.Recorded, other.Single().Status);
        Assert.Single(await desk.History.SinceAsync("p1", 0, Cancel));
    }

    [Theory, EachDatabase]
    public async Task Keeps_every_member_of_an_event(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var sent = Play("import:laura") with
        {
            Kind = SignalKind.Progress,
            FeedSession = Guid.CreateVersion7().ToString(),
            PositionMs = 61_000,
            DurationMs = 5_280_000,
            Watched = "[[0,61000]]",
            Value = 0.25,
            Surface = "feed",
            Device = "tv (hall)",
        };

        await desk.Door.RecordAsync("p1", [sent], Cancel);

        var kept = Assert.Single(await desk.History.SinceAsync("p1", 0, Cancel));
        Assert.Equal(sent with { Ordinal = 1, ReceivedAt = kept.ReceivedAt, Version = 1 }, kept);
        Assert.Empty(await desk.History.SinceAsync("p1", kept.Version, Cancel));
        Assert.Single(await desk.History.OfProfilesAsync(["p1"], 0, Cancel));
    }

    [Theory, EachDatabase]
    public async Task Many_senders_of_the_same_events_record_each_once_and_lose_none(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var events = Enumerable.Range(0, 60).Select(_ => Play("import:laura")).ToArray();

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(sender =>
            desk.Door.RecordAsync("p1", [.. events.Skip(sender).Concat(events.Take(sender)).Take(30)], Cancel)));

        Assert.Equal(60, results.Sum(batch => batch.Count(result => result.Status == SignalStatus.Recorded)));
        Assert.Equal(60, (await desk.History.SinceAsync("p1", 0, Cancel)).Count);
        Assert.Equal(40, await desk.Versions.CurrentAsync("p1", Cancel));
    }

    [Theory, EachDatabase]
    public async Task The_latest_opinion_wins_in_whatever_order_it_arrives(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var like = Play("import:laura") with { Kind = SignalKind.Like };
        var dislike = like with { Kind = SignalKind.Dislike, EventId = NewId(), At = like.At + 1 };
        var hide = like with { Kind = SignalKind.Hide, EventId = NewId(), Target = "title:import:laura" };
        var unhide = hide with { Kind = SignalKind.Unhide, EventId = NewId(), At = hide.At + 1 };

        await desk.Door.RecordAsync("p1", [dislike, unhide], Cancel);
        await desk.Door.RecordAsync("p1", [like, hide], Cancel);
        await desk.Door.RecordAsync("p2", [like, hide], Cancel);
        await desk.Door.RecordAsync("p2", [dislike, unhide], Cancel);

        Assert.Equal([-1L, -1L], await desk.Db.QueryAsync<long>("select value from rating order by profile_id", null, Cancel));
        Assert.Equal([false, false], await desk.Db.QueryAsync<bool>("select hidden from hide order by profile_id", null, Cancel));
    }

    [Theory, EachDatabase]
    public async Task Observers_see_what_was_new_by_time_of_event_and_a_fault_of_theirs_loses_the_batch(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var early = Play("import:laura");
        var late = early with { EventId = NewId(), At = early.At + 5 };
        var bad = early with { EventId = NewId(), TitleId = "import:nobody" };

        await desk.Door.RecordAsync("p1", [late, bad, early], Cancel);

        var seen = Assert.Single(desk.Observer.Seen);
        Assert.Equal((1L, "p1"), (seen.Version, seen.ProfileId));
        Assert.Equal([early.EventId, late.EventId], seen.Signals.Select(signal => signal.EventId));
        desk.Observer.Fault = new InvalidOperationException("broken");
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.Door.RecordAsync("p1", [Play("import:laura")], Cancel));
        Assert.Equal(2, (await desk.History.SinceAsync("p1", 0, Cancel)).Count);
        Assert.Equal(1, await desk.Versions.CurrentAsync("p1", Cancel));
    }

    [Theory, EachDatabase]
    public async Task Of_many_who_move_one_version_exactly_one_wins(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        for (var expected = 0; expected < 3; expected++)
        {
            var from = expected;
            var moved = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.Db.TransactAsync(
                tx => desk.Versions.TryMoveAsync(tx, "p1", from), Cancel)));

            Assert.Single(moved, won => won);
            Assert.Equal(from + 1, await desk.Versions.CurrentAsync("p1", Cancel));
        }
    }

    private static string NewId() => Guid.CreateVersion7().ToString();

    private static Signal Play(string title) => new()
    {
        EventId = NewId(),
        Kind = SignalKind.Play,
        TitleId = title,
        At = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 60_000,
    };

    private sealed class Watcher : ISignalObserver
    {
        public List<RecordedSignals> Seen { get; } = [];

        public Exception? Fault { get; set; }

        public Task RecordedAsync(Tx tx, RecordedSignals recorded)
        {
            if (Fault is not null)
                return Task.FromException(Fault);
            tx.OnCommitted(() =>
            {
                lock (Seen)
                    Seen.Add(recorded);
            });
            return Task.CompletedTask;
        }
    }

    private sealed class OneTitle : ISignalTitles
    {
        public int? Ordinal(string titleId) => titleId == "import:laura" ? 1 : null;
    }

    /// <summary>The door on a database of its own.</summary>
    private sealed class Desk(TestDatabase own, Db db, ServiceProvider metrics) : IAsyncDisposable
    {
        public Db Db => db;

        public ProfileVersions Versions { get; } = new(db);

        public SignalHistory History { get; } = new(db);

        public Watcher Observer { get; } = new();

        public SignalDoor Door => field ??= new SignalDoor(
            db, TimeProvider.System, new OneTitle(), Versions, [Observer], metrics.GetRequiredService<IMeterFactory>());

        public static async Task<Desk> OpenAsync(string database)
        {
            var own = await TestDatabase.CreateAsync(database);
            var db = own.Open();
            await new Migrator(db, TimeProvider.System, [new SignalsModule()]).RunAsync(Cancel);
            return new Desk(own, db, new ServiceCollection().AddMetrics().BuildServiceProvider());
        }

        public async ValueTask DisposeAsync()
        {
            await db.DisposeAsync();
            await metrics.DisposeAsync();
            await own.DisposeAsync();
        }
    }
}
