using System.Numerics.Tensors;

namespace Kinora.Ranking.Embedding;

/// <summary>A layer of weights and their bias, packed once.</summary>
internal sealed unsafe class Dense
{
    private readonly float[] _packed;
    private readonly float[] _bias;

    /// <summary>Weights by rows: [depth][columns], columns a multiple of 32.</summary>
    public Dense(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        (Columns, Depth, _bias) = (bias.Length, weights.Length / bias.Length, bias.ToArray());
        if (weights.Length != Depth * Columns || Columns != Tiles.WholeColumns(Columns))
            throw new ArgumentException("These weights and this bias do not fit together.", nameof(weights));
        _packed = new float[weights.Length];
        fixed (float* from = weights, to = _packed)
            Tiles.PackRight(from, Depth, Columns, Columns, 1, to);
    }

    public int Depth { get; }

    public int Columns { get; }

    /// <summary>c = a · weights + bias, or c += with <paramref name="add"/>. c has room for whole blocks of 8 rows.</summary>
    public void Run(float* a, int rows, float* c, float* room, bool add = false)
    {
        Tiles.PackLeft(a, rows, Depth, Depth, room);
        for (var row = 0; row < Tiles.WholeRows(rows); row++)
        {
            var to = new Span<float>(c + ((nint)row * Columns), Columns);
            if (add)
                TensorPrimitives.Add(to, _bias, to);
            else
                _bias.CopyTo(to);
        }

        fixed (float* packed = _packed)
            Tiles.Multiply(room, packed, rows, Depth, Columns, c, Columns);
    }
}
