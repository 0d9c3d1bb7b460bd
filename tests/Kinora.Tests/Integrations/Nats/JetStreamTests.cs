using Kinora.Integrations.Nats;
using Kinora.Tests.Support;

namespace Kinora.Tests.Integrations.Nats;

/// <summary>Streams and their consumers, against the real server.</summary>
public sealed class JetStreamTests
{
    private static readonly StreamConfig Orders = new() { Name = "ORDERS", Subjects = ["orders.>"], Retention = "workqueue" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_stored_once_however_often_it_is_sent()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        var streams = new JetStream(client);
        await streams.EnsureAsync(Orders, Cancel);
        Assert.Equal("workqueue", (await streams.EnsureAsync(Orders with { Retention = "limits" }, Cancel)).Config.Retention);

        var first = await streams.PublishAsync("orders.new", NatsClientTests.Bytes("one"), Cancel, messageId: "m1");
        var again = await streams.PublishAsync("orders.new", NatsClientTests.Bytes("one"), Cancel, messageId: "m1");

        Assert.Equal((1L, false, 1L, true), (first.Seq, first.Duplicate, again.Seq, again.Duplicate));
        Assert.Equal(1, (await streams.FindAsync("ORDERS", Cancel))!.State.Messages);
        Assert.Equal(NatsFault.NoResponders, await NatsClientTests.FaultAsync(() => streams.PublishAsync("elsewhere", default, Cancel)));
        Assert.Null(await streams.FindAsync("NOTHING", Cancel));
    }

    [Fact]
    public async Task What_is_not_acknowledged_comes_again_and_what_is_ended_does_not()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        var streams = new JetStream(client);
        await streams.EnsureAsync(Orders, Cancel);
        for (var i = 0; i < 4; i++)
            await streams.PublishAsync("orders.new", NatsClientTests.Bytes($"{i}"), Cancel);
        var consumer = await streams.ConsumerAsync("ORDERS", new ConsumerConfig { DurableName = "work", AckWait = TimeSpan.FromSeconds(1) }, Cancel);

        var got = await consumer.FetchAsync(10, TimeSpan.FromMilliseconds(500), Cancel);
        Assert.Equal(["0", "1", "2", "3"], got.Select(message => message.Message.Text));
        await got[0].AckAsync(Cancel);
        await got[1].NakAsync(TimeSpan.Zero, Cancel);
        await got[2].TermAsync(Cancel);

        // The refused one at once, the forgotten one when its time is over.
        var back = new List<string>();
        while (back.Count < 2)
        {
            foreach (var message in await consumer.FetchAsync(1, TimeSpan.FromSeconds(5), Cancel))
            {
                Assert.Equal(2, message.Place.Delivered);
                back.Add(message.Message.Text);
                await message.AckAsync(Cancel);
            }
        }

        Assert.Equal(["1", "3"], back.Order(StringComparer.Ordinal));
        Assert.Empty(await consumer.FetchAsync(5, TimeSpan.FromMilliseconds(300), Cancel));
        await streams.DropAsync("ORDERS", "work", Cancel);
        Assert.Equal(NatsFault.NotFound, await NatsClientTests.FaultAsync(() => consumer.FetchAsync(1, TimeSpan.FromMilliseconds(300), Cancel)));
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_and_each_message_is_done_once()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        var streams = new JetStream(client);
        await streams.EnsureAsync(Orders, Cancel);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        var killing = Task.Run(
            async () =>
            {
                await NatsFaultTests.UntilAsync(() => Count(stored) > 300, "some are stored");
                await server.KillAsync();
                await server.StartAgainAsync();
            },
            Cancel);
        for (var i = 0; i < 1_000;)
        {
            try
            {
                await streams.PublishAsync("orders.new", NatsClientTests.Bytes($"{i}"), Cancel, messageId: $"m{i}");
                lock (stored)
                    stored.Add($"{i++}");
            }
            catch (NatsException fault) when (fault.Fault is NatsFault.Broken or NatsFault.Away or NatsFault.NoResponders or NatsFault.Timeout)
            {
                // Whether it was stored is unknown: again, under the same id.
            }
        }

        await killing;
        var consumer = await streams.ConsumerAsync("ORDERS", new ConsumerConfig { DurableName = "work" }, Cancel);
        var got = new List<string>();
        while (got.Count < 1_000)
        {
            foreach (var message in await consumer.FetchAsync(250, TimeSpan.FromSeconds(5), Cancel))
            {
                got.Add(message.Message.Text);
                await message.AckAsync(Cancel);
            }
        }

        Assert.Equal(stored.Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_fetch_that_meets_a_broken_connection_ends_and_the_next_one_gets_all()
    {
        await using var server = await TestNats.StartAsync();
        await using var door = new TestDoor(server.Port);
        await using var client = server.Client(door.Url);
        var streams = new JetStream(client);
        await streams.EnsureAsync(Orders, Cancel);
        var consumer = await streams.ConsumerAsync("ORDERS", new ConsumerConfig { DurableName = "work", AckWait = TimeSpan.FromSeconds(1) }, Cancel);

        var fetching = consumer.FetchAsync(1, TimeSpan.FromSeconds(60), Cancel);
        door.Slam();
        Assert.Empty(await fetching);
        await streams.PublishAsync("orders.new", NatsClientTests.Bytes("kept"), Cancel);

        var got = new List<JetStreamMessage>();
        while (got.Count == 0)
            got.AddRange(await consumer.FetchAsync(1, TimeSpan.FromSeconds(5), Cancel));
        Assert.Equal("kept", got[0].Message.Text);
    }

    private static int Count(HashSet<string> stored)
    {
        lock (stored)
            return stored.Count;
    }
}
