using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Tests.Feed;

/// <summary>The laws of ranked pages: pool, window, greedy score, exact propensity.</summary>
internal sealed partial class Laws
{
    private const double Near = 1e-5;

    private void Ranked(HashSet<int> fresh)
    {
        var shown = page.Items.Where(item => !item.Repeat).ToList();
        if (shown.Count == 0)
            return;
        var pool = memory.Pool.Titles.ToArray().Where(fresh.Contains).ToHashSet();
        var least = Math.Min(request.Options.PoolSize, Math.Max(24, 2 * request.PageSize));
        Assert.True(pool.Count >= Math.Min(fresh.Count, least), "The page came from a drained pool.");
        Assert.True(memory.Pool.Count <= request.Options.PoolSize);
        var scores = memory.ScoresFor(request, columns, state, shared);
        var view = new PlacesInView(columns, request.Options, scores.Taste, _recent);
        foreach (var item in page.Items)
        {
            if (!item.Repeat)
                Slot(item, pool, scores, view);
            Score(item, scores, view);
            view.Place(item.Title);
            pool.Remove(item.Title);
        }
    }

    private void Slot(FeedItem item, HashSet<int> candidates, ScoreContext scores, PlacesInView view)
    {
        Assert.Contains(item.Title, candidates);
        var places = PlacesBefore(item.Slot - 1);
        var level = candidates.Min(title => Level(places, title));
        Assert.True(Level(places, item.Title) <= level, "The creator window was broken while another candidate was there.");
        var allowed = candidates.Where(title => Level(places, title) <= level).ToList();
        var best = allowed.Max(title => S(title, scores, view));
        Assert.Contains(item.Draw.Best, allowed);
        Assert.InRange(S(item.Draw.Best, scores, view), best - Near, best + Near);
        Propensity(item, allowed);
    }

    private void Propensity(FeedItem item, List<int> allowed)
    {
        var u = new List<(int Title, double Weight)>();
        if (shared.Exploration.TryGetValue(request.Kind, out var weights))
        {
            u.AddRange(weights.Titles.Zip(weights.Weights).Where(pair => allowed.Contains(pair.First)).OrderByDescending(pair => pair.Second)
                .Take(request.Options.MostUnderExposed));
        }

        if (item.Position == 1 || u.Count == 0)
        {
            Assert.Equal(new Draw(1, item.Title, 0, 0), item.Draw);
            Assert.False(item.Explored);
            return;
        }

        var epsilon = page.Dial switch { Dial.Familiar => 0.05, Dial.Explore => 0.20, _ => 0.10 };
        double P(int title) => u.Where(other => other.Title == title).Select(other =>
            0.8 * other.Weight / u.Sum(any => any.Weight) + 0.2 / u.Count).SingleOrDefault();
        var expected = (item.Title == item.Draw.Best ? 1 - epsilon : 0) + epsilon * P(item.Title);
        Assert.Equal(expected, item.Draw.Propensity, 1e-9);
        Assert.Equal((epsilon, u.Count), (item.Draw.Epsilon, item.Draw.Candidates));
        Assert.True(item.Draw.Propensity >= 0.05 * 0.2 / 64);
        Assert.True(item.Explored || item.Title == item.Draw.Best);
    }

    private double S(int title, ScoreContext scores, PlacesInView view)
    {
        var (e, f, c, d) = Weights();
        return e * scores.E(title).E + f * scores.F(title, Minutes.Down(request.NowMs)) + c * scores.C(title) + d * view.D(title)
            - view.Calibration(title);
    }

    private void Score(FeedItem item, ScoreContext scores, PlacesInView view)
    {
        var (e, f, c, d) = Weights();
        var factors = item.Factors;
        Assert.All([factors.E, factors.F, factors.C, factors.D, factors.Q, factors.V], factor => Assert.InRange(factor, 0, 1));
        Assert.Equal(e * factors.E + f * factors.F + c * factors.C + d * factors.D - factors.Calibration, item.Score, Near);
        Assert.Equal(S(item.Title, scores, view), item.Score, Near);
    }

    private (double E, double F, double C, double D) Weights() => page.Dial switch
    {
        Dial.Familiar => (0.95 * 0.5 / 0.9, 0.95 * 0.2 / 0.9, 0.95 * 0.2 / 0.9, 0.05),
        Dial.Explore => (0.8 * 0.35 / 0.9, 0.8 * 0.35 / 0.9, 0.8 * 0.2 / 0.9, 0.2),
        _ => (0.4, 0.3, 0.2, 0.1),
    };
}
