using Kinora.Ranking.Matrices;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Tests.Models;

public sealed class ModelTests
{
    private const int Items = 12;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Two groups of six titles; everybody keeps to one, in its order.</summary>
    private static readonly Histories Groups = Histories.From(Items, Enumerable.Range(0, 60).Select(user =>
    {
        var random = new Random(user);
        int[] own = [.. Enumerable.Range(0, 6).Where(_ => random.Next(4) > 0).Select(item => item + (user % 2 * 6))];
        return (own, (long[]?)[.. own.Select((_, place) => (long)((user * 10) + place))]);
    }));

    [Fact]
    public void Ease_rebuilds_each_title_from_the_others_as_least_squares_would()
    {
        const float Lambda = 5;
        var weights = Ease.Fit(Groups, Lambda, 0, Cancel);
        var counts = CoOccurrence.Count(Groups);
        for (var target = 0; target < Items; target++)
        {
            // The gradient of ‖x − Xb‖² + λ‖b‖² must vanish in every direction but the title's own.
            Assert.Equal(0, weights[target, target]);
            for (var item = 0; item < Items; item++)
            {
                var gradient = counts[item, target] - (Lambda * weights[item, target])
                    - Enumerable.Range(0, Items).Sum(other => counts[item, other] * weights[other, target]);
                if (item != target)
                    Assert.Equal(0, gradient, 5e-3);
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void The_next_item_model_solves_the_regression_written_out(int longest)
    {
        const double Fading = 2;
        const float Lambda = 4;
        var inputs = new List<(double[] X, int Next)>();
        for (var user = 0; user < Groups.Count; user++)
        {
            var history = Groups.Of(user);
            for (var next = 1; next < history.Length; next++)
            {
                var x = new double[Items];
                for (var age = 0; age < Math.Min(next, longest); age++)
                    x[history[next - 1 - age]] += Math.Exp(-age / Fading);
                inputs.Add((x, history[next]));
            }
        }

        var weights = NextItem.Fit(Groups, Fading, longest, Lambda, 0, Cancel).Weights;
        for (var item = 0; item < Items; item++)
        {
            for (var target = 0; target < Items; target++)
            {
                var gradient = inputs.Sum(row => row.X[item] * ((row.Next == target ? 1 : 0) - row.X.Select((value, other) => value * weights[other, target]).Sum()));
                Assert.Equal(0, gradient - (Lambda * weights[item, target]), 5e-3);
            }
        }
    }

    [Fact]
    public void Every_learned_model_prefers_the_group_that_a_person_is_in()
    {
        foreach (var model in (IItemScorer[])
            [
                new ItemWeights(Ease.Fit(Groups, 5, 0, Cancel)), ItemNeighbours.Fit(Groups, 10, 1), NextItem.Fit(Groups, 4, 40, 5, 0, Cancel),
                ImplicitAls.Fit(Groups, new AlsOptions(4, 0.01f, 0.1f), 0, Cancel),
            ])
        {
            var scores = new float[Items];
            model.Score([0, 1], 0, scores);
            Assert.True(scores[2..6].Min() > scores[6..].Max(), model.GetType().Name);
        }
    }

    [Fact]
    public void The_next_item_model_knows_the_order_and_ease_does_not()
    {
        float[] next = new float[Items], ease = new float[Items], turned = new float[Items];
        NextItem.Fit(Groups, 2, 40, 5, 0, Cancel).Score([0, 1, 2], 0, next);
        Assert.Equal(3, Array.IndexOf(next, next.Max()));
        new ItemWeights(Ease.Fit(Groups, 5, 0, Cancel)).Score([0, 1, 2], 0, ease);
        new ItemWeights(Ease.Fit(Groups, 5, 0, Cancel)).Score([2, 1, 0], 0, turned);
        for (var item = 0; item < Items; item++)
            Assert.Equal(ease[item], turned[item], 1e-5);
    }

    [Fact]
    public void Training_twice_gives_the_same_bits()
    {
        var options = new AlsOptions(8, 0.01f, 0.1f);
        Assert.Equal(ImplicitAls.Fit(Groups, options, 1, Cancel).Items.Values, ImplicitAls.Fit(Groups, options, 2, Cancel).Items.Values);
        Assert.Equal(NextItem.Fit(Groups, 4, 40, 5, 1, Cancel).Weights.Values, NextItem.Fit(Groups, 4, 40, 5, 2, Cancel).Weights.Values);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void A_person_folded_in_is_the_least_squares_solution(int size)
    {
        int[] had = [0, 1, 2, 4, 5, 6, 7, 8, 10];
        var options = new AlsOptions(size, 0.02f, 0.1f);
        var factors = ImplicitAls.Fit(Groups, options, 0, Cancel);
        var gram = new Matrix(size, size);
        Product.Add(View.Of(factors.Items).Transposed, View.Of(factors.Items), View.Of(gram));
        var person = new float[size];
        new NormalEquations(size).Solve(factors.Items, had, gram, options, person);
        var ridge = options.Regularisation * (had.Length + (options.Unobserved * Items));
        for (var i = 0; i < size; i++)
        {
            var gradient = -ridge * person[i];
            for (var item = 0; item < Items; item++)
            {
                var row = factors.Items.Row(item).ToArray();
                var predicted = row.Zip(person, (left, right) => (double)left * right).Sum();
                gradient += (float)(row[i] * ((had.Contains(item) ? 1 - predicted : 0) - (options.Unobserved * predicted)));
            }

            Assert.Equal(0, gradient, 1e-3);
        }
    }

    [Fact]
    public void Recent_popularity_counts_only_what_was_before_and_within_the_window()
    {
        var fit = Histories.From(3, [([0, 1], [10L, 20L]), ([1, 2], [30L, 40L])]);
        var scores = new float[3];
        new RecentPopularity(fit, 15).Score([], 35, scores);
        Assert.Equal([0, 2, 0], scores);
        new RecentPopularity(fit, 15).Score([], 40, scores);
        Assert.Equal([0, 1, 0], scores);
    }
}
