using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Models;

/// <summary>
/// Implicit alternating least squares (Hu, Koren, Volinsky, ICDM 2008) with the weights and the frequency-scaled regularisation of Rendle et
/// al. (Revisiting iALS, RecSys 2022). Deterministic: fixed seed, each row solved by one thread in one order.
/// </summary>
internal static class ImplicitAls
{
    public static Factors Fit(Histories fit, AlsOptions options, int threads, CancellationToken cancel)
    {
        var users = new Matrix(fit.Count, options.Dimensions);
        var items = new Matrix(fit.ItemCount, options.Dimensions);
        var random = new Random(options.Seed);
        foreach (ref var value in items.Values.AsSpan())
            value = (float)(Gaussian(random) * 0.1 / Math.Sqrt(options.Dimensions));
        var (starts, places) = fit.ByItem();
        var owners = fit.Owners();
        var byItem = Array.ConvertAll(places, place => owners[place]);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            Side(users, items, fit.Starts, fit.Items, options, threads, cancel);
            Side(items, users, starts, byItem, options, threads, cancel);
        }

        return new Factors(items, Gram(items, threads), options);
    }

    private static void Side(Matrix solved, Matrix given, int[] starts, int[] entries, AlsOptions options, int threads, CancellationToken cancel)
    {
        var gram = Gram(given, threads);
        var parallel = CoOccurrence.Threads(threads);
        parallel.CancellationToken = cancel;
        Parallel.For(0, solved.Rows, parallel, () => new NormalEquations(options.Dimensions), (row, _, equations) =>
        {
            equations.Solve(given, entries.AsSpan(starts[row], starts[row + 1] - starts[row]), gram, options, solved.Row(row));
            return equations;
        }, _ => { });
    }

    private static Matrix Gram(Matrix side, int threads)
    {
        var gram = new Matrix(side.Columns, side.Columns);
        Product.Add(View.Of(side).Transposed, View.Of(side), View.Of(gram), threads: threads);
        return gram;
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
