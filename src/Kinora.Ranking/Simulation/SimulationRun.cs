using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;

namespace Kinora.Ranking.Simulation;

/// <summary>
/// Lets made-up people use the real feed for some weeks: they come at their hours, look at pages, watch, skip and like by their hidden tastes,
/// and every night what all of them did becomes the shared state. Clock and chance are the simulation's own.
/// </summary>
internal sealed class SimulationRun
{
    private const long StartMs = 1_800_000_000_000;
    private const int PagesASitting = 3;
    private const double LikeShare = 0.25;

    private readonly SimulationOptions _options;
    private readonly Random _random;
    private readonly Town _town;
    private readonly Crowd _crowd;
    private readonly ProfileState[] _states;
    private readonly FeedMemory[] _memories;
    private readonly Dictionary<int, long>[] _seen;
    private readonly SimulationTally _tally;
    private CatalogueColumns _columns;
    private SharedState _shared;
    private int _events;

    private SimulationRun(SimulationOptions options)
    {
        (_options, _random, _town) = (options, new Random(options.Seed + 1), new Town(options, StartMs));
        _crowd = new Crowd(_town);
        _states = [.. Enumerable.Range(0, options.People).Select(_ => new ProfileState())];
        _memories = [.. _states.Select(_ => new FeedMemory())];
        _seen = [.. _states.Select(_ => new Dictionary<int, long>())];
        _columns = _town.Columns(options.Genres, 1, StartMs);
        _shared = _crowd.State(_columns, 1, StartMs, options.Explores);
        _tally = new SimulationTally(options, _town, StartMs);
    }

    /// <summary>The report; the same options give the same report.</summary>
    /// <param name="progress">Told each simulated day, from 0 to 1.</param>
    public static SimulationReport Run(SimulationOptions options, Action<double> progress, CancellationToken cancel)
    {
        var one = new SimulationRun(options);
        for (var day = 0; day < options.Days; day++)
        {
            one.Night(day);
            foreach (var (person, at) in one.Sittings(day))
            {
                cancel.ThrowIfCancellationRequested();
                one.Sit(person, at);
            }

            progress((day + 1.0) / options.Days);
        }

        return one._tally.Report(one._crowd);
    }

    private void Night(int day)
    {
        var now = StartMs + (day * Town.DayMs);
        _columns = _town.Columns(_options.Genres, day + 2, now);
        _shared = _crowd.State(_columns, day + 2, now, _options.Explores);
    }

    /// <summary>Who comes on a day and when, in the order of time.</summary>
    private IEnumerable<(int Person, long At)> Sittings(int day)
    {
        var all = new List<(int Person, long At)>();
        for (var person = 0; person < _options.People; person++)
        {
            if (day < _town.ArrivesOn[person] || (day > _town.ArrivesOn[person] && _random.NextDouble() > _town.SittingsADay[person]))
                continue;
            var hour = _town.HourOf[person] + (2 * (_random.NextDouble() - 0.5));
            all.Add((person, StartMs + (day * Town.DayMs) + (long)(hour * 3_600_000)));
        }

        return all.OrderBy(one => one.At).ThenBy(one => one.Person);
    }

    private void Sit(int person, long at)
    {
        var (state, session) = (_states[person], new Guid(person, 1, 1, BitConverter.GetBytes(at)));
        var pages = 1 + _random.Next(PagesASitting);
        for (var number = 1; number <= pages; number++)
        {
            var request = new FeedRequest
            {
                NowMs = at,
                FeedSession = session,
                Seed = (ulong)at,
                Page = number,
                PageSize = _options.PageSize,
                Device = Device.Phone,
            };
            var page = FeedEngine.MakePage(request, _columns, state, _shared, _memories[person]);
            _tally.Add(person, at, page, _columns, _seen[person]);
            state.Serve(session, request.Seed, number, page.Titles(), at);
            foreach (var item in page.Items)
                at = Watch(person, item.Title, session, at);
        }
    }

    /// <summary>Watches or skips, and gives the time after it.</summary>
    private long Watch(int person, int clip, Guid session, long at)
    {
        var good = _random.NextDouble() < _town.Chance(person, clip);
        var ratio = good ? 0.9 + (0.1 * _random.NextDouble()) : 0.4 * _random.NextDouble();
        var liked = good && _random.NextDouble() < LikeShare;
        var (duration, watched) = (_town.DurationOf[clip], (long)(ratio * _town.DurationOf[clip]));
        at += watched + 1_000;
        var fact = new SignalFact
        {
            EventId = new Guid(++_events, 0, 0, new byte[8]),
            Kind = good ? FactKind.Complete : FactKind.Skip,
            At = at,
            ReceivedAt = at,
            Title = clip,
            FeedSession = session,
            PositionMs = watched,
            DurationMs = duration,
            Watched = [new Interval(0, watched)],
            OnFeed = true,
            Device = Device.Phone,
        };
        _states[person].Apply(fact);
        if (liked)
            _states[person].Apply(fact with { EventId = new Guid(++_events, 0, 0, new byte[8]), Kind = FactKind.Like, Watched = [] });
        _seen[person][clip] = at;
        _crowd.Add(person, clip, at, ratio, good, liked);
        _tally.Watched(good);
        return at;
    }
}
