using System.Numerics;
using System.Numerics.Tensors;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Feed;

/// <summary>
/// The places that the next one is held against: the last 12 of the feed session for likeness, the last 24 for genre calibration, those of
/// the pages before included (ranking.md, Score). May be started again for another page.
/// </summary>
internal sealed class PlacesInView
{
    private readonly FeaturePlaces _features = new();
    private readonly List<int> _places = [];
    private CatalogueColumns _columns = CatalogueColumns.Empty;
    private FeedOptions _options = FeedOptions.Default;
    private Taste? _taste;
    private int[] _genreCounts = [];
    private bool _calibrates;

    /// <summary>The ring of places in view: how many features of each count for likeness.</summary>
    private int[] _alike = [];

    public PlacesInView()
    {
    }

    public PlacesInView(CatalogueColumns columns, FeedOptions options, Taste taste, IReadOnlyList<int> recent) =>
        Start(columns, options, taste, recent);

    public void Start(CatalogueColumns columns, FeedOptions options, Taste taste, IReadOnlyList<int> recent)
    {
        if (options.LikenessPlaces > FeaturePlaces.Most)
            throw new ArgumentOutOfRangeException(nameof(options), $"At most {FeaturePlaces.Most} places are looked back on.");
        (_columns, _options, _taste) = (columns, options, taste);
        _calibrates = taste.CompletedTitles >= options.CalibrationFrom;
        if (_genreCounts.Length < columns.Genres)
            _genreCounts = new int[columns.Genres];
        if (_alike.Length < options.LikenessPlaces)
            _alike = new int[options.LikenessPlaces];
        Array.Clear(_genreCounts);
        _places.Clear();
        _features.Clear();
        for (var i = 0; i < recent.Count; i++)
            Place(recent[i]);
    }

    /// <summary>Places so far.</summary>
    public int Count => _places.Count;

    public void Place(int title)
    {
        var ring = _options.LikenessPlaces;
        var at = Count % ring;
        if (Count >= ring)
            NoteFeatures(_places[^ring], at, placed: false);
        _places.Add(title);
        NoteFeatures(title, at, placed: true);
        if (!_calibrates)
            return;
        CountGenres(title, 1);
        if (_places.Count > _options.CalibrationPlaces)
            CountGenres(_places[^(_options.CalibrationPlaces + 1)], -1);
    }

    /// <summary>D = 1 − the greatest likeness to a place in view; 1 at the start.</summary>
    public double D(int title)
    {
        Span<float> ring = stackalloc float[_options.LikenessPlaces];
        var compared = 0;
        return 1 - ScoreContext.Clamped(Likeness(title, ring, ref compared));
    }

    /// <summary>The greatest likeness to a place in view.</summary>
    /// <param name="ring">Likeness by place, as the last call left it.</param>
    /// <param name="compared">How many places were compared, which moves to all.</param>
    public float Likeness(int title, Span<float> ring, ref int compared)
    {
        var from = Math.Max(compared, Count - ring.Length);
        var which = 0u;
        for (var place = from; place < Count; place++)
            which |= 1u << (place % ring.Length);
        if (which != 0)
            Compare(title, which, ring);
        compared = Count;
        return Count == 0 ? 0 : TensorPrimitives.Max<float>(ring[..Math.Min(Count, ring.Length)]);
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
            worst = Math.Max(worst, share - _taste!.GenreShares[genre] - _options.CalibrationSlack);
        }

        return _options.CalibrationWeight * worst;
    }

    /// <summary>
    /// The likeness to some places of the ring, as <see cref="Similarity"/> has it: in one pass over the title's features for all of those
    /// that are not compared by their embeddings.
    /// </summary>
    private void Compare(int title, uint which, Span<float> to)
    {
        var (chunk, local) = (_columns.Chunk(title), CatalogueColumns.Local(title));
        if (chunk.Vectors is { } vectors && vectors.Has(local))
            which = CompareVectors(title, vectors.Model, which, to);
        if (which == 0)
            return;
        Span<ushort> common = stackalloc ushort[FeaturePlaces.Most];
        common.Clear();
        var own = 0;
        foreach (var feature in chunk.Features[local])
        {
            if (!Feature.IsAlike(feature))
                continue;
            own++;
            for (var hits = _features[feature] & which; hits != 0; hits &= hits - 1)
                common[BitOperations.TrailingZeroCount(hits)]++;
        }

        for (; which != 0; which &= which - 1)
        {
            var at = BitOperations.TrailingZeroCount(which);
            var all = own + _alike[at] - common[at];
            to[at] = PlaceAt(at) == title ? 1 : all == 0 ? 0 : (float)((double)common[at] / all);
        }
    }

    /// <summary>The places that were not compared.</summary>
    private uint CompareVectors(int title, int model, uint which, Span<float> to)
    {
        for (var left = which; left != 0; left &= left - 1)
        {
            var at = BitOperations.TrailingZeroCount(left);
            var place = PlaceAt(at);
            if (!_columns.InRange(place) || _columns.Chunk(place).Vectors is not { } vectors || vectors.Model != model)
                continue;
            to[at] = (float)Similarity.Of(_columns, title, place);
            which &= ~(1u << at);
        }

        return which;
    }

    private int PlaceAt(int ring) => _places[Count - 1 - ((Count - 1 - ring) % _options.LikenessPlaces)];

    private void NoteFeatures(int title, int at, bool placed)
    {
        var alike = 0;
        foreach (var feature in _columns.InRange(title) ? _columns.FeaturesOf(title) : [])
        {
            if (!Feature.IsAlike(feature))
                continue;
            alike++;
            _features.Set(feature, at, placed);
        }

        _alike[at] = alike;
    }

    private void CountGenres(int title, int by)
    {
        foreach (var genre in _columns.InRange(title) ? _columns.SubjectGenres(title) : [])
            _genreCounts[genre] += by;
    }
}
