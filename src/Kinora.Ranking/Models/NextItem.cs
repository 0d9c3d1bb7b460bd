using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Models;

/// <summary>
/// Ridge regression from the history, fading by age, to the item that came next: W = (Σ x xᵀ + λI)⁻¹ Σ x yᵀ over every place of every
/// history, x = Σ exp(−age/τ) of the last titles, y the title that followed.
/// </summary>
internal static class NextItem
{
    /// <summary>Two matrices, an inverse and a product.</summary>
    /// <param name="longest">How many titles back are looked at.</param>
    public static ItemWeights Fit(Histories fit, double fading, int longest, float lambda, int threads, CancellationToken cancel)
    {
        var moments = new Matrix(fit.ItemCount, fit.ItemCount);
        var followers = new Matrix(fit.ItemCount, fit.ItemCount);
        var decay = new float[longest + 1];
        var squares = new float[longest + 1];
        for (var age = 0; age <= longest; age++)
        {
            decay[age] = (float)Math.Exp(-age / fading);
            squares[age] = (age == 0 ? 0 : squares[age - 1]) + (age == 0 ? 0 : decay[age - 1] * decay[age - 1]);
        }

        var (starts, places) = fit.ByItem();
        var owners = fit.Owners();
        Parallel.For(0, fit.ItemCount, CoOccurrence.Threads(threads), item =>
        {
            foreach (var place in places.AsSpan(starts[item], starts[item + 1] - starts[item]))
            {
                var history = fit.Of(owners[place]);
                var own = place - fit.Starts[owners[place]];
                Follow(history, own, longest, decay, followers.Row(item));
                Pair(history, own, longest, decay, squares, moments.Row(item));
            }
        });
        for (var item = 0; item < fit.ItemCount; item++)
            moments[item, item] += lambda;
        SymmetricInverse.Invert(moments, threads, cancel);
        var weights = new Matrix(fit.ItemCount, fit.ItemCount);
        Product.Add(View.Of(moments), View.Of(followers), View.Of(weights), threads: threads);
        return new ItemWeights(weights, fading, longest);
    }

    private static void Follow(ReadOnlySpan<int> history, int own, int longest, float[] decay, Span<float> row)
    {
        for (var next = own + 1; next < history.Length && next - own <= longest; next++)
            row[history[next]] += decay[next - own - 1];
    }

    /// <summary>
    /// Two titles meet in the inputs of every later place whose window still holds the older one: a geometric sum, so that each pair is
    /// visited once.
    /// </summary>
    private static void Pair(ReadOnlySpan<int> history, int own, int longest, float[] decay, float[] squares, Span<float> row)
    {
        for (var other = Math.Max(0, own - longest + 1); other < history.Length && other - own < longest; other++)
        {
            var newer = Math.Max(own, other);
            var apart = newer - Math.Min(own, other);
            var meetings = Math.Min(longest - apart, history.Length - 1 - newer);
            if (meetings > 0)
                row[history[other]] += decay[apart] * squares[meetings];
        }
    }
}
