using System.Diagnostics.Metrics;
using Kinora.Platform.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Live;

/// <summary>
/// All open streams of this process. While there are any, it asks each source what is new for all of them, when something was committed
/// here and otherwise by polling, which finds what other processes did.
/// </summary>
internal sealed partial class LiveHub : BackgroundService
{
    /// <summary>What comes in a burst is told together.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(50);

    private static readonly Refusal TooMany = new(
        RefusalKind.TooMany, "too-many-streams", "This user holds too many streams of events open. Close one of them.")
    {
        More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after"] = 30 },
    };

    private readonly Lock _gate = new();
    private readonly List<LiveStream> _streams = [];
    private readonly ILiveSource[] _sources;
    private readonly string[] _kinds;
    private readonly LiveWake _wake;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveHub> _log;
    private readonly Counter<long> _ended;
    private bool _stopping;

    public LiveHub(
        IEnumerable<ILiveSource> sources, LiveWake wake, IOptions<LiveOptions> options, TimeProvider time, IMeterFactory meters,
        IHostApplicationLifetime lifetime, ILogger<LiveHub> log)
    {
        (_sources, _wake, _options, _time, _log) = ([.. sources.OrderBy(source => source.Kind, StringComparer.Ordinal)], wake, options.Value, time, log);
        _kinds = [.. _sources.Select(source => source.Kind)];
        var meter = meters.Create("Kinora.Live");
        meter.CreateObservableGauge("kinora_live_streams", () => Open, null, "Open streams of events.");
        _ended = meter.CreateCounter<long>("kinora_live_ended", null, "Streams of events that ended, by reason.");
        lifetime.ApplicationStopping.Register(Stop);
    }

    public IReadOnlyList<string> Kinds => _kinds;

    private int Open
    {
        get
        {
            lock (_gate)
                return _streams.Count;
        }
    }

    /// <summary>A new stream. Refused: <c>too-many-streams</c>.</summary>
    public async Task<Outcome<LiveStream>> BeginAsync(LiveListener who, string? lastEventId, CancellationToken cancel)
    {
        var stream = new LiveStream(who, _kinds, _options.Waiting);
        stream.Resume(lastEventId);
        // Where it stands is known before its reader hears that it is open, so nothing falls between the two.
        await TellAsync([stream], cancel);
        lock (_gate)
        {
            if (_streams.Count(other => other.Who.UserId == who.UserId) >= _options.StreamsPerUser)
                return TooMany;
            _streams.Add(stream);
            if (_stopping)
                stream.End("restart");
        }

        _wake.Listen(1);
        return stream;
    }

    public void Close(LiveStream stream, string reason)
    {
        lock (_gate)
            _streams.Remove(stream);
        _wake.Listen(-1);
        _ended.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>Asks every source once and hands out what is new.</summary>
    public Task TellAsync(CancellationToken cancel)
    {
        lock (_gate)
            return _streams.Count == 0 ? Task.CompletedTask : TellAsync([.. _streams], cancel);
    }

    private async Task TellAsync(List<LiveStream> streams, CancellationToken cancel)
    {
        // One question for many listeners; each is told what is theirs.
        using var acting = Acting.As(Actor.System);
        for (var i = 0; i < _sources.Length; i++)
        {
            var source = i;
            // Several streams of one person may be at different places: each is asked for and told by itself.
            var byWho = new Dictionary<LiveListener, LiveStream>(ReferenceEqualityComparer.Instance);
            foreach (var stream in streams)
                byWho[stream.Who with { }] = stream;
            var watches = byWho.Select(pair => new LiveWatch(pair.Key, pair.Value.PlaceOf(source))).ToList();
            foreach (var news in await _sources[source].ReadAsync(watches, cancel))
                byWho[news.Who].Take(source, news);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.Wake.WaitAsync(_wake.IsHeard ? TimeSpan.FromMilliseconds(_options.PollMilliseconds) : Timeout.InfiniteTimeSpan, stoppingToken);
                await TellAsync(stoppingToken);
                await Task.Delay(Burst, _time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Unreadable(fault);
                await Task.Delay(TimeSpan.FromMilliseconds(_options.PollMilliseconds), _time, CancellationToken.None);
            }
        }
    }

    private void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            _streams.ForEach(stream => stream.End("restart"));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is new could not be read for the streams of events; the next look comes soon.")]
    private partial void Unreadable(Exception fault);
}
