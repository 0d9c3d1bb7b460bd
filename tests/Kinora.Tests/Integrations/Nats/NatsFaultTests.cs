using System.Diagnostics;
using Kinora.Integrations.Nats;
using Kinora.Tests.Support;

namespace Kinora.Tests.Integrations.Nats;

/// <summary>Servers that die, networks that are cut, doors that stay shut.</summary>
public sealed class NatsFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_that_meets_a_kill_fails_and_is_not_asked_again()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        await using var other = server.Client();
        await using var questions = other.Listen("work");
        await other.FlushAsync(Cancel);
        var asking = client.RequestAsync("work", NatsClientTests.Bytes("once"), Cancel, Patience);
        Assert.Equal("once", (await questions.ReadAsync(Cancel)).Text);

        await server.KillAsync();
        Assert.Equal(NatsFault.Broken, await NatsClientTests.FaultAsync(() => asking));
        await server.StartAgainAsync();

        await client.ConnectedAsync(Cancel);
        await other.ConnectedAsync(Cancel);
        var answering = NatsClientTests.AnswerAsync(other, questions, text => $"done {text}");
        Assert.Equal("done again", await EventuallyAsync(async () => (await client.RequestAsync("work", NatsClientTests.Bytes("again"), Cancel)).Text));
        await questions.DisposeAsync();
        await answering;
        Assert.Equal(2, client.State.Times);
    }

    [Fact]
    public async Task What_is_published_while_the_server_is_away_arrives_and_what_is_over_the_bound_is_refused()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client(set: options => options.PendingMegabytes = 1);
        await using var heard = client.Listen("away");
        await client.FlushAsync(Cancel);
        await server.KillAsync();
        await UntilAsync(() => !client.State.IsUp, "the client notices");

        var taken = 0;
        var fault = await NatsClientTests.FaultAsync(
            async () =>
            {
                for (; ; taken++)
                    await client.PublishAsync("away", new byte[10_000], Cancel);
            });

        Assert.Equal(NatsFault.Full, fault);
        Assert.InRange(taken, 90, 105);
        Assert.Equal(taken, client.State.Waiting);
        Assert.False((await new NatsHealth(client).CheckAsync(Cancel)).Up);
        Assert.Equal(NatsFault.Away, await NatsClientTests.FaultAsync(() => client.RequestAsync("away", default, Cancel, TimeSpan.FromMilliseconds(100))));
        await server.StartAgainAsync();
        for (var i = 0; i < taken; i++)
            Assert.Equal(10_000, (await heard.ReadAsync(Cancel)).Data.Length);
        Assert.Equal(0, client.State.Waiting);
        Assert.True((await new NatsHealth(client).CheckAsync(Cancel)).Up);
    }

    [Fact]
    public async Task A_cut_network_is_noticed_by_silence_and_healed()
    {
        await using var server = await TestNats.StartAsync();
        await using var door = new TestDoor(server.Port);
        await using var client = server.Client(door.Url, options => options.PingSeconds = 1);
        await using var heard = client.Listen("cut");
        await client.FlushAsync(Cancel);

        door.Cut();
        await UntilAsync(() => !client.State.IsUp, "the silence is noticed");
        door.Heal();
        await client.ConnectedAsync(Cancel);
        await client.PublishAsync("cut", NatsClientTests.Bytes("back"), Cancel);

        Assert.Equal("back", (await heard.ReadAsync(Cancel)).Text);
        Assert.True(client.State.Times >= 2);
    }

    [Fact]
    public async Task Connections_that_break_again_and_again_lose_no_subscription()
    {
        await using var server = await TestNats.StartAsync();
        await using var door = new TestDoor(server.Port);
        await using var client = server.Client(door.Url);
        await using var other = server.Client();
        await using var heard = client.Listen("often");
        for (var round = 1; round <= 10; round++)
        {
            await client.FlushAsync(Cancel);
            await other.PublishAsync("often", NatsClientTests.Bytes($"{round}"), Cancel);
            Assert.Equal($"{round}", (await heard.ReadAsync(Cancel)).Text);
            door.Slam();
            await UntilAsync(() => client.State.Times > round, "a new connection");
        }

        Assert.Equal(11, client.State.Times);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_and_taken_again()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client(set: options => (options.PingSeconds, options.ConnectSeconds) = (1, 1));
        await client.FlushAsync(Cancel);
        await server.SignalAsync("STOP");
        try
        {
            await UntilAsync(() => !client.State.IsUp && client.State.Fault!.Contains("did not let us in", StringComparison.Ordinal), "the server that hangs is given up");
        }
        finally
        {
            await server.SignalAsync("CONT");
        }

        await client.FlushAsync(Cancel);
        Assert.True(client.State.IsUp);
    }

    [Theory]
    [InlineData("authorization { user: ann, password: right }", "ann", "wrong", null)]
    [InlineData("authorization { user: ann, password: right }", null, null, null)]
    [InlineData("authorization { token: right }", null, null, "wrong")]
    public async Task A_wrong_password_is_told_without_repeating_it(string server, string? user, string? password, string? token)
    {
        await using var nats = await TestNats.StartAsync(server);
        await using var client = nats.Client(set: options => (options.User, options.Password, options.Token) = (user, password, token));
        client.Start();
        await UntilAsync(() => client.State.Fault is not null, "the refusal");

        Assert.Contains("Authorization Violation", client.State.Fault!, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", client.State.Fault!, StringComparison.Ordinal);
        Assert.False(client.State.IsUp);
    }

    [Theory]
    [InlineData("authorization { user: ann, password: right }", "ann", "right", null)]
    [InlineData("authorization { token: right }", null, null, "right")]
    public async Task The_right_password_lets_in(string server, string? user, string? password, string? token)
    {
        await using var nats = await TestNats.StartAsync(server);
        await using var client = nats.Client(set: options => (options.User, options.Password, options.Token) = (user, password, token));
        await client.FlushAsync(Cancel);
        Assert.True(client.State.IsUp);
    }

    [Fact]
    public async Task What_the_server_forbids_leaves_the_connection_standing()
    {
        await using var nats = await TestNats.StartAsync(
            """authorization { users: [{ user: ann, password: right, permissions: { publish: ["open.>"], subscribe: [">"] } }] }""");
        await using var client = nats.Client(set: options => (options.User, options.Password) = ("ann", "right"));
        await using var heard = client.Listen("open.>");
        await client.PublishAsync("closed", default, Cancel);
        await client.PublishAsync("open.door", NatsClientTests.Bytes("in"), Cancel);
        Assert.Equal("in", (await heard.ReadAsync(Cancel)).Text);
        Assert.Equal(1, client.State.Times);
    }

    internal static async Task UntilAsync(Func<bool> holds, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, $"Waited too long: {what}.");
            await Task.Delay(10, Cancel);
        }
    }

    /// <summary>Listeners come back one after the other: until then nobody answers.</summary>
    private static async Task<string> EventuallyAsync(Func<Task<string>> ask)
    {
        for (var begun = Stopwatch.GetTimestamp(); ; await Task.Delay(20, Cancel))
        {
            try
            {
                return await ask();
            }
            catch (NatsException fault) when (fault.Fault is NatsFault.NoResponders or NatsFault.Broken && Stopwatch.GetElapsedTime(begun) < Patience)
            {
                // Not yet.
            }
        }
    }
}
