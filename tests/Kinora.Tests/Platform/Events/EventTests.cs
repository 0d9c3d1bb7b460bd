using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Events;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Platform.Events;

public sealed class EventTests
{
    private readonly ConcurrentQueue<(string Key, int Number)> _told = new();
    private readonly TestClock _clock = new();
    private Func<Happened, Task> _do = _ => Task.CompletedTask;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_event_is_delivered_with_its_transaction_and_not_without(string database)
    {
        await using var app = await StartAsync(database);
        await PublishAsync(app, "a", 1);
        await app.Get<Db>().TransactAsync<Outcome<Done>>(
            async tx =>
            {
                await app.Get<IEvents>().PublishAsync(tx, new Happened("a", 2), "a");
                return new Refusal(RefusalKind.Invalid, "no", "No.");
            },
            Cancel);

        await app.RunJobsAsync();
        await app.RunJobsAsync();

        Assert.Equal([("a", 1)], _told);
    }

    [Theory, EachDatabase]
    public async Task Events_of_one_key_arrive_in_order_however_many_publish_and_deliver_at_once(string database)
    {
        await using var app = await StartAsync(database);
        await app.Get<Db>().ExecuteAsync("create table counter (key text primary key, n bigint not null)", null, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => PublishNextAsync(app, $"k{n % 5}")));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.Get<EventPump>().DeliverDueAsync(Cancel))));
        await app.RunJobsAsync();

        Assert.Equal(100, _told.Count);
        foreach (var line in _told.GroupBy(told => told.Key))
            Assert.Equal(Enumerable.Range(1, 20), line.Select(told => told.Number));
    }

    [Theory, EachDatabase]
    public async Task An_event_that_fails_holds_up_its_own_key_alone_until_it_is_set_aside(string database)
    {
        await using var app = await StartAsync(database);
        _do = told => told is { Key: "bad", Number: 1 } ? throw new InvalidOperationException("poison") : Task.CompletedTask;
        await PublishAsync(app, "bad", 1);
        await PublishAsync(app, "bad", 2);
        await PublishAsync(app, "good", 1);

        await app.RunJobsAsync();
        Assert.Equal([("good", 1)], _told);
        for (var attempt = 2; attempt <= 8; attempt++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await app.RunJobsAsync();
        }

        Assert.Equal([("good", 1), ("bad", 2)], _told);
        var dead = await app.Get<Db>().QueryAsync<string>("select error from event_delivery where dead", null, Cancel);
        Assert.Equal(["InvalidOperationException: poison"], dead);
    }

    [Theory, EachDatabase]
    public async Task What_a_killed_process_was_telling_is_told_again_and_in_order(string database)
    {
        await using var app = await StartAsync(database);
        await PublishAsync(app, "a", 1);
        await PublishAsync(app, "a", 2);
        var killed = Assert.Single(await app.Get<EventStore>().ClaimAsync(10, TimeSpan.FromMinutes(1), Cancel));

        await app.RunJobsAsync();
        Assert.Empty(_told);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await app.RunJobsAsync();

        Assert.Equal([("a", 1), ("a", 2)], _told);
        Assert.False(await app.Get<EventStore>().DoneAsync(killed, Cancel));
    }

    [Theory, EachDatabase]
    public async Task The_envelope_says_who_what_and_when(string database)
    {
        await using var app = await StartAsync(database);
        await app.Get<Db>().TransactAsync(
            tx => app.Get<IEvents>().PublishAsync(tx, new Happened("a", 1), "a", new EventFacts { Actor = "user:7", Labels = ["x"] }), Cancel);
        var delivery = Assert.Single(await app.Get<EventStore>().ClaimAsync(10, TimeSpan.FromMinutes(1), Cancel));

        var envelope = JsonNode.Parse(delivery.ToJson())!.AsObject();
        Assert.Equal(["id", "topic", "ts", "version", "source", "payload", "actor", "labels"], envelope.Select(member => member.Key));
        Assert.Equal("""{"key":"a","number":1}""", envelope["payload"]!.ToJsonString());
        Assert.Equal(
            ("test.thing.happened.v1", "v1", "2026-03-01T12:00:00.000Z", "user:7"),
            ((string?)envelope["topic"], (string?)envelope["version"], (string?)envelope["ts"], (string?)envelope["actor"]));
    }

    [Theory, EachDatabase]
    public async Task By_itself_an_event_arrives_soon(string database)
    {
        await using var app = await StartAsync(database, ("Jobs:Enabled", "true"));
        await PublishAsync(app, "a", 1);

        await app.UntilAsync(() => Task.FromResult(!_told.IsEmpty));
    }

    private Task<TestApp> StartAsync(string database, params (string Key, string? Value)[] settings) => TestApp.StartAsync(
        database,
        services => services.AddSingleton<TimeProvider>(_clock).AddSingleton(this).AddSubscriber<Happened, Handler>(),
        settings);

    private static Task PublishAsync(TestApp app, string key, int number) => app.Get<Db>().TransactAsync(
        tx => app.Get<IEvents>().PublishAsync(tx, new Happened(key, number), key), Cancel);

    /// <summary>Publishes the key's next number; the number is only known in the transaction.</summary>
    private static Task PublishNextAsync(TestApp app, string key) => app.Get<Db>().TransactAsync(
        async tx =>
        {
            await tx.LockAsync($"event/{key}");
            var number = await tx.ScalarAsync<int>(
                "insert into counter (key, n) values (@key, 1) on conflict (key) do update set n = counter.n + 1 returning n", new { key });
            await app.Get<IEvents>().PublishAsync(tx, new Happened(key, number), key);
        },
        Cancel);

    internal sealed record Happened(string Key, int Number) : IEvent
    {
        public static string Topic => "test.thing.happened.v1";
    }

    internal sealed class Handler(EventTests test) : ISubscriber<Happened>
    {
        public async Task HandleAsync(Happened happened, EventEnvelope envelope, CancellationToken cancel)
        {
            await test._do(happened);
            test._told.Enqueue((happened.Key, happened.Number));
        }
    }
}
