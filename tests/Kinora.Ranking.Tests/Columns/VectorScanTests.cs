using System.Numerics.Tensors;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Columns;

public sealed class VectorScanTests
{
    private const int Titles = 70_000;

    private static readonly Lazy<(CatalogueColumns Columns, float[][] Vectors)> World = new(() => Make(Titles, seed: 7));

    [Fact]
    public void The_nearest_by_small_numbers_are_the_nearest_by_exact_ones()
    {
        var (columns, vectors) = World.Value;
        var found = 0;
        for (var query = 0; query < 20; query++)
        {
            var asked = Vector((ulong)(1_000_000 + query), vectors.Length);
            var exact = Enumerable.Range(0, Titles).Where(title => vectors[title].Length > 0)
                .OrderByDescending(title => TensorPrimitives.Dot<float>(asked, vectors[title])).Take(10).ToHashSet();
            found += VectorScan.Top(columns, asked, 10, All).Count(near => exact.Contains(near.Ordinal));
        }

        Assert.True(found >= 0.96 * 200, $"{found} of 200");
    }

    [Fact]
    public void A_filter_holds_while_searching_so_that_nothing_allowed_is_lost()
    {
        var (columns, vectors) = World.Value;
        var asked = Vector(99, 0);
        var near = VectorScan.Top(columns, asked, 500, Every(1_000));

        var allowed = Enumerable.Range(0, Titles).Where(title => title % 1_000 == 0 && vectors[title].Length > 0).ToList();
        Assert.Equal(allowed.Order(), near.Select(title => title.Ordinal).Order());
        Assert.Equal(near.OrderByDescending(title => title.Cosine).ThenBy(title => title.Ordinal), near);
        Assert.All(near, title => Assert.Equal(TensorPrimitives.Dot<float>(asked, vectors[title.Ordinal]), title.Cosine, 5e-3f));
    }

    [Fact]
    public void The_same_question_gives_the_same_order_whatever_the_threads_do()
    {
        var columns = World.Value.Columns;
        var first = VectorScan.Top(columns, Vector(5, 0), 100, All);
        for (var turn = 0; turn < 20; turn++)
            Assert.Equal(first, VectorScan.Top(columns, Vector(5, 0), 100, All));
    }

    [Fact]
    public void A_title_without_a_vector_and_a_question_without_direction_find_nothing()
    {
        var (columns, vectors) = Make(100, seed: 3);
        Assert.All(VectorScan.Top(columns, Vector(1, 0), 100, All), near => Assert.NotEmpty(vectors[near.Ordinal]));
        Assert.Empty(VectorScan.Top(columns, new float[Vectors.Dimensions], 10, All));
        Assert.Empty(VectorScan.Top(CatalogueColumns.Empty, Vector(1, 0), 10, All));
    }

    [Fact]
    public void Vectors_that_change_leave_those_before_as_they_were()
    {
        var (numbers, other) = (new sbyte[Vectors.Dimensions], new sbyte[Vectors.Dimensions]);
        Array.Fill(numbers, (sbyte)3);
        Array.Fill(other, (sbyte)-4);
        var first = Vectors.None(1).With([(5, numbers, 1f), (3_000, numbers, 1f)]);
        var second = first.With([(5, other, 2f), (6, other, 2f)]);

        Assert.Equal(3, first[5][0]);
        Assert.False(first.Has(6));
        Assert.Equal(-4, second[5][0]);
        Assert.Equal([2f, 2f, 1f, 0f], [second.Scale(5), second.Scale(6), second.Scale(3_000), second.Scale(60_000)]);
        Assert.False(second.Has(7));
    }

    [Fact]
    public void Products_are_those_of_plain_arithmetic()
    {
        var random = new Random(11);
        for (var turn = 0; turn < 2_000; turn++)
        {
            var (a, b) = (new sbyte[Vectors.Dimensions], new sbyte[Vectors.Dimensions]);
            random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(a.AsSpan()));
            random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(b.AsSpan()));
            Assert.Equal(a.Zip(b, (x, y) => x * y).Sum(), ByteDot.Of(a, b));
        }
    }

    [Fact]
    public void Merged_orders_put_first_what_stands_high_in_both()
    {
        var merged = RankFusion.Merge([10, 11, 12], [12, 13]);
        Assert.Equal([12, 10, 11, 13], merged.Select(hit => hit.Ordinal));
        Assert.Equal((1 / 61.0) + (1 / 63.0), merged[0].Score, 12);
        Assert.Equal(1 / 61.0, merged[1].Score, 12);
    }

    private static ReadOnlySpan<ulong> All(int chunk) => Everything;

    private static readonly ulong[] Everything = [.. Enumerable.Repeat(ulong.MaxValue, ColumnChunk.Size / 64)];

    private static AllowedTitles Every(int step) => chunk =>
    {
        var bits = new ulong[ColumnChunk.Size / 64];
        for (var local = 0; local < ColumnChunk.Size; local++)
        {
            if (((chunk << ColumnChunk.Shift) + local) % step == 0)
                bits[local >> 6] |= 1ul << (local & 63);
        }

        return bits;
    };

    /// <summary>Titles around common themes, as real ones are; each seventh has no vector.</summary>
    private static (CatalogueColumns Columns, float[][] Vectors) Make(int count, ulong seed)
    {
        var columns = TestCatalogue.Of([.. Enumerable.Range(0, count).Select(_ => new TestTitle())]);
        var exact = Enumerable.Range(0, count).Select(title => title % 7 == 6 ? [] : Vector(seed + (ulong)title, title)).ToArray();
        var changed = new Dictionary<int, ColumnChunk>();
        for (var chunk = 0; chunk < columns.Chunks.Count; chunk++)
        {
            var first = chunk << ColumnChunk.Shift;
            var vectors = Vectors.None(1).With(Enumerable.Range(first, columns.Chunks[chunk].Count).Where(title => exact[title].Length > 0).Select(title =>
            {
                var numbers = new sbyte[Vectors.Dimensions];
                var scale = Vectors.Quantise(exact[title], numbers);
                return (title - first, (ReadOnlyMemory<sbyte>)numbers, scale);
            }));
            changed[chunk] = columns.Chunks[chunk].With(vectors);
        }

        return (columns.With(2, changed), exact);
    }

    private static float[] Vector(ulong seed, int title)
    {
        var (own, theme) = (new Random((int)(seed % int.MaxValue)), new Random(title % 50));
        var vector = new float[Vectors.Dimensions];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = (float)((theme.NextDouble() - 0.5) + (own.NextDouble() - 0.5));
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }
}
