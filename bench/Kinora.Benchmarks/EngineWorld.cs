using System.Diagnostics;
using Kinora.Ranking;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Shared;

namespace Kinora.Benchmarks;

/// <summary>A made-up catalogue and the profiles that use it; the same for the same numbers.</summary>
internal sealed class EngineWorld
{
    private const int Genres = 24;
    private const long Day = 86_400_000;

    private readonly Random _random = new(7);
    private readonly ProfileState[] _states;
    private readonly FeedMemory[] _memories;
    private readonly Guid[] _sessions;
    private readonly CatalogueColumns _columns;
    private readonly SharedState _shared;
    private long _now = 1_800_000_000_000;
    private int _events;

    public EngineWorld(int titles, int profiles)
    {
        var before = GC.GetTotalMemory(true);
        _columns = Columns(titles);
        ColumnBytes = GC.GetTotalMemory(true) - before;
        var watch = Stopwatch.StartNew();
        _columns.Warm(EligibilityFilter.For(TitleKind.Clip));
        WarmMs = watch.Elapsed.TotalMilliseconds;
        IndexBytes = GC.GetTotalMemory(true) - before - ColumnBytes;
        _shared = Shared(titles);
        Seen = Math.Min(5_000, titles / 3);
        before = GC.GetTotalMemory(true);
        (_states, _memories, _sessions) = (new ProfileState[profiles], new FeedMemory[profiles], new Guid[profiles]);
        for (var i = 0; i < profiles; i++)
            (_states[i], _memories[i], _sessions[i]) = (State(titles), new FeedMemory(), NewId());
        StateBytes = GC.GetTotalMemory(true) - before;
        for (var i = 0; i < profiles; i++)
            MakePage(i, out _);
        ProfileBytes = GC.GetTotalMemory(true) - before;
    }

    public int Seen { get; }

    public long ColumnBytes { get; }

    public long IndexBytes { get; }

    public long ProfileBytes { get; }

    public long StateBytes { get; }

    public double WarmMs { get; }

    /// <summary>A page of a random profile, then its impressions; only the page is timed.</summary>
    public int NextPage(out long ticks)
    {
        var profile = _random.Next(_states.Length);
        var page = MakePage(profile, out ticks);
        foreach (var item in page.Items)
            _states[profile].See(item.Title, _now, _sessions[profile], outsideFeed: false);
        return page.Items.Count;
    }

    public long PageTicks()
    {
        NextPage(out var ticks);
        return ticks;
    }

    public long PageAfterLike()
    {
        var profile = _random.Next(_states.Length);
        _states[profile].Apply(Fact(FactKind.Like, _random.Next(_columns.Count), _now));
        MakePage(profile, out var ticks);
        return ticks;
    }

    public long ColdPage()
    {
        var profile = _random.Next(_states.Length);
        _memories[profile] = new FeedMemory();
        MakePage(profile, out var ticks);
        return ticks;
    }

    public long ReadState()
    {
        var packed = ProfileStatePack.Write(_states[_random.Next(_states.Length)]);
        var start = Stopwatch.GetTimestamp();
        ProfileStatePack.Read(packed);
        return Stopwatch.GetTimestamp() - start;
    }

    public long Rail(Func<RailContext, List<RailPick>> rail)
    {
        var profile = _random.Next(_states.Length);
        var taste = _memories[profile].TasteFor(_columns, _states[profile], _shared, _now);
        var start = Stopwatch.GetTimestamp();
        rail(new RailContext(_columns, _states[profile], _shared, taste, _now));
        return Stopwatch.GetTimestamp() - start;
    }

    private FeedPage MakePage(int profile, out long ticks)
    {
        _now += 20;
        var session = _states[profile].Session(_sessions[profile]);
        if (session is { Pages: >= 40 })
            (_sessions[profile], session) = (NewId(), null);
        var request = new FeedRequest
        {
            NowMs = _now,
            FeedSession = _sessions[profile],
            Seed = (ulong)profile,
            Page = (session?.Pages ?? 0) + 1,
            Device = Device.Phone,
            Connection = Connection.Ok,
        };
        var start = Stopwatch.GetTimestamp();
        var page = FeedEngine.MakePage(request, _columns, _states[profile], _shared, _memories[profile]);
        ticks = Stopwatch.GetTimestamp() - start;
        _states[profile].Serve(request.FeedSession, request.Seed, request.Page, page.Titles(), _now);
        return page;
    }

    private ProfileState State(int titles)
    {
        var state = new ProfileState();
        for (var i = 0; i < Seen; i++)
            state.See(_random.Next(titles), _now - _random.NextInt64(40 * Day));
        for (var i = 0; i < 60; i++)
        {
            state.Apply(Fact(_random.Next(4) == 0 ? FactKind.Complete : FactKind.Progress, _random.Next(titles), _now - _random.NextInt64(25 * Day)));
            if (i < 5)
                state.Apply(Fact(FactKind.Follow, -1, _now - Day, _random.Next(Math.Max(1, titles / 50))));
        }

        return state;
    }

    private SignalFact Fact(FactKind kind, int title, long at, int creator = -1) => new()
    {
        EventId = new Guid(++_events, 0, 0, new byte[8]),
        Kind = kind,
        At = at,
        ReceivedAt = _now,
        Title = title,
        Target = creator,
        TargetKind = FactTarget.Creator,
        DurationMs = 60_000,
        Watched = [new Interval(0, _random.Next(60_000))],
        PositionMs = 30_000,
        Device = Device.Phone,
    };

    private CatalogueColumns Columns(int titles)
    {
        int[] genres = [.. Enumerable.Range(0, Genres).Select(genre => Feature.Topic($"genre {genre}"))];
        var chunks = new List<ColumnChunk>();
        var features = new List<int>();
        for (var first = 0; first < titles; first += ColumnChunk.Size)
        {
            var chunk = new ColumnChunkBuilder();
            for (var title = first; title < Math.Min(titles, first + ColumnChunk.Size); title++)
            {
                int[] own = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => _random.Next(_random.Next(1, Genres)))];
                features.Clear();
                features.AddRange(own.Select(genre => genres[genre]));
                for (var i = 0; i < 8; i++)
                    features.Add(Feature.Word($"word{_random.Next(_random.Next(1, 20_000))}"));
                chunk.Set(title, new TitleRow
                {
                    Kind = _random.Next(10) == 0 ? TitleKind.Movie : TitleKind.Clip,
                    DurationMs = _random.Next(5_000, 180_000),
                    PublishedAt = _now - _random.NextInt64(700 * Day),
                    Creator = _random.Next(Math.Max(1, titles / 50)),
                    Age = 0,
                    Genres = own,
                    Features = features.ToArray(),
                });
            }

            chunks.Add(chunk.Build());
        }

        return new CatalogueColumns(1, chunks, genres);
    }

    private SharedState Shared(int titles)
    {
        var builder = new SharedStateBuilder { ActiveProfiles = 1_000 };
        for (var i = 0; i < titles / 5; i++)
        {
            var impressions = _random.Next(60);
            builder.Add(new TitleAggregate
            {
                Title = _random.Next(titles),
                Impressions = impressions,
                Impressions30 = impressions,
                Good = _random.Next(impressions + 1),
                Plays = impressions,
                Completed = _random.Next(impressions + 1),
                Popularity = _random.NextDouble() * 100,
                Profiles = _random.Next(20),
            });
        }

        return builder.Build(_columns, 1, _now, 1);
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
