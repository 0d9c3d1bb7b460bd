using System.Numerics.Tensors;
using Kinora.Ranking.Shared;

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

    public void AddFresh(int count, FeedPool pool)
    {
        ScorePool(pool);
        var scratch = FeedScratch.Mine;
        scratch.MakeRoom(pool.Count, _request.Options.LikenessPlaces);
        var bases = scratch.Base.AsSpan(0, pool.Count);
        _scores.F(pool.DatedMinutes.AsSpan(0, pool.Count), _nowMinute, bases);
        TensorPrimitives.MultiplyAdd(bases, (float)_weights.F, pool.Steady.AsSpan(0, bases.Length), bases);
        BaseOrder.Sort(bases, scratch.Order);
        for (var i = 0; i < count; i++)
            AddFresh(pool, scratch);
    }

    private void AddFresh(FeedPool pool, FeedScratch scratch)
    {
        var (best, level) = Best(pool, scratch);
        if (best < 0)
            throw new InvalidOperationException("The pool holds fewer fresh titles than were counted.");
        Span<int> members = stackalloc int[_request.Options.MostUnderExposed];
        Span<double> weights = stackalloc double[_request.Options.MostUnderExposed];
        var candidates = Position == 1 || _dial.Epsilon <= 0 ? 0 : UnderExposed(pool, scratch, level, members, weights);
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
        Place(pool.Titles[taken], pool.RungOf(taken), explored, draw);
    }

    /// <summary>i*: the best by S at the lowest level of the creator window that any candidate has.</summary>
    private (int Candidate, int Level) Best(FeedPool pool, FeedScratch scratch)
    {
        var (best, bestLevel, bestScore) = (-1, CreatorWindow.Any, double.NegativeInfinity);
        for (var i = 0; i < pool.Count; i++)
        {
            var candidate = scratch.Order[i];
            if (best >= 0 && bestLevel == CreatorWindow.Clear && BaseOrder.UpperEdge(scratch.Base[candidate]) + _weights.D < bestScore)
                break;
            if (!IsFree(pool, scratch, candidate))
                continue;
            var title = pool.Titles[candidate];
            var level = _window.LevelOf(scratch.Keys[candidate]);
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
    private int UnderExposed(FeedPool pool, FeedScratch scratch, int level, Span<int> members, Span<double> weights)
    {
        if (pool.UnderExposed.IsEmpty)
            return 0;
        var (count, exploration) = (0, _shared.Exploration[_request.Kind]);
        foreach (var (candidate, number) in pool.UnderExposed)
        {
            if (count == members.Length)
                break;
            if (!IsFree(pool, scratch, candidate) || _window.LevelOf(scratch.Keys[candidate]) > level)
                continue;
            (members[count], weights[count]) = (candidate, exploration.Weights[number]);
            count++;
        }

        return count;
    }

    private double ScoreOf(FeedScratch scratch, int candidate, int title)
    {
        var places = _request.Options.LikenessPlaces;
        var likeness = _view.Likeness(title, scratch.Likeness.AsSpan(candidate * places, places), ref scratch.Compared[candidate]);
        return scratch.Base[candidate] + _weights.D * (1 - ScoreContext.Clamped(likeness)) - _view.Calibration(title);
    }

    /// <summary>Neither struck out nor on the page.</summary>
    private bool IsFree(FeedPool pool, FeedScratch scratch, int candidate)
    {
        ref var status = ref scratch.Status[candidate];
        if (status == Unlooked)
        {
            var title = pool.Titles[candidate];
            status = title == FeedPool.Gone ? IsGone : IsFresh;
            if (status == IsFresh)
                scratch.Keys[candidate] = CreatorWindow.KeyOf(_columns, title);
        }

        return status == IsFresh;
    }

    /// <summary>Works out what stays the same from page to page, unless that was done.</summary>
    private void ScorePool(FeedPool pool)
    {
        if (ReferenceEquals(pool.ScoredFor, _scores) && pool.ScoredWith == _dial)
            return;
        var exploration = _shared.Exploration.GetValueOrDefault(_request.Kind);
        var count = exploration?.Titles.Length ?? 0;
        Span<(ushort Place, ushort Number)> underExposed = stackalloc (ushort, ushort)[Exploration.Most];
        Span<int> places = stackalloc int[Exploration.Most];
        places.Fill(-1);
        for (var i = 0; i < pool.Count; i++)
        {
            var title = pool.Titles[i];
            if (title == FeedPool.Gone)
                continue;
            pool.Steady[i] = _scores.Steady(title, _dial);
            pool.DatedMinutes[i] = _scores.DatedMinute(title);
            if (exploration is not null && exploration.NumberOf(title) is var number && number >= 0)
                places[number] = i;
        }

        var found = 0;
        for (var number = 0; number < count; number++)
        {
            if (places[number] >= 0)
                underExposed[found++] = ((ushort)places[number], (ushort)number);
        }

        pool.Scored(_scores, _dial, underExposed[..found]);
    }
}
