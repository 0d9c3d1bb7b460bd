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
        var bases = scratch.Base.AsSpan(0, pool.Count);
        var f = scratch.F.AsSpan(0, bases.Length);
        var e = pool.E.AsSpan(0, bases.Length);
        var c = pool.C.AsSpan(0, bases.Length);
        _scores.F(pool.DatedMinutes.AsSpan(0, pool.Count), _nowMinute, f);
        for (var i = 0; i < bases.Length; i++)
            bases[i] = (float)(_weights.E * e[i] + _weights.F * f[i] + _weights.C * c[i]);
        BaseOrder.Sort(bases, scratch.Order);
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
            var level = _window.LevelOf(scratch.Keys[candidate]);
            if (best >= 0 && (level > bestLevel || (level == bestLevel && scratch.Base[candidate] + _weights.D < bestScore)))
                continue;
            var score = ScoreOf(scratch, candidate, title, best >= 0 && level == bestLevel ? bestScore : double.NegativeInfinity);
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
            if (!Is(IsFresh, pool, freshness, scratch, candidate) || _window.LevelOf(scratch.Keys[candidate]) > level)
                continue;
            (members[count], weights[count]) = (candidate, weight);
            count++;
        }

        return count;
    }

    /// <summary>S, or any number below <paramref name="least"/> where S is below it: most candidates show that before all is worked out.</summary>
    private double ScoreOf(FeedScratch scratch, int candidate, int title, double least)
    {
        var places = _request.Options.LikenessPlaces;
        var ring = scratch.Likeness.AsSpan(candidate * places, places);
        ref var compared = ref scratch.Compared[candidate];
        var score = WithD(scratch.Base[candidate], _view.LikenessSoFar(ring, compared));
        while (score >= least && compared < _view.Count)
            score = WithD(scratch.Base[candidate], _view.LikenessOfNext(title, ring, ref compared));
        return score < least ? score : score - _view.Calibration(title);
    }

    private double WithD(float part, float likeness) => part + _weights.D * (1 - ScoreContext.Clamped(likeness));

    private bool Is(byte status, FeedPool pool, in Freshness freshness, FeedScratch scratch, int candidate)
    {
        if (scratch.Status[candidate] == Unlooked)
        {
            var title = pool.Titles[candidate];
            scratch.Status[candidate] = freshness.IsFresh(title) ? IsFresh : IsGone;
            scratch.Keys[candidate] = CreatorWindow.KeyOf(_columns, title);
        }

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
