using Kinora.Ranking.Columns;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Feed;

/// <summary>
/// The places that the next one is held against: the last 12 of the feed session for likeness, the last 24 for genre calibration, those of
/// the pages before included (ranking.md, Score).
/// </summary>
internal sealed class PlacesInView
{
    private readonly CatalogueColumns _columns;
    private readonly FeedOptions _options;
    private readonly Taste _taste;
    private readonly List<int> _places;
    private readonly int[] _genreCounts;
    private readonly bool _calibrates;

    public PlacesInView(CatalogueColumns columns, FeedOptions options, Taste taste, IReadOnlyList<int> recent)
    {
        (_columns, _options, _taste) = (columns, options, taste);
        _calibrates = taste.CompletedTitles >= options.CalibrationFrom;
        _genreCounts = _calibrates ? new int[columns.Genres] : [];
        _places = new List<int>(recent.Count + FeedRequest.MostPageSize);
        foreach (var title in recent)
            Place(title);
    }

    /// <summary>Places so far.</summary>
    public int Count => _places.Count;

    public void Place(int title)
    {
        _places.Add(title);
        if (!_calibrates)
            return;
        CountGenres(title, 1);
        if (_places.Count > _options.CalibrationPlaces)
            CountGenres(_places[^(_options.CalibrationPlaces + 1)], -1);
    }

    /// <summary>D = 1 − the greatest likeness to a place in view; 1 at the start.</summary>
    public double D(int title)
    {
        var most = 0.0;
        for (var i = Math.Max(0, Count - _options.LikenessPlaces); i < Count; i++)
            most = Math.Max(most, Likeness(title, i));
        return 1 - ScoreContext.Clamped(most);
    }

    /// <summary>The greatest likeness to those places in view that a title was compared with: a lower bound of the whole.</summary>
    /// <param name="ring">Likeness by place, as <see cref="LikenessOfNext"/> left it.</param>
    /// <param name="compared">How many places were compared, the last of them in view.</param>
    public float LikenessSoFar(ReadOnlySpan<float> ring, int compared)
    {
        var most = 0f;
        var i = Math.Max(0, Count - ring.Length);
        for (var at = i % ring.Length; i < compared; i++)
        {
            most = Math.Max(most, ring[at]);
            at = at + 1 == ring.Length ? 0 : at + 1;
        }

        return most;
    }

    /// <summary>Compares with one more place and answers the same.</summary>
    public float LikenessOfNext(int title, Span<float> ring, ref int compared)
    {
        compared = Math.Max(compared, Count - ring.Length);
        ring[compared % ring.Length] = (float)Likeness(title, compared);
        compared++;
        return LikenessSoFar(ring, compared);
    }

    /// <summary>0.2 · max(0, share of the genre on the last 24 places − its share in history − 0.10), the worst genre of the title.</summary>
    public double Calibration(int title)
    {
        if (!_calibrates || Count == 0)
            return 0;
        var worst = 0.0;
        foreach (var genre in _columns.SubjectGenres(title))
        {
            var share = (double)_genreCounts[genre] / Math.Min(Count, _options.CalibrationPlaces);
            worst = Math.Max(worst, share - _taste.GenreShares[genre] - _options.CalibrationSlack);
        }

        return _options.CalibrationWeight * worst;
    }

    private double Likeness(int title, int place) =>
        _columns.InRange(_places[place]) ? Similarity.Of(_columns, title, _places[place]) : 0;

    private void CountGenres(int title, int by)
    {
        foreach (var genre in _columns.InRange(title) ? _columns.SubjectGenres(title) : [])
            _genreCounts[genre] += by;
    }
}
