using System.Runtime.InteropServices;

namespace Kinora.Ranking.Embedding;

/// <summary>Working memory for one text.</summary>
internal sealed unsafe class Room : IDisposable
{
    private const int Inner = 1536;
    private const int Alignment = 64;

    private readonly float* _all;

    public Room(int pieces)
    {
        var (rows, columns) = (Tiles.WholeRows(pieces), Tiles.WholeColumns(pieces));
        var sizes = new[]
        {
            rows * UseLite.Dimensions, rows * UseLite.Dimensions, rows * UseLite.Dimensions, rows * UseLite.Dimensions, rows * Inner,
            Math.Max(rows, columns) * Inner, columns * UseLite.Dimensions, rows * columns,
        };
        var floats = (nuint)sizes.Sum();
        _all = (float*)NativeMemory.AlignedAlloc(floats * sizeof(float), Alignment);
        NativeMemory.Clear(_all, floats * sizeof(float));
        Narrow = _all;
        Wide = Narrow + sizes[0];
        Normal = Wide + sizes[1];
        Heads = Normal + sizes[2];
        Large = Heads + sizes[3];
        Left = Large + sizes[4];
        Right = Left + sizes[5];
        Scores = Right + sizes[6];
    }

    /// <summary>What the first layer reads.</summary>
    public float* Narrow { get; }

    /// <summary>What flows through the layers.</summary>
    public float* Wide { get; }

    public float* Normal { get; }

    public float* Heads { get; }

    /// <summary>Queries, keys and values; later the inner layer.</summary>
    public float* Large { get; }

    public float* Left { get; }

    public float* Right { get; }

    public float* Scores { get; }

    public void Dispose() => NativeMemory.AlignedFree(_all);
}
