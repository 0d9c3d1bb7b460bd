using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Tastes;

/// <summary>
/// How much a profile cares for a creator or genre: (Σ w x + 2·prior)/(Σ w + 2) over watch ratios x, w = 2^(−age/30 d), likes ×2, dislikes
/// x = 0 (ranking.md, Score). Follows, hides and preferences enter as samples and priors of their own; what the person corrected pulls the
/// result, or says from when on samples count.
/// </summary>
internal sealed class Affinities
{
    public const double Unknown = -1;

    private const double PriorWeight = 2;
    private const double HalfLifeMs = 30.0 * 86_400_000;

    /// <summary>A title's page opened, or the title queued.</summary>
    private const double WeakWeight = 0.25;

    private const double LikedWeight = 2;
    private const double FollowedWeight = 2;
    private const double HiddenWeight = 1;
    private const double NeighbourWeight = 0.5;

    /// <summary>Titles of a hidden creator or topic that tell its neighbours.</summary>
    private const int Neighbours = 16;

    private const double LikedPrior = 0.9;
    private const double AvoidedPrior = 0.1;

    private readonly Dictionary<int, (double Sum, double Weight, int Title)> _creators = [];
    private readonly (double Sum, double Weight, int Title)[] _genres;
    private readonly double[] _genrePriors;
    private readonly double _prior;
    private readonly CatalogueColumns _columns;
    private readonly Corrections _said;

    private Affinities(CatalogueColumns columns, double prior, Corrections said)
    {
        var genres = columns.Genres;
        (_columns, _said, _prior, _genres, _genrePriors) = (columns, said, prior, new (double, double, int)[genres], new double[genres]);
        Array.Fill(_genrePriors, Unknown);
        Array.Fill(_genres, (0, 0, -1));
    }

    /// <summary>Creators that something is known of, the dearest first.</summary>
    public IEnumerable<int> BestCreators => _creators.Keys.Where(creator => Creator(creator) > _prior)
        .OrderByDescending(Creator).ThenBy(creator => creator);

    /// <summary>Genres likewise.</summary>
    public IEnumerable<int> BestGenres => Enumerable.Range(0, _genres.Length).Where(genre => Genre(genre) > _prior)
        .OrderByDescending(Genre).ThenBy(genre => genre);

    public double Prior => _prior;

    /// <summary><see cref="Unknown"/> where there is no sample.</summary>
    public double Creator(int creator) => Corrections.Pulled(
        _said.Creators, creator, _creators.TryGetValue(creator, out var known) ? (known.Sum + PriorWeight * _prior) / (known.Weight + PriorWeight) : Unknown);

    public double Genre(int genre)
    {
        if ((uint)genre >= (uint)_genres.Length)
            return Unknown;
        var (sum, weight, _) = _genres[genre];
        var stated = _genrePriors[genre];
        return Corrections.Pulled(
            _said.Genres, _columns.TopicOfGenre(genre),
            weight == 0 ? stated : (sum + PriorWeight * (stated == Unknown ? _prior : stated)) / (weight + PriorWeight));
    }

    /// <summary>The newest title of that creator that the profile liked watching; −1 = none.</summary>
    public int CauseOfCreator(int creator) => _creators.TryGetValue(creator, out var known) ? known.Title : -1;

    public int CauseOfGenre(int genre) => (uint)genre < (uint)_genres.Length ? _genres[genre].Title : -1;

    /// <summary>Something of the genre was looked at, with some liking, and none of it watched for long.</summary>
    public bool IsBrowsed(int genre) =>
        (uint)genre < (uint)_genres.Length && _genres[genre] is { Weight: > 0, Title: < 0 } known && known.Sum > _prior * known.Weight;

    public static Affinities Of(CatalogueColumns columns, ProfileState state, List<Viewing> viewings, double prior, long nowMs)
    {
        var made = new Affinities(columns, prior, state.Corrections);
        foreach (var viewing in viewings)
        {
            if (SampleOf(viewing) is { } sample)
                made.Add(columns, viewing.Title, sample.X, sample.Weight * Fading(viewing.FirstAt, nowMs), viewing.IsGood, viewing.FirstAt);
        }

        foreach (var (creator, register) in state.Followed.All)
        {
            if (register.Value > 0 && register.At >= state.ResetAt)
                made.AddCreator(creator, 1, FollowedWeight, -1, register.At);
        }

        made.AddHidden(columns, state, nowMs);
        foreach (var genre in Enumerable.Range(0, columns.Genres))
        {
            var topic = columns.TopicOfGenre(genre);
            made._genrePriors[genre] = state.Preferences.AvoidedTopics.Contains(topic) ? AvoidedPrior
                : state.Preferences.LikedTopics.Contains(topic) ? LikedPrior : Unknown;
        }

        return made;
    }

    /// <summary>What one viewing says; null = nothing.</summary>
    public static (double X, double Weight)? SampleOf(Viewing viewing)
    {
        if (viewing.Disliked)
            return (0, 1);
        var weight = viewing.Liked ? LikedWeight : 1;
        if (viewing.Ratio is { } ratio)
            return (ratio, weight);
        if (viewing.Liked || viewing.Completed || viewing.Shared || viewing.Commented)
            return (1, weight);
        return viewing.Skipped ? (0, 1) : viewing.Weak ? (1, WeakWeight) : null;
    }

    public static double Fading(long at, long nowMs) => Math.Exp(-Math.Log(2) * Math.Max(0, nowMs - at) / HalfLifeMs);

    private void Add(CatalogueColumns columns, int title, double x, double weight, bool good, long at)
    {
        var subject = columns.Subject(title);
        if (columns.CreatorOf(subject) is var creator && creator >= 0)
            AddCreator(creator, x, weight, good ? subject : -1, at);
        foreach (var genre in columns.SubjectGenres(title))
        {
            if (at < Corrections.Since(_said.Genres, columns.TopicOfGenre(genre)))
                continue;
            var known = _genres[genre];
            _genres[genre] = (known.Sum + weight * x, known.Weight + weight, good ? subject : known.Title);
        }
    }

    private void AddCreator(int creator, double x, double weight, int title, long at)
    {
        if (at < Corrections.Since(_said.Creators, creator))
            return;
        var known = _creators.GetValueOrDefault(creator, (0, 0, -1));
        _creators[creator] = (known.Sum + weight * x, known.Weight + weight, title >= 0 ? title : known.Title);
    }

    /// <summary>A hide also counts against the neighbours of what is hidden (ranking.md, Controls).</summary>
    private void AddHidden(CatalogueColumns columns, ProfileState state, long nowMs)
    {
        foreach (var (title, register) in Hidden(state.HiddenTitles, state))
        {
            if (columns.Has(title))
                Add(columns, title, 0, HiddenWeight * Fading(register.At, nowMs), false, register.At);
        }

        foreach (var (creator, register) in Hidden(state.HiddenCreators, state))
            AddNeighbours(columns, Feature.Creator(creator), register.At, nowMs);
        foreach (var (topic, register) in Hidden(state.HiddenTopics, state))
            AddNeighbours(columns, topic, register.At, nowMs);
    }

    private static IEnumerable<KeyValuePair<int, Register>> Hidden(RegisterSet hidden, ProfileState state) =>
        hidden.All.Where(pair => pair.Value.Value > 0 && pair.Value.At >= state.ResetAt);

    private void AddNeighbours(CatalogueColumns columns, int feature, long at, long nowMs)
    {
        var titles = new List<int>();
        columns.AddWith(feature, titles);
        var taken = Math.Min(Neighbours, titles.Count);
        for (var i = 0; i < taken; i++)
            Add(columns, titles[i], 0, NeighbourWeight * Fading(at, nowMs) / taken, false, at);
    }
}
