using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Models;

/// <summary>In how many histories two items stand together, for every pair; on the diagonal, the item's own count.</summary>
internal static class CoOccurrence
{
    public static Matrix Count(Histories fit, int threads = 0)
    {
        var counts = new Matrix(fit.ItemCount, fit.ItemCount);
        var (starts, places) = fit.ByItem();
        var owners = fit.Owners();
        Parallel.For(0, fit.ItemCount, Threads(threads), item =>
        {
            var row = counts.Row(item);
            foreach (var place in places.AsSpan(starts[item], starts[item + 1] - starts[item]))
            {
                foreach (var other in fit.Of(owners[place]))
                    row[other]++;
            }
        });
        return counts;
    }

    public static ParallelOptions Threads(int threads) =>
        new() { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
}
