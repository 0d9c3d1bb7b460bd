using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Kinora.Integrations.Nats;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kinora.Benchmarks;

/// <summary>What the own client costs over the bare protocol: the same messages through a naked socket, against the same server in the same run.</summary>
internal static class NatsBench
{
    private const int Messages = 200_000;
    private const int Questions = 5_000;
    private const int Stored = 5_000;
    private const int Size = 128;

    public static async Task<int> RunAsync(string[] rest)
    {
        var url = rest is [var given] ? given : "nats://127.0.0.1:4222";
        if (NatsServer.Parse(url) is not [var server, ..])
        {
            await Console.Error.WriteLineAsync("nats [URL]: a server with JetStream, such as 'nats-server -js'.");
            return 2;
        }

        await using var client = Client(url);
        await using var other = Client(url);
        await other.FlushAsync(CancellationToken.None);
        var echo = EchoAsync(other);
        await other.FlushAsync(CancellationToken.None);
        Console.WriteLine($"{Messages:N0} messages and {Questions:N0} questions of {Size} bytes; nats-server {client.State.Server ?? other.State.Server}\n");
        Console.WriteLine("| | bare socket | client | share |\n| --- | ---: | ---: | ---: |");
        for (var round = 0; round < 2; round++)
        {
            var (bare, own) = (await BarePublishAsync(server), await PublishAsync(client));
            var (bareTimes, ownTimes) = (await BareAskAsync(server), await AskAsync(client));
            if (round == 0)
                continue;
            Row("published, messages/s", $"{bare:N0}", $"{own:N0}", own / bare);
            Row("asked and answered, p50", $"{bareTimes.Mid:N0} µs", $"{ownTimes.Mid:N0} µs", ownTimes.Mid / bareTimes.Mid);
            Row("asked and answered, p99", $"{bareTimes.High:N0} µs", $"{ownTimes.High:N0} µs", ownTimes.High / bareTimes.High);
        }

        Row("heard by a second client, messages/s", "", $"{await HearAsync(client, other):N0}", null);
        Row("stored with a receipt one by one, messages/s", "", $"{await StoreAsync(client):N0}", null);
        await other.DisposeAsync();
        await echo;
        return 0;
    }

    private static void Row(string what, FormattableString bare, FormattableString own, double? share) => Row(what, FormattableString.Invariant(bare), FormattableString.Invariant(own), share);

    private static void Row(string what, string bare, string own, double? share) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {bare} | {own} | {(share is { } part ? part.ToString("N2", CultureInfo.InvariantCulture) : "")} |"));

    private static NatsClient Client(string url) =>
        new(Options.Create(new NatsOptions { Url = url }), TimeProvider.System, NullLogger<NatsClient>.Instance);

    private static async Task EchoAsync(NatsClient client)
    {
        await using var questions = client.Listen("bench.echo");
        await foreach (var question in questions.ReadAllAsync(CancellationToken.None))
            await client.PublishAsync(question.Reply!, question.Data, CancellationToken.None);
    }

    private static async Task<double> PublishAsync(NatsClient client)
    {
        var data = new byte[Size];
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages; i++)
            await client.PublishAsync("bench.none", data, CancellationToken.None);
        await client.FlushAsync(CancellationToken.None);
        return Messages / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<double> HearAsync(NatsClient client, NatsClient other)
    {
        await using var heard = other.Listen("bench.heard", most: Messages);
        await other.FlushAsync(CancellationToken.None);
        var begun = Stopwatch.GetTimestamp();
        var publishing = Task.Run(async () =>
        {
            var data = new byte[Size];
            for (var i = 0; i < Messages; i++)
                await client.PublishAsync("bench.heard", data, CancellationToken.None);
        });
        for (var i = 0; i < Messages; i++)
            await heard.ReadAsync(CancellationToken.None);
        await publishing;
        return Messages / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<double> StoreAsync(NatsClient client)
    {
        var streams = new JetStream(client);
        await streams.EnsureAsync(new StreamConfig { Name = "KINORA_BENCH", Subjects = ["bench.stored"] }, CancellationToken.None);
        var data = new byte[Size];
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < Stored; i++)
            await streams.PublishAsync("bench.stored", data, CancellationToken.None);
        var rate = Stored / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await streams.DeleteAsync("KINORA_BENCH", CancellationToken.None);
        return rate;
    }

    private static async Task<(double Mid, double High)> AskAsync(NatsClient client)
    {
        var (times, data) = (new double[Questions], new byte[Size]);
        for (var i = 0; i < Questions; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await client.RequestAsync("bench.echo", data, CancellationToken.None);
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
        }

        return Of(times);
    }

    /// <summary>Blocks of messages that were written beforehand: as fast as the server reads.</summary>
    private static async Task<double> BarePublishAsync(NatsServer server)
    {
        using var socket = await OpenAsync(server);
        var message = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"PUB bench.none {Size}\r\n{new string('x', Size)}\r\n"));
        var block = Enumerable.Repeat(message, 400).SelectMany(one => one).ToArray();
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages / 400; i++)
            await socket.SendAsync(block);
        await socket.SendAsync("PING\r\n"u8.ToArray());
        await HearAsync(socket, "PONG\r\n");
        return Messages / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<(double Mid, double High)> BareAskAsync(NatsServer server)
    {
        using var socket = await OpenAsync(server);
        await socket.SendAsync("SUB bench.answer 1\r\n"u8.ToArray());
        var question = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"PUB bench.echo bench.answer {Size}\r\n{new string('x', Size)}\r\n"));
        var (times, ending) = (new double[Questions], $"{new string('x', Size)}\r\n");
        for (var i = 0; i < Questions; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await socket.SendAsync(question);
            await HearAsync(socket, ending);
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
        }

        return Of(times);
    }

    private static async Task<Socket> OpenAsync(NatsServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        await socket.SendAsync("CONNECT {\"verbose\":false,\"headers\":true}\r\nPING\r\n"u8.ToArray());
        await HearAsync(socket, "PONG\r\n");
        return socket;
    }

    private static async Task HearAsync(Socket socket, string ending)
    {
        var (heard, buffer) = ("", new byte[4096]);
        while (!heard.EndsWith(ending, StringComparison.Ordinal))
            heard += Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
    }

    private static (double Mid, double High) Of(double[] times)
    {
        Array.Sort(times);
        return (times[times.Length / 2], times[(int)(times.Length * 0.99)]);
    }
}
