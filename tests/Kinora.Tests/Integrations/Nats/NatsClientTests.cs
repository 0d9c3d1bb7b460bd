using System.Globalization;
using Kinora.Integrations.Nats;
using Kinora.Tests.Support;

namespace Kinora.Tests.Integrations.Nats;

/// <summary>Against the real server.</summary>
public sealed class NatsClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishes_listens_in_groups_and_carries_headers()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        await using var all = client.Listen("kin.>");
        await using var one = client.Listen("kin.*", "workers");
        await using var two = client.Listen("kin.*", "workers");

        for (var i = 0; i < 200; i++)
            await client.PublishAsync("kin.a", Bytes($"{i}"), Cancel, new NatsHeaders().Add("X-Nr", $"{i}"), reply: "back.here");
        await client.FlushAsync(Cancel);
        for (var i = 0; i < 200; i++)
        {
            var message = await all.ReadAsync(Cancel);
            Assert.Equal(($"{i}", "kin.a", "back.here", $"{i}"), (message.Text, message.Subject, message.Reply, message.Headers!["x-nr"]));
        }

        one.Close();
        two.Close();
        var (first, second) = (await CountAsync(one), await CountAsync(two));
        Assert.Equal(200, first + second);
        Assert.True(first > 0 && second > 0);
    }

    [Fact]
    public async Task Asks_many_questions_at_once_and_each_gets_its_own_answer()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        await using var other = server.Client();
        await using var questions = other.Listen("double");
        var answering = AnswerAsync(other, questions, text => $"{2 * int.Parse(text, CultureInfo.InvariantCulture)}");
        await other.FlushAsync(Cancel);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(async i => (await client.RequestAsync("double", Bytes($"{i}"), Cancel)).Text));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{2 * i}"), answers);
        Assert.Equal(NatsFault.NoResponders, await FaultAsync(() => client.RequestAsync("nobody.there", default, Cancel)));
        await using var silent = other.Listen("silent");
        await other.FlushAsync(Cancel);
        Assert.Equal(NatsFault.Timeout, await FaultAsync(() => client.RequestAsync("silent", default, Cancel, TimeSpan.FromMilliseconds(200))));
        await questions.DisposeAsync();
        await answering;
    }

    [Fact]
    public async Task Gathers_what_several_answer()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        await using var one = client.Listen("who");
        await using var two = client.Listen("who");
        var answering = Task.WhenAll(AnswerAsync(client, one, _ => "one"), AnswerAsync(client, two, _ => "two"));

        var answers = await client.GatherAsync("who", default, TimeSpan.FromSeconds(2), Cancel);

        Assert.Equal(["one", "two"], answers.Select(answer => answer.Text).Order(StringComparer.Ordinal));
        Assert.Empty(await client.GatherAsync("nobody", default, TimeSpan.FromSeconds(30), Cancel));
        await one.DisposeAsync();
        await two.DisposeAsync();
        await answering;
    }

    [Fact]
    public async Task A_hundred_thousand_messages_arrive_in_order()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        await using var other = server.Client();
        await using var heard = other.Listen("many", most: 200_000);
        await other.FlushAsync(Cancel);
        var data = new byte[128];
        var publishing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    BitConverter.TryWriteBytes(data, i);
                    await client.PublishAsync("many", data, Cancel);
                }
            },
            Cancel);
        for (var i = 0; i < 100_000; i++)
            Assert.Equal(i, BitConverter.ToInt32((await heard.ReadAsync(Cancel)).Data));
        await publishing;
        Assert.Equal(0, other.State.Dropped);
    }

    [Fact]
    public async Task A_slow_reader_is_told_how_much_it_missed_and_holds_nobody_up()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        await using var slow = client.Listen("news", most: 10);
        await using var quick = client.Listen("news");
        for (var i = 0; i < 100; i++)
            await client.PublishAsync("news", Bytes($"{i}"), Cancel);
        for (var i = 0; i < 100; i++)
            Assert.Equal($"{i}", (await quick.ReadAsync(Cancel)).Text);

        for (var i = 0; i < 10; i++)
            Assert.Equal(($"{i}", 0L), (await slow.ReadAsync(Cancel)) is var message ? (message.Text, message.Missed) : default);
        await client.PublishAsync("news", Bytes("after"), Cancel);
        var after = await slow.ReadAsync(Cancel);

        Assert.Equal(("after", 90L), (after.Text, after.Missed));
        Assert.Equal(90, client.State.Dropped);
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_refused_before_it_is_sent()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        await client.FlushAsync(Cancel);

        Assert.Equal(8 << 20, client.MostBytes);
        Assert.Equal(NatsFault.TooLarge, await FaultAsync(() => client.PublishAsync("big", new byte[(8 << 20) + 1], Cancel).AsTask()));
        Assert.Equal(NatsFault.Invalid, await FaultAsync(() => client.PublishAsync("a b", default, Cancel).AsTask()));
        await using var heard = client.Listen("big");
        var most = new byte[8 << 20];
        Random(most);
        await client.PublishAsync("big", most, Cancel);
        Assert.Equal(most, (await heard.ReadAsync(Cancel)).Data);
        Assert.Equal(1, client.State.Times);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_connected_and_it_says_so()
    {
        await using var client = new NatsClient(
            Microsoft.Extensions.Options.Options.Create(new NatsOptions()), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<NatsClient>.Instance);
        Assert.Equal(NatsFault.NotConfigured, await FaultAsync(() => client.PublishAsync("a", default, Cancel).AsTask()));
        Assert.Equal("not set up (Nats:Url)", (await new NatsHealth(client).CheckAsync(Cancel)).Detail);
    }

    internal static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    internal static async Task<NatsFault> FaultAsync(Func<Task> act) => (await Assert.ThrowsAsync<NatsException>(act)).Fault;

    internal static void Random(byte[] bytes) => new Random(7).NextBytes(bytes);

    internal static async Task AnswerAsync(NatsClient client, NatsSubscription questions, Func<string, string> answer)
    {
        await foreach (var question in questions.ReadAllAsync(Cancel))
            await client.PublishAsync(question.Reply!, Bytes(answer(question.Text)), Cancel);
    }

    private static async Task<int> CountAsync(NatsSubscription subscription)
    {
        var count = 0;
        await foreach (var _ in subscription.ReadAllAsync(Cancel))
            count++;
        return count;
    }
}
