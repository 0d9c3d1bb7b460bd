using System.Buffers;
using System.Numerics;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Feed;

/// <summary>
/// Rungs nominate fresh titles into the pool, in this order, until it is full: own taste and new arrivals, followed creators, trends, and
/// all others, fewest impressions first. An item carries the first rung that nominated it (ranking.md, Ladder).
/// </summary>
internal ref struct Ladder
{
    /// <summary>Below so many eligible titles the last rung looks at each of them.</summary>
    private const int LookAtAll = 8_192;

    private const int Creators = 32;
    private const int TitlesOfCreator = 24;
    private const int Genres = 8;
    private const int TitlesOfGenre = 96;
    private const int MostByModel = 400;
    private const int MostByTaste = 600;
    private const int TrendsLookedAt = 20_000;

    private readonly FeedRequest _request;
    private readonly CatalogueColumns _columns;
    private readonly Eligibility _eligible;
    private readonly SharedState _shared;
    private readonly FeedScratch _scratch;
    private readonly int[] _found;
    private readonly Span<ulong> _marks;
    private readonly ulong _salt;
    private int _count;

    private Ladder(FeedRequest request, CatalogueColumns columns, Eligibility eligible, SharedState shared, Span<ulong> marks)
    {
        (_request, _columns, _eligible, _shared, _scratch) = (request, columns, eligible, shared, FeedScratch.Mine);
        _found = _scratch.RoomToNominate(request.Options.PoolSize);
        _marks = marks;
        _salt = CounterRandom.Bits(request.Seed, (ulong)request.Page);
    }

    public static void Fill(
        FeedRequest request, CatalogueColumns columns, Eligibility eligible, in Freshness freshness, SharedState shared, Taste taste,
        FeedPool pool)
    {
        var words = (columns.Count + 63) >> 6;
        var rented = ArrayPool<ulong>.Shared.Rent(Math.Max(1, words));
        var marks = rented.AsSpan(0, words);
        marks.Clear();
        freshness.MarkStale(marks);
        var ladder = new Ladder(request, columns, eligible, shared, marks);
        Span<int> ends = stackalloc int[(int)Rung.Explore + 1];
        ladder.Fresh(taste);
        ends[(int)Rung.Fresh] = ladder._count;
        ladder.Following(freshness.State);
        ends[(int)Rung.Following] = ladder._count;
        ladder.Trending();
        ends[(int)Rung.Trending] = ladder._count;
        ladder.Explore();
        ends[(int)Rung.Explore] = ladder._count;
        pool.Fill(ladder._found.AsSpan(0, ladder._count), ends);
        ArrayPool<ulong>.Shared.Return(rented);
    }

    private void Fresh(Taste taste)
    {
        var options = _request.Options;
        foreach (var title in _eligible.Own)
            Add(title, options.MostFresh);
        if (taste.Learned is { } learned)
            ByModel(learned, Math.Min(MostByModel, options.MostFresh));
        ByTaste(taste, Math.Min(MostByTaste, options.MostFresh));
        foreach (var title in _columns.Newest(_request.Kind))
        {
            if (_count >= options.MostFresh || _request.NowMs - _columns.DatedAt(title) > options.NewArrivalDays * 86_400_000L)
                break;
            Add(title, options.MostFresh);
        }
    }

    private void ByModel(PersonScores learned, int most)
    {
        foreach (var title in learned.BestFirst)
            Add(title, most);
    }

    /// <summary>The newest titles of the dearest creators, and some of the dearest genres.</summary>
    private void ByTaste(Taste taste, int most)
    {
        var titles = _scratch.Titles;
        titles.Clear();
        foreach (var creator in taste.Affinities.BestCreators.Take(Creators))
        {
            titles.Clear();
            _columns.AddWith(Feature.Creator(creator), titles);
            Keep(titles);
            NewestFirst(titles);
            foreach (var title in titles.Take(TitlesOfCreator))
                Add(title, most);
        }

        foreach (var genre in taste.Affinities.BestGenres.Take(Genres))
        {
            titles.Clear();
            _columns.AddSome(_columns.TopicOfGenre(genre), TitlesOfGenre, _salt, titles);
            foreach (var title in titles)
                Add(title, most);
        }
    }

    private void Following(ProfileState state)
    {
        var titles = _scratch.Titles;
        titles.Clear();
        foreach (var creator in state.Followed.With(1))
            _columns.AddWith(Feature.Creator(creator), titles);
        Keep(titles);
        NewestFirst(titles);
        var most = _count + _request.Options.MostFollowing;
        foreach (var title in titles)
        {
            if (state.Followed[_columns.CreatorOf(title)] > 0)
                Add(title, most);
        }
    }

    private void Trending()
    {
        var most = _count + _request.Options.MostTrending;
        foreach (var title in _shared.MostPopular.AsSpan(0, Math.Min(TrendsLookedAt, _shared.MostPopular.Length)))
        {
            if (_count >= most)
                break;
            if (_shared[title].Profiles >= _shared.MinSupport)
                Add(title, most);
        }
    }

    private void Explore()
    {
        if (_shared.Exploration.TryGetValue(_request.Kind, out var weights))
        {
            foreach (var title in weights.Titles)
                Add(title, _request.Options.PoolSize);
        }

        if (_eligible.Set.Count <= LookAtAll)
            ExploreAll();
        else
            ExploreSome();
    }

    private void ExploreAll()
    {
        var found = new List<(int Impressions, ulong Draw, int Title)>();
        for (var chunk = 0; chunk < _eligible.Set.Chunks; chunk++)
        {
            var bits = _eligible.Set.Bits(chunk);
            for (var word = 0; word < bits.Length; word++)
            {
                var first = (chunk << ColumnChunk.Shift) + (word << 6);
                for (var left = bits[word] & ~_marks[first >> 6]; left != 0; left &= left - 1)
                {
                    var title = first + BitOperations.TrailingZeroCount(left);
                    found.Add((_shared[title].Impressions30, CounterRandom.Bits(_salt, (ulong)title), title));
                }
            }
        }

        found.Sort();
        foreach (var (_, _, title) in found)
            Add(title, _request.Options.PoolSize);
    }

    /// <summary>Goes through all ordinals once, in an order that no two fills share, and takes those without impressions; then the others.</summary>
    private void ExploreSome()
    {
        var count = (ulong)_columns.Count;
        var step = (ulong)(count * 0.6180339887498949) | 1;
        while (BigInteger.GreatestCommonDivisor(step, count) != 1)
            step += 2;
        var at = _salt % count;
        for (var i = 0ul; i < count && _count < _request.Options.PoolSize; i++)
        {
            var title = (int)at;
            if (!IsMarked(title) && _eligible.Set.Has(title) && _shared[title].Impressions30 == 0)
                Add(title, _request.Options.PoolSize);
            at += step;
            at = at >= count ? at - count : at;
        }

        foreach (var title in _shared.FewestImpressions)
        {
            if (_count >= _request.Options.PoolSize)
                return;
            Add(title, _request.Options.PoolSize);
        }
    }

    private void Add(int title, int most)
    {
        if (_count >= Math.Min(most, _request.Options.PoolSize) || IsMarked(title) || !_eligible.Has(title))
            return;
        Freshness.Mark(_marks, title);
        _found[_count++] = title;
    }

    private readonly void Keep(List<int> titles)
    {
        var kept = 0;
        for (var i = 0; i < titles.Count; i++)
        {
            if (!IsMarked(titles[i]) && _eligible.Has(titles[i]))
                titles[kept++] = titles[i];
        }

        titles.RemoveRange(kept, titles.Count - kept);
    }

    private readonly void NewestFirst(List<int> titles)
    {
        var columns = _columns;
        titles.Sort((a, b) => columns.DatedAt(a) != columns.DatedAt(b) ? columns.DatedAt(b).CompareTo(columns.DatedAt(a)) : a.CompareTo(b));
    }

    private readonly bool IsMarked(int title) => (_marks[title >> 6] >> (title & 63) & 1) != 0;
}
