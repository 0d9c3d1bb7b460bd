namespace Kinora.Ranking.Models;

/// <summary>How boosted trees are grown.</summary>
/// <param name="Smoothing">Added to each leaf's weight of evidence (L2).</param>
/// <param name="Columns">The share of the columns that each tree may look at.</param>
internal sealed record TreeOptions(int Trees = 300, int Depth = 5, double Rate = 0.05, double Smoothing = 10, double LeastWeight = 20, double Columns = 0.5, int Seed = 1);

/// <summary>
/// Gradient-boosted trees for a yes or no (Friedman 2001; histograms and second-order leaves as in XGBoost, KDD 2016): the chance is the
/// logistic of the sum of the trees' leaves. NaN is a value of its own, below all others.
/// </summary>
internal sealed class BoostedTrees
{
    private readonly Binning _bins;

    private readonly float _start;

    private readonly List<GrownTree> _trees = [];

    private BoostedTrees(Binning bins, float start) => (_bins, _start) = (bins, start);

    public int Count => _trees.Count;

    /// <summary>Fits columns of equal length to labels.</summary>
    public static BoostedTrees Fit(float[][] columns, bool[] labels, TreeOptions options, CancellationToken cancel)
    {
        var bins = new Binning(columns);
        var binned = bins.Of(columns);
        var mean = (labels.Count(label => label) + 0.5) / (labels.Length + 1);
        var model = new BoostedTrees(bins, (float)Math.Log(mean / (1 - mean)));
        var sums = new float[labels.Length];
        Array.Fill(sums, model._start);
        var slopes = new float[labels.Length];
        var weights = new float[labels.Length];
        for (var tree = 0; tree < options.Trees; tree++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var row = 0; row < sums.Length; row++)
            {
                var chance = Logistic(sums[row]);
                slopes[row] = (labels[row] ? 1 : 0) - chance;
                weights[row] = chance * (1 - chance);
            }

            var turn = (ulong)tree;
            int[] allowed =
            [
                .. Enumerable.Range(0, columns.Length).Where(column => CounterRandom.Uniform((ulong)options.Seed, turn, (ulong)column) < options.Columns),
            ];
            if (allowed.Length == 0)
                allowed = [tree % columns.Length];
            var grown = new TreeGrower(binned, slopes, weights, allowed, options).Grow();
            model._trees.Add(grown);
            for (var row = 0; row < sums.Length; row++)
                sums[row] += grown.Leaf(binned, row);
        }

        return model;
    }

    /// <summary>The chance of yes for each row.</summary>
    public float[] Predict(float[][] columns)
    {
        var binned = _bins.Of(columns);
        var chances = new float[columns[0].Length];
        for (var row = 0; row < chances.Length; row++)
        {
            var sum = _start;
            foreach (var tree in _trees)
                sum += tree.Leaf(binned, row);
            chances[row] = Logistic(sum);
        }

        return chances;
    }

    private static float Logistic(float value) => 1 / (1 + MathF.Exp(-value));
}
