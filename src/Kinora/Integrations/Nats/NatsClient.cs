using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Integrations.Nats;

/// <summary>
/// The connection to the bus: made in the background, made again when it breaks, and shared by all who publish, ask and listen. What is
/// published while it is away waits, up to a bound; what is asked waits no longer than its asker.
/// </summary>
internal sealed partial class NatsClient : IAsyncDisposable
{
    private readonly NatsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<NatsClient> _log;
    private readonly IReadOnlyList<NatsServer> _servers;
    private readonly NatsOutbox _outbox;
    private readonly NatsListeners _listeners = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _up = New();
    private Task? _running;
    private NatsLink? _link;
    private NatsState _state;
    private int _most = 1 << 20;
    private bool _ended;

    public NatsClient(IOptions<NatsOptions> options, TimeProvider time, ILogger<NatsClient> log)
    {
        (_options, _time, _log) = (options.Value, time, log);
        _servers = _options.IsConfigured ? NatsServer.Parse(_options.Url!) ?? [] : [];
        _outbox = new NatsOutbox(_options.PendingMegabytes << 20);
        _state = new NatsState(null, time.GetUtcNow(), null, 0, 0, 0, 0);
        Inbox = $"_INBOX.{RandomNumberGenerator.GetHexString(22)}";
        _questions = new NatsQuestions(Inbox);
    }

    public bool IsConfigured => _servers.Count > 0;

    public NatsOptions Options => _options;

    public NatsState State => _state with { Waiting = _outbox.Waiting, Dropped = _listeners.Dropped };

    /// <summary>The beginning of subjects that are this client's own.</summary>
    public string Inbox { get; }

    /// <summary>The largest message that the server takes.</summary>
    public int MostBytes => _most;

    /// <summary>Begins to connect, once; nothing waits for it.</summary>
    public void Start()
    {
        if (!IsConfigured)
            throw new NatsException(NatsFault.NotConfigured, "No bus is set up (Nats:Url).");
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            _running ??= Task.Run(() => RunAsync(_stop.Token));
        }
    }

    /// <summary>Ends when there is a connection; gives how often one was made, which tells a new one from an old one.</summary>
    public async Task<long> ConnectedAsync(CancellationToken cancel)
    {
        Start();
        while (true)
        {
            var up = _up.Task;
            await up.WaitAsync(cancel);
            if (_state is { IsUp: true, Times: var times })
                return times;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            if (_ended)
                return;
            (_ended, running) = (true, _running);
        }

        if (_state.IsUp && !_stop.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), _time);
            await FlushAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _stop.CancelAsync();
        if (running is not null)
            await running;
        _questions.Fail(NatsFault.Broken, "Kinora is stopping.");
        _up.TrySetCanceled();
        _listeners.Close();
        _outbox.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(CancellationToken stop)
    {
        if (_options is { Tls: false, User: not null } or { Tls: false, Token: not null } && _servers.Any(server => !server.Tls && server.Host is not ("127.0.0.1" or "localhost" or "::1" or "[::1]")))
            Readable();
        for (var (failed, turn) = (0, 0); !stop.IsCancellationRequested; turn++)
        {
            var server = _servers[turn % _servers.Count];
            try
            {
                await using var link = await OpenAsync(server, stop);
                await UpAsync(server, link, stop);
                var began = _time.GetTimestamp();
                try
                {
                    await link.RunAsync(stop);
                }
                finally
                {
                    Down(link.Uncertain);
                    // A server that lets us in and throws us out again is not asked ten times a second.
                    if (_time.GetElapsedTime(began) > TimeSpan.FromSeconds(_options.LongestPauseSeconds))
                        failed = 0;
                }
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                var what = fault is NatsException ? fault.Message : $"The server cannot be reached ({(fault as SocketException)?.SocketErrorCode.ToString() ?? fault.GetType().Name}).";
                if (_state.Fault != what)
                    Lost(server.ToString(), what);
                lock (_gate)
                    _state = _state with { Fault = what };
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause(failed++), _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Doubles from the first pause to the longest; of that, between half and all.</summary>
    private TimeSpan Pause(int failed)
    {
        var full = Math.Min(_options.LongestPauseSeconds * 1000.0, _options.PauseMilliseconds * Math.Pow(2, Math.Min(failed, 30)));
        return TimeSpan.FromMilliseconds(full * (0.5 + (RandomNumberGenerator.GetInt32(1001) / 2000.0)));
    }

    private async Task<NatsLink> OpenAsync(NatsServer server, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.ConnectSeconds));
        try
        {
            var (stream, info) = await NatsDoor.OpenAsync(server, _options, limit.Token);
            return new NatsLink(stream, info, _outbox, _options, _time, Hear);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new NatsException(NatsFault.Timeout, $"The server did not let us in within {_options.ConnectSeconds} s.");
        }
    }

    private async Task UpAsync(NatsServer server, NatsLink link, CancellationToken stop)
    {
        ReadOnlyMemory<byte> again;
        TaskCompletionSource up;
        lock (_gate)
        {
            // Whoever begins to listen from here on says so over this connection.
            again = _listeners.All();
            (_link, up, _most) = (link, _up, link.Info.MaxPayload);
            _state = new NatsState($"{server} ({link.Info.Version})", _time.GetUtcNow(), null, _state.Times + 1, 0, _state.Uncertain, 0);
        }

        await link.BeginAsync(again, stop);
        Connected(server.ToString(), link.Info.Version, _state.Times);
        up.TrySetResult();
    }

    private void Down(int uncertain)
    {
        lock (_gate)
        {
            _link = null;
            _up = New();
            _state = _state with { Server = null, Since = _time.GetUtcNow(), Uncertain = _state.Uncertain + uncertain };
            _outbox.Break();
            _listeners.Break();
        }

        if (uncertain > 0)
            Unsure(uncertain);
        _questions.Fail(NatsFault.Broken, "The connection broke before the answer came: whether it was done is unknown.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the bus at {Server} ({Version}), for the {Times}. time.")]
    private partial void Connected(string server, string version, long times);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus at {Server} is away: {Fault}")]
    private partial void Lost(string server, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages were being written to the bus when the connection broke: whether they arrived is unknown.")]
    private partial void Unsure(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Credentials cross the network readable on the way to the bus: set Nats:Tls where the server can.")]
    private partial void Readable();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A reader of {Subject} is too slow: messages are dropped.")]
    private partial void TooSlow(string subject);
}
