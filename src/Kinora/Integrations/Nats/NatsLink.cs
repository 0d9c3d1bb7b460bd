using System.IO.Pipelines;
using System.Threading.Channels;

namespace Kinora.Integrations.Nats;

/// <summary>One connection: hears, writes what waits, and notices when nobody is there any more.</summary>
internal sealed class NatsLink(Stream stream, NatsInfo info, NatsOutbox outbox, NatsOptions options, TimeProvider time, Action<NatsMessage, long> hear)
    : IAsyncDisposable
{
    private const int MostUnanswered = 2;
    private readonly Channel<TaskCompletionSource?> _pings = Channel.CreateUnbounded<TaskCompletionSource?>();
    private readonly Lock _asking = new();
    private int _unanswered;

    public NatsInfo Info { get; private set; } = info;

    /// <summary>The last thing that the server complained about without ending the connection.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Lasting messages that were being written when it broke: whether they arrived is unknown.</summary>
    public int Uncertain { get; private set; }

    /// <summary>Before anything that waits; says again what the client listens to.</summary>
    public async Task BeginAsync(ReadOnlyMemory<byte> subscriptions, CancellationToken cancel)
    {
        await stream.WriteAsync(subscriptions, cancel);
        await stream.FlushAsync(cancel);
    }

    /// <summary>Ends with the reason: it broke, or was to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] parts = [ReadAsync(ended.Token), WriteAsync(ended.Token), AskAsync(ended.Token)];
        var first = await Task.WhenAny(parts);
        await ended.CancelAsync();
        // What a write waits for may need the connection gone.
        await stream.DisposeAsync();
        foreach (var part in parts.Where(part => part != first))
            await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    /// <summary>Ends when the server has taken all that was written before.</summary>
    public Task PingAsync()
    {
        var pong = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!Ask(pong))
            pong.TrySetException(Broke());
        return pong.Task;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_asking)
            _pings.Writer.TryComplete();
        while (_pings.Reader.TryRead(out var waiting))
            waiting?.TrySetException(Broke());
        await stream.DisposeAsync();
    }

    private static NatsException Broke() => new(NatsFault.Broken, "The connection broke.");

    /// <summary>The order of the pings on the wire is that of those who wait for the answers.</summary>
    private bool Ask(TaskCompletionSource? pong)
    {
        lock (_asking)
        {
            if (!_pings.Writer.TryWrite(pong))
                return false;
            outbox.AppendControl("PING\r\n"u8);
            return true;
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, minimumReadSize: 16 * 1024, leaveOpen: true));
        var parser = new NatsParser { MostPayload = MostFrom(Info) };
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(cancel);
                var rest = read.Buffer;
                while (parser.TryRead(ref rest, out var frame))
                    Take(frame, parser);
                pipe.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                    throw new NatsException(NatsFault.Away, Complaint is null ? "The server closed the connection." : $"The server closed the connection: {Complaint}.");
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private void Take(in NatsFrame frame, NatsParser parser)
    {
        switch (frame.Kind)
        {
            case NatsFrameKind.Message:
                var data = frame.Data!;
                var headers = frame.Headers > 0 ? NatsHeaders.Parse(data.AsSpan(0, frame.Headers)) : null;
                hear(new NatsMessage(frame.Text, frame.Reply, headers, frame.Headers > 0 ? data[frame.Headers..] : data), frame.Sid);
                break;
            case NatsFrameKind.Ping:
                outbox.AppendControl("PONG\r\n"u8);
                break;
            case NatsFrameKind.Pong:
                Volatile.Write(ref _unanswered, 0);
                if (_pings.Reader.TryRead(out var waiting))
                    waiting?.TrySetResult();
                break;
            case NatsFrameKind.Info:
                Info = NatsInfo.Parse(frame.Text);
                parser.MostPayload = MostFrom(Info);
                break;
            case NatsFrameKind.Error:
                // Permissions of one subject leave the connection standing; after all else the server closes it.
                Complaint = frame.Text.Length > 200 ? frame.Text[..200] : frame.Text;
                if (!frame.Text.StartsWith("Permissions Violation", StringComparison.OrdinalIgnoreCase))
                    throw NatsDoor.Said(frame.Text);
                break;
            case NatsFrameKind.Ok:
                break;
        }
    }

    /// <summary>JetStream wraps what it stores in base64, without asking whether a client could have sent that.</summary>
    private static int MostFrom(NatsInfo info) => (int)Math.Min((2L * Math.Max(info.MaxPayload, 1 << 20)) + (1 << 20), 256L << 20);

    private async Task WriteAsync(CancellationToken cancel)
    {
        while (true)
        {
            var (bytes, lasting) = await outbox.TakeAsync(cancel);
            if (bytes.IsEmpty)
                continue;
            Uncertain = lasting;
            await stream.WriteAsync(bytes, cancel);
            await stream.FlushAsync(cancel);
            Uncertain = 0;
        }
    }

    private async Task AskAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.PingSeconds), time);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            if (Interlocked.Increment(ref _unanswered) > MostUnanswered)
                throw new NatsException(NatsFault.Away, "The server no longer answers.");
            Ask(null);
        }
    }
}
