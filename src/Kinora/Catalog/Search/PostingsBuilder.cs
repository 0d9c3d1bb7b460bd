using System.Runtime.InteropServices;

namespace Kinora.Catalog.Search;

/// <summary>Collects (key, title) pairs, titles ascending, and packs them into lists. A pair told twice counts once.</summary>
internal sealed class PostingsBuilder
{
    private readonly List<int> _last = [];
    private readonly List<int> _counts = [];
    private int[] _keys = new int[1024];
    private ushort[] _locals = new ushort[1024];
    private int _pairs;

    /// <summary>Makes room for keys below the given one, so that those without a title get an empty list.</summary>
    public void Reserve(int keys)
    {
        while (_last.Count < keys)
        {
            _last.Add(-1);
            _counts.Add(0);
        }
    }

    public void Add(int key, int local)
    {
        Reserve(key + 1);

        ref var last = ref CollectionsMarshal.AsSpan(_last)[key];
        if (last == local) return;
        last = local;
        CollectionsMarshal.AsSpan(_counts)[key]++;
        if (_pairs == _keys.Length)
        {
            Array.Resize(ref _keys, _pairs * 2);
            Array.Resize(ref _locals, _pairs * 2);
        }

        _keys[_pairs] = key;
        _locals[_pairs++] = (ushort)local;
    }

    /// <summary>Packs the lists in the order that <paramref name="order"/> gives to the keys; lists of a size from <paramref name="bitsFrom"/> on as bits.</summary>
    public PostingLists Build(ReadOnlySpan<int> order, int bitsFrom = PostingLists.AsBits)
    {
        var next = new int[_counts.Count];
        for (int i = 0, sum = 0; i < next.Length; i++)
        {
            next[i] = sum;
            sum += _counts[i];
        }

        var grouped = new ushort[_pairs];
        for (var i = 0; i < _pairs; i++) grouped[next[_keys[i]]++] = _locals[i];
        var data = new ByteList();
        var starts = new int[order.Length + 1];
        for (var i = 0; i < order.Length; i++)
        {
            starts[i] = data.Count;
            var end = next[order[i]];
            Pack(grouped.AsSpan(end - _counts[order[i]], _counts[order[i]]), data, bitsFrom);
        }

        starts[^1] = data.Count;
        return new PostingLists(starts, data.ToArray());
    }

    private static void Pack(ReadOnlySpan<ushort> locals, ByteList into, int bitsFrom)
    {
        var start = into.Count;
        var previous = -1;
        foreach (var local in locals)
        {
            var gap = local - previous - 1;
            previous = local;
            for (; gap >= 0x80; gap >>= 7) into.Add((byte)(gap | 0x80));
            into.Add((byte)gap);
        }

        if (into.Count - start < bitsFrom) return;
        into.CutTo(start);
        Span<ulong> set = stackalloc ulong[Bits.Length];
        set.Clear();
        foreach (var local in locals) Bits.Set(set, local);
        into.Add(MemoryMarshal.AsBytes(set));
    }
}
