using System.Runtime.InteropServices;
using Kinora.Ranking.Matrices;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Learning;

/// <summary>
/// The strongest weights of a linear item-to-item model, a short row for each item: what one who had it wants, and how much. Lies in a model
/// file as it is read, so it may be memory that is mapped and not loaded.
/// </summary>
/// <param name="starts">Where each row begins; one more than there are items.</param>
/// <param name="items">Rising within a row.</param>
/// <param name="fading">τ in titles, as in <see cref="ItemWeights"/>.</param>
internal sealed class LinkTable(
    ReadOnlyMemory<byte> starts, ReadOnlyMemory<byte> items, ReadOnlyMemory<byte> values, double fading, int longest) : IItemScorer
{
    public double Fading => fading;

    public int Longest => longest;

    public ReadOnlyMemory<byte> StartBytes => starts;

    public ReadOnlyMemory<byte> ItemBytes => items;

    public ReadOnlyMemory<byte> ValueBytes => values;

    private ReadOnlySpan<int> Starts => MemoryMarshal.Cast<byte, int>(starts.Span);

    private ReadOnlySpan<int> Items => MemoryMarshal.Cast<byte, int>(items.Span);

    private ReadOnlySpan<float> Values => MemoryMarshal.Cast<byte, float>(values.Span);

    /// <summary>Keeps of each row what is largest by amount.</summary>
    public static LinkTable Of(Matrix weights, int links, double fading, int longest)
    {
        var (starts, items, values) = (new int[weights.Rows + 1], new List<int>(), new List<float>());
        var room = new float[weights.Columns];
        for (var row = 0; row < weights.Rows; row++)
        {
            var line = weights.Row(row);
            var least = 0f;
            if (links < line.Length)
            {
                for (var i = 0; i < room.Length; i++)
                    room[i] = Math.Abs(line[i]);
                Array.Sort(room);
                least = room[^links];
            }

            for (var item = 0; item < line.Length; item++)
            {
                if (line[item] != 0 && Math.Abs(line[item]) >= least && items.Count - starts[row] < links)
                {
                    items.Add(item);
                    values.Add(line[item]);
                }
            }

            starts[row + 1] = items.Count;
        }

        return new LinkTable(Bytes<int>(starts), Bytes<int>(CollectionsMarshal.AsSpan(items)), Bytes<float>(CollectionsMarshal.AsSpan(values)), fading, longest);
    }

    /// <summary>What one who had this item wants.</summary>
    public void Row(int item, out ReadOnlySpan<int> others, out ReadOnlySpan<float> weights)
    {
        var (from, to) = (Starts[item], Starts[item + 1]);
        others = Items[from..to];
        weights = Values[from..to];
    }

    public void Score(ReadOnlySpan<int> history, long at, Span<float> scores)
    {
        scores.Clear();
        for (var age = 0; age < Math.Min(history.Length, longest); age++)
        {
            var weight = WeightAt(age);
            if (weight < 1e-6f)
                break;
            Row(history[^(age + 1)], out var others, out var weights);
            for (var i = 0; i < others.Length; i++)
                scores[others[i]] += weight * weights[i];
        }

        GC.KeepAlive(this);
    }

    /// <summary>How much a title counts that so many have followed.</summary>
    public float WeightAt(int age) => age >= longest ? 0 : (float)Math.Exp(-age / fading);

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : struct => MemoryMarshal.AsBytes(values).ToArray();
}
