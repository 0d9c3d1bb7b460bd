using Kinora.Ranking.Evaluation;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Tests.Models;

public sealed class BoostedTreesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Trees_learn_what_no_sum_of_the_columns_says()
    {
        // Yes where exactly one of two numbers is high: a straight line is no better than chance.
        var (columns, labels) = World(3000, 1);
        var (other, truth) = World(1000, 2);
        var chances = BoostedTrees.Fit(columns, labels, new TreeOptions(60, 3, 0.2, Columns: 1), Cancel).Predict(other);
        Assert.True(AreaUnderCurve.Of(chances, truth) > 0.85);
        Assert.InRange(Math.Abs(chances.Average() - truth.Average(label => label ? 1.0 : 0)), 0, 0.05);
        Assert.All(chances, chance => Assert.InRange(chance, 0, 1));
    }

    [Fact]
    public void Training_twice_gives_the_same_chances()
    {
        var (columns, labels) = World(500, 1);
        var options = new TreeOptions(20, 4);
        Assert.Equal(BoostedTrees.Fit(columns, labels, options, Cancel).Predict(columns), BoostedTrees.Fit(columns, labels, options, Cancel).Predict(columns));
    }

    [Fact]
    public void A_missing_number_is_a_value_of_its_own()
    {
        var values = Enumerable.Range(0, 400).Select(row => row % 2 == 0 ? float.NaN : row).ToArray();
        var labels = Array.ConvertAll(values, float.IsNaN);
        var chances = BoostedTrees.Fit([values], labels, new TreeOptions(60, 2, 0.2, 1, 1, 1), Cancel).Predict([[float.NaN, 7, 300]]);
        Assert.True(chances[0] > 0.9 && chances[1] < 0.1 && chances[2] < 0.1);
    }

    [Fact]
    public void A_rate_is_drawn_to_the_mean_where_little_is_known()
    {
        var rate = new SmoothedRate(2);
        rate.Add(1, 1);
        rate.Add(2, 0, 3);
        Assert.Equal(1.5 / 5, rate.Mean, 12);
        Assert.Equal((1 + (2 * 0.5)) / 3, rate.Of(1, 0.5), 12);
        Assert.Equal(0.5, rate.Of(9, 0.5), 12);
    }

    private static (float[][] Columns, bool[] Labels) World(int rows, int seed)
    {
        var random = new Random(seed);
        float[] Column() => [.. Enumerable.Range(0, rows).Select(_ => random.NextSingle())];
        float[][] columns = [Column(), Column(), Column()];
        return (columns, [.. Enumerable.Range(0, rows).Select(row => (columns[0][row] > 0.5) != (columns[1][row] > 0.5) ? random.Next(10) > 0 : random.Next(10) == 0)]);
    }
}
