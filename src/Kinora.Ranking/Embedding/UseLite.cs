using System.Numerics.Tensors;

namespace Kinora.Ranking.Embedding;

/// <summary>
/// Universal Sentence Encoder Lite: two transformer layers over at most 128 pieces, their mean, one dense layer, length 1 (Cer et al. 2018).
/// English only. One thread a call; calls of several threads do not disturb each other. The same text gives the same bits.
/// </summary>
internal sealed unsafe class UseLite
{
    /// <summary>Numbers of an embedding.</summary>
    public const int Dimensions = 512;

    /// <summary>More pieces of a text are not read.</summary>
    public const int MostPieces = 128;

    private readonly PieceTokenizer _pieces;
    private readonly float[] _embeddings;
    private readonly float[] _frequencies;
    private readonly TransformerLayer[] _layers;
    private readonly Dense _adjust;
    private readonly Dense _top;

    /// <summary>Takes tensors by the names that the published graph has for them; a missing one is a fault.</summary>
    public UseLite(IReadOnlyDictionary<string, float[]> tensors, PieceTokenizer pieces)
    {
        _pieces = pieces;
        _embeddings = tensors["module/Embeddings_en"];
        _frequencies = tensors[$"{TransformerLayer.Applied}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1"];
        _layers = [new TransformerLayer(tensors, 0), new TransformerLayer(tensors, 1)];
        const string Adjust = $"{TransformerLayer.Applied}Layer_0/TransformerLayer/dense/";
        _adjust = new Dense(tensors[Adjust + "kernel/ConcatPartitions/concat"], tensors[Adjust + "bias/ConcatPartitions/concat"]);
        const string Top = "module/Encoder_en/hidden_layers/tanh_layer_0/";
        _top = new Dense(tensors[Top + "weights"], tensors[Top + "bias"]);
    }

    private int Width => _frequencies.Length * 2;

    /// <summary>The embedding of a text, of length 1; all zero for a text without any piece.</summary>
    public float[] Embed(string text)
    {
        var ids = _pieces.Encode(text, MostPieces);
        return ids.Length == 0 ? new float[Dimensions] : Run(ids);
    }

    private float[] Run(int[] ids)
    {
        using var room = new Room(ids.Length);
        for (var at = 0; at < ids.Length; at++)
            Enter(ids[at], at, new Span<float>(room.Narrow + (at * Width), Width));

        // The first layer widens: what it adds to is a projection of its input.
        _adjust.Run(room.Narrow, ids.Length, room.Wide, room.Left);
        _layers[0].Run(room.Narrow, ids.Length, room);
        _layers[1].Run(room.Wide, ids.Length, room);

        var mean = new float[Dimensions];
        for (var at = 0; at < ids.Length; at++)
            TensorPrimitives.Add(mean, new ReadOnlySpan<float>(room.Wide + (at * Dimensions), Dimensions), mean);
        TensorPrimitives.Divide(mean, ids.Length, mean);
        fixed (float* from = mean)
            _top.Run(from, 1, room.Wide, room.Left);
        var result = new float[Dimensions];
        TensorPrimitives.Tanh(new ReadOnlySpan<float>(room.Wide, Dimensions), result);
        TensorPrimitives.Divide(result, TensorPrimitives.Norm(result), result);
        return result;
    }

    /// <summary>Twice the piece's embedding and its place as sines and cosines.</summary>
    private void Enter(int id, int at, Span<float> row)
    {
        TensorPrimitives.Multiply(_embeddings.AsSpan(id * Width, Width), 2, row);
        for (var i = 0; i < _frequencies.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(at * _frequencies[i]);
            row[i] += sin;
            row[_frequencies.Length + i] += cos;
        }
    }
}
