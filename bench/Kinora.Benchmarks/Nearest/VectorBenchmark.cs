using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Kinora.Catalog.Embeddings;
using Kinora.Ranking;
using Kinora.Ranking.Columns;

namespace Kinora.Benchmarks.Nearest;

/// <summary>The nearest fifty by vector: bytes with the best compared again, beside a scan of all exact numbers on the same cores.</summary>
internal static class VectorBenchmark
{
    private const int Best = 50;
    private const int Queries = 40;
    private const int Themes = 500;

    private static readonly ulong[] Everything = [.. Enumerable.Repeat(ulong.MaxValue, ColumnChunk.Size / 64)];

    public static void Run(int[] sizes)
    {
        Console.WriteLine("| titles | p50 | p99 | a tenth allowed, p50 | exact numbers p50 | ratio | of ten nearest found |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var size in sizes.Length == 0 ? [10_000, 100_000, 1_000_000] : sizes)
            Run(size);
    }

    /// <summary>How many texts a second the built-in embedder takes, one thread.</summary>
    public static async Task EmbedAsync(string folder)
    {
        var model = await UseLiteFiles.LoadAsync(folder, CancellationToken.None);
        Console.WriteLine("| words | texts/s | a text |\n| ---: | ---: | ---: |");
        foreach (var words in (int[])[4, 12, 48, 100])
        {
            var text = string.Join(' ', Enumerable.Range(0, words).Select(i => i % 3 == 0 ? "night" : i % 3 == 1 ? "and" : "train"));
            var times = Measure(120, _ => model.Embed(text));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {words} | {1000 / times[times.Length / 2]:F0} | {times[times.Length / 2]:F2} ms |"));
        }
    }

    private static void Run(int size)
    {
        var exact = Make(size);
        var columns = Columns(exact);
        var queries = Enumerable.Range(0, Queries).Select(i => Vector(new Random(1_000_000 + i), new Random(i % Themes))).ToArray();
        var tenth = Everything.Select((_, i) => i % 10 == 0 ? ulong.MaxValue : 0).ToArray();
        var ours = Measure(Queries, i => VectorScan.Top(columns, queries[i], Best, _ => Everything));
        var narrow = Measure(Queries, i => VectorScan.Top(columns, queries[i], Best, _ => tenth));
        var theirs = Measure(Math.Min(Queries, 12), i => Exact(exact, queries[i], Best));
        var found = queries.Take(10).Sum(query =>
            VectorScan.Top(columns, query, 10, _ => Everything).Select(near => near.Ordinal).Intersect(Exact(exact, query, 10)).Count());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {size:N0} | {At(ours, 50):F2} ms | {At(ours, 99):F2} ms | {At(narrow, 50):F2} ms | {At(theirs, 50):F2} ms | {At(theirs, 50) / At(ours, 50):F1} | {found / 100.0:F2} |"));
    }

    private static int[] Exact(float[][] all, float[] query, int count)
    {
        var scores = new float[all.Length];
        Parallel.For(0, (all.Length + 4095) / 4096, block =>
        {
            for (var i = block * 4096; i < Math.Min(all.Length, (block + 1) * 4096); i++)
                scores[i] = TensorPrimitives.Dot<float>(query, all[i]);
        });
        var best = new PriorityQueue<int, float>();
        for (var i = 0; i < scores.Length; i++)
        {
            if (best.Count < count)
                best.Enqueue(i, scores[i]);
            else if (best.TryPeek(out _, out var worst) && scores[i] > worst)
                best.EnqueueDequeue(i, scores[i]);
        }

        return [.. best.UnorderedItems.Select(item => item.Element)];
    }

    private static CatalogueColumns Columns(float[][] exact)
    {
        var chunks = new ColumnChunk[(exact.Length + ColumnChunk.Size - 1) >> ColumnChunk.Shift];
        Parallel.For(0, chunks.Length, number =>
        {
            var (builder, first) = (new ColumnChunkBuilder(), number << ColumnChunk.Shift);
            var count = Math.Min(ColumnChunk.Size, exact.Length - first);
            for (var local = 0; local < count; local++)
                builder.Set(local, new TitleRow { Kind = TitleKind.Movie });
            chunks[number] = builder.Build().With(Vectors.None(1).With(Enumerable.Range(0, count).Select(local =>
            {
                var numbers = new sbyte[Vectors.Dimensions];
                var scale = Vectors.Quantise(exact[first + local], numbers);
                return (local, (ReadOnlyMemory<sbyte>)numbers, scale);
            })));
        });
        return new CatalogueColumns(1, chunks, []);
    }

    /// <summary>Titles lie around themes, as texts do.</summary>
    private static float[][] Make(int size)
    {
        var all = new float[size][];
        Parallel.For(0, size, i => all[i] = Vector(new Random(i), new Random(i % Themes)));
        return all;
    }

    private static float[] Vector(Random own, Random theme)
    {
        var vector = new float[Vectors.Dimensions];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = (float)(theme.NextDouble() - 0.5 + own.NextDouble() - 0.5);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }

    private static double[] Measure(int count, Action<int> work)
    {
        for (var watch = Stopwatch.StartNew(); watch.ElapsedMilliseconds < 1500;)
            work(0);
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            work(i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static double At(double[] sorted, int percent) => sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
}
