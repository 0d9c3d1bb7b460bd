namespace Kinora.Ranking.Columns;

/// <summary>Which titles of a chunk a search may find, as bits; a missing word is none.</summary>
internal delegate ReadOnlySpan<ulong> AllowedTitles(int chunk);

/// <summary>
/// The titles nearest to a vector: every allowed title is compared by its small numbers, and the best again with the exact query. What is
/// not allowed is skipped while searching, so that a narrow filter costs less and loses nothing.
/// </summary>
internal static unsafe class VectorScan
{
    /// <summary>Below so many titles one thread is quicker than two.</summary>
    private const int FewTitles = 16_384;

    /// <summary>How many are compared again, beyond those asked for.</summary>
    private const int Spare = 64;

    /// <summary>The nearest first, by cosine and then by ordinal; only titles that have a vector.</summary>
    public static List<(int Ordinal, float Cosine)> Top(CatalogueColumns columns, float[] query, int count, AllowedTitles allowed)
    {
        var small = new sbyte[Vectors.Dimensions];
        var scale = Vectors.Quantise(query, small);
        if (scale == 0 || count < 1)
            return [];
        var blocks = (columns.Count + Vectors.BlockSize - 1) >> Vectors.BlockShift;
        var workers = columns.Count < FewTitles ? 1 : Environment.ProcessorCount;
        var (next, best) = (-1, new List<(float Score, int Ordinal)>[workers]);
        void Work(int worker)
        {
            var near = new NearestHeap(count + Spare);
            while (Interlocked.Increment(ref next) is var block && block < blocks)
                Scan(columns, block, small, allowed, near);
            best[worker] = near.Found;
        }

        if (workers == 1)
            Work(0);
        else
            Parallel.For(0, workers, Work);
        var length = System.Numerics.Tensors.TensorPrimitives.Norm(query);
        var candidates = best.SelectMany(found => found).ToArray();
        Array.Sort(candidates, Better);
        var exact = candidates.Take(count + Spare).Select(found => (Exact(columns, query, found.Ordinal) / length, found.Ordinal)).ToArray();
        Array.Sort(exact, Better);
        return [.. exact.Take(count).Select(found => (found.Ordinal, found.Item1))];
    }

    private static void Scan(CatalogueColumns columns, int block, sbyte[] query, AllowedTitles allowed, NearestHeap near)
    {
        const int BlocksOfChunk = ColumnChunk.Size >> Vectors.BlockShift;
        var (number, inChunk) = (block / BlocksOfChunk, block % BlocksOfChunk);
        var vectors = columns.Chunks[number].Vectors;
        if (vectors is null || vectors.Scales(inChunk) is var scales && scales.IsEmpty)
            return;
        var bits = allowed(number);
        var first = inChunk << Vectors.BlockShift;
        fixed (sbyte* values = vectors.Block(inChunk), q = query)
        {
            for (var word = first >> 6; word < Math.Min(bits.Length, (first + Vectors.BlockSize) >> 6); word++)
            {
                for (var rest = bits[word]; rest != 0; rest &= rest - 1)
                {
                    var local = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest) - first;
                    if (scales[local] != 0)
                        near.Offer(ByteDot.Of(values + (local * Vectors.Dimensions), q) * scales[local], (number << ColumnChunk.Shift) + first + local);
                }
            }
        }
    }

    private static float Exact(CatalogueColumns columns, float[] query, int ordinal)
    {
        var (vectors, local) = (columns.Chunk(ordinal).Vectors!, CatalogueColumns.Local(ordinal));
        return ByteDot.Of(query, vectors[local]) * vectors.Scale(local);
    }

    private static int Better((float Score, int Ordinal) a, (float Score, int Ordinal) b) =>
        a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Ordinal.CompareTo(b.Ordinal);

    /// <summary>The best of those offered; of equals the first ordinals.</summary>
    private sealed class NearestHeap(int most)
    {
        private readonly PriorityQueue<int, (float Score, int Later)> _heap = new();
        private float _worst = float.NegativeInfinity;

        public List<(float Score, int Ordinal)> Found => [.. _heap.UnorderedItems.Select(item => (item.Priority.Score, item.Element))];

        public void Offer(float score, int ordinal)
        {
            if (score < _worst)
                return;
            if (_heap.Count < most)
                _heap.Enqueue(ordinal, (score, -ordinal));
            else
                _heap.EnqueueDequeue(ordinal, (score, -ordinal));
            if (_heap.Count == most && _heap.TryPeek(out _, out var worst))
                _worst = worst.Score;
        }
    }
}
