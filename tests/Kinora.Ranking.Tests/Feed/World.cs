using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Feed;

/// <summary>
/// One generated world: a small catalogue that changes, a person with several devices and a clock that jumps, the engine and the model of
/// the laws side by side. Every page is held against the laws.
/// </summary>
internal sealed class World
{
    private static readonly int[] PageSizes = [1, 2, 3, 5, 6, 7, 8, 9, 12, 12, 12, 20, 50];

    private readonly Random _random;
    private readonly List<TestTitle?> _titles = [];
    private readonly WorldModel _model = new();
    private readonly List<Guid> _sessions = [];
    private readonly FeedOptions _options;
    private readonly int _creators;
    private readonly SharedStateBuilder _aggregates = new();
    private CatalogueColumns _columns = CatalogueColumns.Empty;
    private SharedState _shared = SharedState.Empty;
    private ProfileState _state = new();
    private FeedMemory _memory = new();
    private FeedPage? _before;
    private long _now = 1_800_000_000_000;

    public World(int seed)
    {
        _random = new Random(seed);
        _options = FeedOptions.Default with { MostUnderExposed = Pick(3, 64), PoolSize = Pick(2_000, 2_000, 60) };
        _creators = _random.Next(1, 7);
        _model.Ceiling = Pick<byte>(255, 255, 12);
        _model.Owner = Pick(-1, 5);
        var size = Pick(0, 1, 2, 5, 11, 13, 20, 30, 45, 80, 150, 400);
        for (var i = 0; i < size; i++)
            _titles.Add(NewTitle());
        Publish();
        Learn();
        Restart();
    }

    public int PagesMade { get; private set; }

    public void Live(int steps)
    {
        for (var step = 0; step < steps; step++)
            Step();
    }

    private void Step()
    {
        var act = _random.Next(100);
        if (act < 50)
        {
            MakePage();
            return;
        }

        _before = null;
        Action next = act switch
        {
            < 68 => LookAtPage,
            < 74 => SeeOutside,
            < 82 => TurnClock,
            < 88 => Say,
            < 92 => ChangeCatalogue,
            < 94 => Restart,
            < 96 => () => _state.Turn((Dial)_random.Next(4)),
            < 97 => () => _state.Reset(_now),
            < 99 => Learn,
            _ => () => _memory = new FeedMemory(),
        };
        next();
    }

    private void MakePage()
    {
        var alive = _sessions.Where(id => _model.Sessions.TryGetValue(id, out var session) && _now - session.Life < 24 * 3_600_000L).ToList();
        var id = alive.Count == 0 || _random.Next(5) == 0 ? NewId() : alive[_random.Next(alive.Count)];
        if (!_sessions.Contains(id))
            _sessions.Add(id);
        var session = _model.Sessions.GetValueOrDefault(id);
        var request = new FeedRequest
        {
            NowMs = _now,
            FeedSession = id,
            Seed = (ulong)id.GetHashCode(),
            Page = (session?.Pages ?? 0) + 1,
            PageSize = PageSizes[_random.Next(PageSizes.Length)],
            Kind = _random.Next(12) == 0 ? TitleKind.Movie : TitleKind.Clip,
            Device = (Device)_random.Next(5),
            Connection = (Connection)_random.Next(4),
            DurationMaxMs = _random.Next(10) == 0 ? 60_000 : null,
            Locked = _random.Next(10) == 0 && _titles.Count > 2 ? new[] { 0, 2 } : default(ReadOnlyMemory<int>),
            Options = _options,
        };
        var page = FeedEngine.MakePage(request, _columns, _state, _shared, _memory);
        var again = FeedEngine.MakePage(request, _columns, _state, _shared, _memory);
        Assert.Equal(FeedPagePack.Write(page), FeedPagePack.Write(again));
        Assert.Equal(FeedPagePack.Write(page), FeedPagePack.Write(FeedPagePack.Read(FeedPagePack.Write(page))));
        new Laws(request, page, _titles, _columns, _model, _state, _shared, _memory).Check(_before);
        _before = page;
        _state.Serve(id, request.Seed, request.Page, page.Titles(), _now);
        _model.Serve(id, page.Titles(), _now);
        _model.Sessions[id].Pages = request.Page;
        PagesMade++;
    }

    private void LookAtPage()
    {
        if (_model.Sessions.Count == 0)
            return;
        var (id, session) = _model.Sessions.ElementAt(_random.Next(_model.Sessions.Count));
        foreach (var title in session.Places.TakeLast(_random.Next(1, 14)))
        {
            if (_random.Next(5) > 0)
                Happens(FactKind.Seen, title, id, _now - _random.Next(3) * _random.Next(3_000_000), onFeed: true);
        }
    }

    private void SeeOutside()
    {
        if (_titles.Count == 0)
            return;
        FactKind[] kinds = [FactKind.Play, FactKind.Complete, FactKind.Share, FactKind.Comment, FactKind.Skip, FactKind.TuneIn, FactKind.View];
        var at = _now - (_random.Next(3) == 0 ? _random.NextInt64(35L * 86_400_000) : _random.Next(100_000));
        Happens(kinds[_random.Next(kinds.Length)], _random.Next(_titles.Count), default, at, onFeed: _random.Next(4) == 0);
    }

    private void TurnClock()
    {
        _now += Pick(60_000, 20 * 60_000, 30 * 60_000, 3_600_000, 86_400_000L, 3 * 86_400_000L, 30 * 86_400_000L, 31 * 86_400_000L,
            -3_600_000, -86_400_000, WorldModel.CooldownMs - 59_000) + _random.Next(60_000);
        if (_model.SeenMs.Count > 0 && _random.Next(3) == 0)
            _now = _model.SeenMs.Values.ElementAt(_random.Next(_model.SeenMs.Count)) + WorldModel.CooldownMs + _random.Next(-70_000, 70_000);
    }

    private void Say()
    {
        if (_titles.Count == 0)
            return;
        var (title, creator, topic) = (_random.Next(_titles.Count), _random.Next(_creators), TestCatalogue.Topics[_random.Next(TestCatalogue.Genres)]);
        switch (_random.Next(12))
        {
            case 0 or 1: Happens(FactKind.Like, title, default, _now); break;
            case 2 or 3: Happens(FactKind.Dislike, title, default, _now); break;
            case 4: Happens(FactKind.Unlike, title, default, _now); break;
            case 5: Happens(FactKind.Hide, title, default, _now, FactTarget.Title, title); break;
            case 6: Happens(FactKind.Unhide, title, default, _now, FactTarget.Title, title); break;
            case 7: Happens(FactKind.Hide, title, default, _now, FactTarget.Creator, creator); break;
            case 8: Happens(FactKind.Unhide, title, default, _now, FactTarget.Creator, creator); break;
            case 9: Happens(FactKind.Hide, title, default, _now, FactTarget.Topic, topic); break;
            case 10: Happens(FactKind.Unhide, title, default, _now, FactTarget.Topic, topic); break;
            default: Happens(FactKind.Follow, -1, default, _now, FactTarget.Creator, creator); break;
        }
    }

    private void Happens(
        FactKind kind, int title, Guid session, long at, FactTarget targetKind = FactTarget.Title, int target = -1, bool onFeed = false)
    {
        var fact = new SignalFact
        {
            EventId = NewId(),
            Kind = kind,
            At = at,
            ReceivedAt = _now,
            Title = title,
            Target = target,
            TargetKind = targetKind,
            FeedSession = session,
            OnFeed = onFeed,
            DurationMs = 30_000,
            PositionMs = _random.Next(30_000),
        };
        _state.Apply(fact);
        if (kind is FactKind.Seen or FactKind.Play or FactKind.Complete or FactKind.Share or FactKind.Comment or FactKind.Skip
            or FactKind.TuneIn or FactKind.Like or FactKind.Dislike)
            _model.See(fact);
        if (kind is FactKind.Like or FactKind.Dislike or FactKind.Unlike)
            _model.Say("rating", title, at, fact.EventId, kind == FactKind.Like ? 1 : kind == FactKind.Dislike ? -1 : 0);
        else if (kind is FactKind.Hide or FactKind.Unhide)
            _model.Say(targetKind.ToString().ToLowerInvariant(), target, at, fact.EventId, kind == FactKind.Hide ? 1 : 0);
        else if (kind == FactKind.Follow)
            _model.Say("follow", target, at, fact.EventId, 1);
    }

    private void ChangeCatalogue()
    {
        for (var i = _random.Next(1, 6); i > 0; i--)
        {
            if (_titles.Count > 0 && _random.Next(3) == 0)
                _titles[_random.Next(_titles.Count)] = _random.Next(2) == 0 ? null : NewTitle();
            else
                _titles.Add(NewTitle());
        }

        Publish();
    }

    private void Publish() => _columns = TestCatalogue.Of(_columns.Version + 1, _titles);

    private void Learn()
    {
        for (var title = 0; title < _titles.Count; title++)
        {
            if (_random.Next(2) == 0)
                _aggregates.Add(new TitleAggregate { Title = title, Impressions = 9, Impressions30 = 9, Good = _random.Next(5), Popularity = _random.NextDouble(), Profiles = _random.Next(4) });
        }

        _shared = _aggregates.Build(_columns, _shared.Version + 1, _now, 7);
    }

    private void Restart()
    {
        _state = ProfileStatePack.Read(ProfileStatePack.Write(_state));
        (_state.Ceiling, _state.Owner, _memory) = (_model.Ceiling, _model.Owner, new FeedMemory());
    }

    private TestTitle NewTitle() => new()
    {
        Kind = Pick(TitleKind.Clip, TitleKind.Clip, TitleKind.Clip, TitleKind.Clip, TitleKind.Movie, TitleKind.Episode),
        Flags = Pick(TitleFlags.Public | TitleFlags.Ready, TitleFlags.Public | TitleFlags.Ready, TitleFlags.Public | TitleFlags.Ready,
            TitleFlags.Public | TitleFlags.Ready, TitleFlags.Public, TitleFlags.ShadowBan | TitleFlags.Ready, TitleFlags.Removed),
        DurationMs = Pick(0, 20_000, 30_000, 90_000, 180_000, 180_001),
        PublishedAt = Pick(ColumnChunk.Unknown, _now - _random.NextInt64(90L * 86_400_000), _now + 86_400_000),
        Year = Pick<short>(0, 1999),
        Age = Pick<byte>(0, 7, 18),
        Creator = _random.Next(5) == 0 ? -1 : _random.Next(_creators),
        Owner = Pick(-1, 5, 6),
        Genres = [.. Enumerable.Range(0, TestCatalogue.Genres).Where(_ => _random.Next(4) == 0)],
        Words = [.. Enumerable.Range(0, 3).Select(_ => $"word{_random.Next(9)}")],
    };

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
