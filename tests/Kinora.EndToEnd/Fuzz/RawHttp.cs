using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Kinora.EndToEnd.Fuzz;

/// <summary>One request as bytes over a connection of its own: nothing between the test and the server sets anything right.</summary>
internal static class RawHttp
{
    /// <summary>Longer than any request may take; nothing here is slow by design.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static async Task<RawReply> SendAsync(int port, FuzzRequest request, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        var began = Stopwatch.GetTimestamp();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        // Reset at the end: a hundred thousand connections would else use up the ports.
        socket.LingerState = new LingerOption(true, 0);
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, limit.Token);
            await SendAsync(socket, request.Bytes(), limit.Token);
            var all = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await ReceiveAsync(socket, buffer, limit.Token)) > 0;)
            {
                await all.WriteAsync(buffer.AsMemory(0, read), limit.Token);
                if (request.Streams && all.Length > 0)
                    break;
            }

            return Parse(all.ToArray(), Stopwatch.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new RawReply(0, "", [], Stopwatch.GetElapsedTime(began));
        }
    }

    /// <summary>A server that has refused a body need not read it to its end.</summary>
    private static async Task SendAsync(Socket socket, byte[] bytes, CancellationToken cancel)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent), cancel);
        }
        catch (SocketException)
        {
            // What it answered before that is read.
        }
    }

    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancel)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancel);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static RawReply Parse(byte[] all, TimeSpan took)
    {
        var end = all.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0 || !Encoding.Latin1.GetString(all, 0, Math.Min(all.Length, 9)).StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            return new RawReply(-1, "", all, took);
        var head = Encoding.Latin1.GetString(all, 0, end);
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var body = all[(end + 4)..];
        return new RawReply(status, head, head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) ? Joined(body) : body, took);
    }

    private static byte[] Joined(byte[] chunked)
    {
        var joined = new MemoryStream();
        for (var at = 0; at < chunked.Length;)
        {
            var line = chunked.AsSpan(at).IndexOf("\r\n"u8);
            if (line < 0 || !int.TryParse(Encoding.Latin1.GetString(chunked, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size) || size == 0)
                break;
            at += line + 2;
            joined.Write(chunked, at, Math.Min(size, chunked.Length - at));
            at += size + 2;
        }

        return joined.ToArray();
    }
}

/// <summary>What came back.</summary>
/// <param name="Status">0: no answer in time. -1: the connection was closed without an answer.</param>
internal sealed record RawReply(int Status, string Head, byte[] Body, TimeSpan Took)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();
}
