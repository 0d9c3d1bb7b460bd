namespace Kinora.Ranking.Feed;

/// <summary>
/// The fresh slots: greedily the best by S among what the creator window lets pass, or a draw. S needs the likeness to the places before
/// only for candidates that could still win: base + the weight of D is a bound.
/// </summary>
internal sealed partial class PageMaker
{
    private const byte Unlooked = 0;
    private const byte IsFresh = 1;
    private const byte IsGone = 2;

    public void AddFresh(int count, FeedPool pool, in Freshness freshness)
    {
        ScorePool(pool);
        var scratch = FeedScratch.Mine;
        scratch.MakeRoom(pool.Count, _request.Options.LikenessPlaces);
        _scores.F(pool.DatedMinutes.AsSpan(0, pool.Count), _nowMinute, scratch.F.AsSpan(0, pool.Count));
        for (var i = 0; i < pool.Count; i++)
            scratch.Base[i] = (float)(_weights.E * pool.E[i] + _weights.F * scratch.F[i] + _weights.C * pool.C[i]);
        BaseOrder.Sort(scratch.Base.AsSpan(0, pool.Count), scratch.Order);
        for (var i = 0; i < count; i++)
            AddFresh(pool, freshness, scratch);
    }

    private void AddFresh(FeedPool pool, in Freshness freshness, FeedScratch scratch)
    {
        var (best, level) = Best(pool, freshness, scratch);
        if (best < 0)
            throw new InvalidOperationException("The pool holds fewer fresh titles than were counted.");
        Span<int> members = stackalloc int[_request.Options.MostUnderExposed];
        Span<double> weights = stackalloc double[_request.Options.MostUnderExposed];
        var candidates = Position == 1 || _dial.Epsilon <= 0 ? 0 : UnderExposed(pool, freshness, scratch, level, members, weights);
        var (taken, explored, draw) = (best, false, new Draw(1, pool.Titles[best], 0, 0));
        if (candidates > 0)
        {
            var exploration = new ExplorationDraw(weights[..candidates], _dial.Epsilon, _request.Options.UniformShare);
            var drawn = exploration.Draw(_request.Seed, _request.Page, Slot);
            (taken, explored) = drawn < 0 ? (best, false) : (members[drawn], true);
            var propensity = exploration.Propensity(taken == best, members[..candidates].IndexOf(taken));
            draw = new Draw(propensity, pool.Titles[best], _dial.Epsilon, candidates);
        }

        scratch.Status[taken] = IsGone;
        Place(pool.Titles[taken], pool.Rungs[taken], explored, draw);
    }

    /// <summary>i*: the best by S at the lowest level of the creator window that any candidate has.</summary>
    private (int Candidate, int Level) Best(FeedPool pool, in Freshness freshness, FeedScratch scratch)
    {
        var (best, bestLevel, bestScore) = (-1, CreatorWindow.Any, double.NegativeInfinity);
        for (var i = 0; i < pool.Count; i++)
        {
            var candidate = scratch.Order[i];
            if (best >= 0 && bestLevel == CreatorWindow.Clear && BaseOrder.UpperEdge(scratch.Base[candidate]) + _weights.D < bestScore)
                break;
            if (!Is(IsFresh, pool, freshness, scratch, candidate))
                continue;
            var title = pool.Titles[candidate];
            var level = _window.LevelOf(_columns, title);
            if (best >= 0 && (level > bestLevel || (level == bestLevel && scratch.Base[candidate] + _weights.D < bestScore)))
                continue;
            var score = ScoreOf(scratch, candidate, title);
            if (best >= 0 && level == bestLevel && (score < bestScore || (score == bestScore && title > pool.Titles[best])))
                continue;
            (best, bestLevel, bestScore) = (candidate, level, score);
        }

        return (best, bestLevel);
    }

    /// <summary>U: the heaviest under-exposed fresh titles that the creator window lets pass at this slot, at most 64.</summary>
    private int UnderExposed(
        FeedPool pool, in Freshness freshness, FeedScratch scratch, int level, Span<int> members, Span<double> weights)
    {
        var count = 0;
        foreach (var (candidate, weight) in pool.UnderExposed)
        {
            if (count == members.Length)
                break;
            if (!Is(IsFresh, pool, freshness, scratch, candidate) || _window.LevelOf(_columns, pool.Titles[candidate]) > level)
                continue;
            (members[count], weights[count]) = (candidate, weight);
            count++;
        }

        return count;
    }

    private double ScoreOf(FeedScratch scratch, int candidate, int title)
    {
        var places = _request.Options.LikenessPlaces;
        var d = _view.D(title, scratch.Likeness.AsSpan(candidate * places, places), ref scratch.Compared[candidate]);
        return scratch.Base[candidate] + _weights.D * d - _view.Calibration(title);
    }

    private static bool Is(byte status, FeedPool pool, in Freshness freshness, FeedScratch scratch, int candidate)
    {
        if (scratch.Status[candidate] == Unlooked)
            scratch.Status[candidate] = freshness.IsFresh(pool.Titles[candidate]) ? IsFresh : IsGone;
        return scratch.Status[candidate] == status;
    }

    /// <summary>Works out what stays the same from page to page, unless that was done.</summary>
    private void ScorePool(FeedPool pool)
    {
        if (ReferenceEquals(pool.ScoredFor, _scores))
            return;
        pool.MakeRoomForScores();
        var places = new Dictionary<int, int>(pool.Count);
        for (var i = 0; i < pool.Count; i++)
        {
            var title = pool.Titles[i];
            (pool.E[i], pool.C[i]) = ((float)_scores.E(title).E, (float)_scores.C(title));
            pool.DatedMinutes[i] = _scores.DatedMinute(title);
            places[title] = i;
        }

        pool.UnderExposed.Clear();
        if (_shared.Exploration.TryGetValue(_request.Kind, out var exploration))
        {
            for (var i = 0; i < exploration.Titles.Length; i++)
            {
                if (places.TryGetValue(exploration.Titles[i], out var place))
                    pool.UnderExposed.Add((place, exploration.Weights[i]));
            }
        }

        pool.ScoredFor = _scores;
    }
}
