using System.Numerics.Tensors;

namespace Kinora.Ranking.Embedding;

/// <summary>One layer: attention of four heads and two dense layers, each behind a normalisation, each added to what came in.</summary>
internal sealed unsafe class TransformerLayer
{
    /// <summary>How the names of most tensors begin.</summary>
    public const string Applied = "module_apply_default/Encoder_en/KonaTransformer/Encode/";

    private const string Kernels = "module/Encoder_en/KonaTransformer/Encode/";
    private const string Whole = "/ConcatPartitions/concat";
    private const int HeadCount = 4;
    private const float Epsilon = 1e-6f;

    private readonly float[] _scaleIn;
    private readonly float[] _shiftIn;
    private readonly float[] _scaleInner;
    private readonly float[] _shiftInner;
    private readonly Dense _queriesKeysValues;
    private readonly Dense _output;
    private readonly Dense _inner;
    private readonly Dense _outer;

    public TransformerLayer(IReadOnlyDictionary<string, float[]> tensors, int number)
    {
        var (layer, attention) = ($"Layer_{number}/TransformerLayer/", $"Layer_{number}/TransformerLayer/MultiheadAttention/");
        float[] Of(string name) => tensors[Applied + layer + name];
        Dense Attention(string name) => new(tensors[$"{Kernels}{attention}{name}/kernel/part_0"], tensors[$"{Applied}{attention}{name}/bias{Whole}"]);
        Dense Feed(string name) => new(tensors[$"{Applied}TransformerStack/{layer}FFN/{name}/Tensordot/Reshape_1"], Of($"FFN/{name}/bias{Whole}"));
        _scaleIn = Of($"layer_prepostprocess/layer_norm/layer_norm_scale{Whole}");
        _shiftIn = Of($"layer_prepostprocess/layer_norm/layer_norm_bias{Whole}");
        _scaleInner = Of($"FFN/layer_prepostprocess/layer_norm/layer_norm_scale{Whole}");
        _shiftInner = Of($"FFN/layer_prepostprocess/layer_norm/layer_norm_bias{Whole}");
        _queriesKeysValues = Attention("qkv_transform_single");
        _output = Attention("output_transform_single");
        (_inner, _outer) = (Feed("conv1"), Feed("conv2"));
    }

    /// <summary>Reads <paramref name="input"/>; adds to <see cref="Room.Wide"/>.</summary>
    public void Run(float* input, int rows, Room room)
    {
        Normalise(input, rows, _scaleIn, _shiftIn, room.Normal);
        _queriesKeysValues.Run(room.Normal, rows, room.Large, room.Left);
        Attend(rows, _scaleIn.Length, room);
        _output.Run(room.Heads, rows, room.Wide, room.Left, add: true);

        Normalise(room.Wide, rows, _scaleInner, _shiftInner, room.Normal);
        _inner.Run(room.Normal, rows, room.Large, room.Left);
        var inner = new Span<float>(room.Large, rows * _inner.Columns);
        TensorPrimitives.Max(inner, 0f, inner);
        _outer.Run(room.Large, rows, room.Wide, room.Left, add: true);
    }

    private static void Attend(int rows, int width, Room room)
    {
        var (head, stride, columns) = (width / HeadCount, 3 * width, Tiles.WholeColumns(rows));
        var rescale = 1 / MathF.Sqrt(head);
        new Span<float>(room.Heads, Tiles.WholeRows(rows) * width).Clear();
        for (var first = 0; first < width; first += head)
        {
            new Span<float>(room.Scores, Tiles.WholeRows(rows) * columns).Clear();
            Tiles.PackLeft(room.Large + first, rows, head, stride, room.Left);
            Tiles.PackRight(room.Large + width + first, head, rows, 1, stride, room.Right);
            Tiles.Multiply(room.Left, room.Right, rows, head, rows, room.Scores, columns);
            for (var row = 0; row < rows; row++)
            {
                var scores = new Span<float>(room.Scores + (row * columns), rows);
                TensorPrimitives.Multiply(scores, rescale, scores);
                TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
                TensorPrimitives.Exp(scores, scores);
                TensorPrimitives.Divide(scores, TensorPrimitives.Sum<float>(scores), scores);
            }

            Tiles.PackLeft(room.Scores, rows, rows, columns, room.Left);
            Tiles.PackRight(room.Large + (2 * width) + first, rows, head, stride, 1, room.Right);
            Tiles.Multiply(room.Left, room.Right, rows, rows, head, room.Heads + first, width);
        }
    }

    private static void Normalise(float* from, int rows, float[] scale, float[] shift, float* to)
    {
        var width = scale.Length;
        for (var row = 0; row < rows; row++)
        {
            var values = new ReadOnlySpan<float>(from + (row * width), width);
            var result = new Span<float>(to + (row * width), width);
            TensorPrimitives.Subtract(values, TensorPrimitives.Sum(values) / width, result);
            var spread = TensorPrimitives.SumOfSquares<float>(result) / width;
            TensorPrimitives.Multiply(result, 1 / MathF.Sqrt(spread + Epsilon), result);
            TensorPrimitives.MultiplyAdd(result, scale, shift, result);
        }
    }
}
