using System.Collections.Concurrent;

namespace Kinora.Catalog.Search;

/// <summary>Working memory of one search, used again by the next.</summary>
internal sealed class Scratch
{
    private static readonly ConcurrentBag<Scratch> Free = [];

    private readonly ulong[] _one = new ulong[Bits.Length];
    private readonly ulong[] _two = new ulong[Bits.Length];
    private readonly ulong[] _three = new ulong[Bits.Length];
    private readonly ulong[] _excluded = new ulong[Bits.Length];

    public Span<ulong> One => _one;

    public Span<ulong> Two => _two;

    public Span<ulong> Three => _three;

    public Span<ulong> Excluded => _excluded;

    public byte[] Counters { get; } = new byte[Bits.Titles];

    /// <summary>The titles that resemble the query, with their scores.</summary>
    public List<(int Ordinal, int Score)> Similar { get; } = [];

    public static Scratch Take() => Free.TryTake(out var scratch) ? scratch : new Scratch();

    public void Return()
    {
        Similar.Clear();
        Free.Add(this);
    }
}
