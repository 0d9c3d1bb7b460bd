using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Feed;

/// <summary>Builds one page slot by slot.</summary>
internal sealed partial class PageMaker
{
    private readonly FeedRequest _request;
    private readonly CatalogueColumns _columns;
    private readonly ProfileState _state;
    private readonly SharedState _shared;
    private readonly ScoreContext _scores;
    private readonly PlacesInView _view;
    private readonly DialWeights _dial;
    private readonly (double E, double F, double C, double D) _weights;
    private readonly int _nowMinute;
    private readonly int _firstPosition;
    private readonly List<FeedItem> _items;
    private CreatorWindow _window;

    public PageMaker(
        FeedRequest request, CatalogueColumns columns, ProfileState state, SharedState shared, ScoreContext scores)
    {
        (_request, _columns, _state, _shared, _scores) = (request, columns, state, shared, scores);
        var session = state.Session(request.FeedSession);
        IReadOnlyList<int> recent = session?.Recent ?? [];
        _items = new List<FeedItem>(request.PageSize);
        _firstPosition = (session?.Places ?? 0) + 1;
        _view = FeedScratch.Mine.View;
        _view.Start(columns, request.Options, scores.Taste, recent);
        _window = new CreatorWindow(columns, recent);
        _dial = request.Options.WeightsOf(state.Dial);
        _weights = _dial.InScore;
        _nowMinute = Minutes.Down(request.NowMs);
    }

    public IReadOnlyList<FeedItem> Items => _items;

    public Taste Taste => _scores.Taste;

    /// <summary>The last slots, by longest-ago contact; among those the creator window chooses, unless the feed is chronological.</summary>
    public void AddRepeats(List<int> repeats)
    {
        var left = new List<int>(repeats);
        while (left.Count > 0)
        {
            var title = left.MinBy(other => _state.Dial == Dial.Chronological ? 0 : _window.LevelOf(_columns, other));
            left.Remove(title);
            Place(title, Rung.Repeat, false, new Draw(1, title, 0, 0));
        }
    }

    private int Position => _firstPosition + _items.Count;

    private int Slot => _items.Count + 1;

    private void Place(int title, Rung rung, bool explored, Draw draw)
    {
        var (e, a, q, v) = _scores.E(title);
        var (f, c) = (ScoreContext.Clamped(_scores.F(title, _nowMinute)), _scores.C(title));
        var (d, calibration) = (_view.D(title), _view.Calibration(title));
        _items.Add(new FeedItem
        {
            Title = title,
            Slot = Slot,
            Position = Position,
            Rung = rung,
            Explored = explored,
            Score = _weights.E * e + _weights.F * f + _weights.C * c + _weights.D * d - calibration,
            Factors = new Factors((float)e, (float)f, (float)c, (float)d, (float)a, (float)q, (float)v, (float)calibration),
            Draw = draw,
            Cause = Causes.Of(_columns, _state, _shared, _scores.Taste, title, rung, explored, _request.NowMs),
        });
        _window.Place(_columns, title);
        _view.Place(title);
    }
}
