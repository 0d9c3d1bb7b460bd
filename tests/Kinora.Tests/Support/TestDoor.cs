using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kinora.Tests.Support;

/// <summary>Stands between a client and a server: lets through, goes silent as a network that is cut, or slams shut.</summary>
internal sealed class TestDoor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly int _behind;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _passing = new();

    public TestDoor(int behind)
    {
        _behind = behind;
        _passing.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"nats://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Nothing comes through any more, and nobody is told.</summary>
    public void Cut() => _passing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back goes on.</summary>
    public void Heal() => _passing.TrySetResult();

    /// <summary>Every connection breaks.</summary>
    public void Slam()
    {
        foreach (var socket in _open.Keys)
        {
            if (_open.TryRemove(socket, out _))
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Slam();
        Heal();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await _listener.AcceptSocketAsync(_stop.Token);
            var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            near.NoDelay = true;
            (_open[near], _open[far]) = (true, true);
            _ = PassAsync(near, far);
        }
    }

    private async Task PassAsync(Socket near, Socket far)
    {
        try
        {
            await _passing.Task;
            await far.ConnectAsync(IPAddress.Loopback, _behind);
            await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // One side is gone; the other follows.
        }

        foreach (var socket in new[] { near, far })
        {
            _open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer) is > 0 and var read)
        {
            await _passing.Task;
            for (var sent = 0; sent < read;)
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
        }
    }
}
