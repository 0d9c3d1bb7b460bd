namespace Kinora.Ranking.Columns;

/// <summary>
/// Embeddings of one chunk, all by one model: 384 × int8 and a scale a title; scale 0 = none. What the numbers times the scale make has
/// length 1. Immutable; blocks of 1,024 titles are shared with the vectors before.
/// </summary>
internal sealed class Vectors
{
    public const int Dimensions = 384;
    public const int BlockShift = 10;
    public const int BlockSize = 1 << BlockShift;
    private const int BlockMask = BlockSize - 1;
    private const int Blocks = ColumnChunk.Size >> BlockShift;

    private readonly sbyte[]?[] _values;
    private readonly float[]?[] _scales;

    private Vectors(int model, sbyte[]?[] values, float[]?[] scales) => (Model, _values, _scales) = (model, values, scales);

    /// <summary>Spaces of two models are never mixed.</summary>
    public int Model { get; }

    public long Bytes => _values.Sum(block => (long)(block?.Length ?? 0)) + _scales.Sum(block => 4L * (block?.Length ?? 0));

    public static Vectors None(int model) => new(model, new sbyte[Blocks][], new float[Blocks][]);

    public bool Has(int local) => _scales[local >> BlockShift] is { } scales && scales[local & BlockMask] != 0;

    public ReadOnlySpan<sbyte> this[int local] => _values[local >> BlockShift].AsSpan((local & BlockMask) * Dimensions, Dimensions);

    public float Scale(int local) => _scales[local >> BlockShift] is { } scales ? scales[local & BlockMask] : 0;

    /// <summary>The numbers of 1,024 neighbours; empty where none of them has a vector.</summary>
    public ReadOnlySpan<sbyte> Block(int block) => _values[block];

    /// <summary>Their scales.</summary>
    public ReadOnlySpan<float> Scales(int block) => _scales[block];

    /// <summary>These vectors with some set, added or (scale 0) taken away.</summary>
    public Vectors With(IEnumerable<(int Local, ReadOnlyMemory<sbyte> Values, float Scale)> changes)
    {
        var (values, scales) = ((sbyte[]?[])_values.Clone(), (float[]?[])_scales.Clone());
        foreach (var (local, numbers, scale) in changes)
        {
            var (block, at) = (local >> BlockShift, local & BlockMask);
            if (values[block] is null || ReferenceEquals(values[block], _values[block]))
            {
                values[block] = (sbyte[]?)values[block]?.Clone() ?? new sbyte[BlockSize * Dimensions];
                scales[block] = (float[]?)scales[block]?.Clone() ?? new float[BlockSize];
            }

            numbers.Span.CopyTo(values[block].AsSpan(at * Dimensions, Dimensions));
            scales[block]![at] = scale;
        }

        return new Vectors(Model, values, scales);
    }

    /// <summary>Writes a vector as small numbers and gives their scale; 0 for a vector of nothing.</summary>
    public static float Quantise(ReadOnlySpan<float> vector, Span<sbyte> to)
    {
        var (largest, squares) = (0f, 0L);
        foreach (var number in vector)
            largest = Math.Max(largest, Math.Abs(number));
        to.Clear();
        if (largest == 0 || !float.IsFinite(largest))
            return 0;
        for (var i = 0; i < vector.Length; i++)
        {
            to[i] = (sbyte)MathF.Round(vector[i] / largest * sbyte.MaxValue);
            squares += to[i] * to[i];
        }

        return (float)(1 / Math.Sqrt(squares));
    }

    /// <summary>Cosine of two titles that both have a vector.</summary>
    public static double Cosine(Vectors a, int localA, Vectors b, int localB) =>
        ByteDot.Of(a[localA], b[localB]) * (double)a.Scale(localA) * b.Scale(localB);
}
