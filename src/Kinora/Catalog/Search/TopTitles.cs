using System.Runtime.InteropServices;
using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>The best of the titles offered, behind a position: by rank, weight, name, ordinal, all ascending.</summary>
internal sealed class TopTitles
{
    private readonly TitleIndex _titles;
    private readonly List<Entry> _heap;
    private readonly int _limit;
    private readonly TitlePosition? _after;
    private readonly byte[] _afterName;
    private readonly ulong _afterKey;

    public TopTitles(TitleIndex titles, int limit, TitlePosition? after)
    {
        (_titles, _limit, _after) = (titles, limit, after);
        _heap = new List<Entry>(limit);
        _afterName = Encoding.UTF8.GetBytes(after?.Name ?? "");
        _afterKey = SortedTexts.KeyAt(_afterName, 0);
    }

    /// <summary>More titles follow than there is room for.</summary>
    public bool IsFull { get; private set; }

    public void Offer(int tier, long weight, int ordinal)
    {
        if (_after is { } after)
        {
            if (tier < after.Tier || tier == after.Tier && weight < after.Weight) return;
            if (tier == after.Tier && weight == after.Weight && !IsBehind(ordinal, after)) return;
        }

        if (_heap.Count < _limit)
        {
            _heap.Add(new Entry(tier, weight, KeyOf(ordinal), ordinal));
            Up(_heap.Count - 1);
            return;
        }

        IsFull = true;
        ref readonly var worst = ref CollectionsMarshal.AsSpan(_heap)[0];
        if (tier > worst.Tier || tier == worst.Tier && weight > worst.Weight) return;
        var entry = new Entry(tier, weight, KeyOf(ordinal), ordinal);
        if (Compare(entry, worst) >= 0) return;
        _heap[0] = entry;
        Down();
    }

    public Entry[] InOrder()
    {
        var entries = _heap.ToArray();
        Array.Sort(entries, Compare);
        return entries;
    }

    private void Up(int at)
    {
        for (int parent; at > 0 && Compare(_heap[at], _heap[parent = (at - 1) / 2]) > 0; at = parent)
            (_heap[at], _heap[parent]) = (_heap[parent], _heap[at]);
    }

    private void Down()
    {
        for (var at = 0; ;)
        {
            var child = at * 2 + 1;
            if (child >= _heap.Count) return;
            if (child + 1 < _heap.Count && Compare(_heap[child + 1], _heap[child]) > 0) child++;
            if (Compare(_heap[child], _heap[at]) <= 0) return;
            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }

    private int Compare(Entry one, Entry two)
    {
        var order = one.Tier != two.Tier ? one.Tier.CompareTo(two.Tier)
            : one.Weight != two.Weight ? one.Weight.CompareTo(two.Weight)
            : one.Key.CompareTo(two.Key);
        if (order != 0) return order;
        order = NameOf(one.Ordinal).SequenceCompareTo(NameOf(two.Ordinal));
        return order != 0 ? order : one.Ordinal.CompareTo(two.Ordinal);
    }

    private bool IsBehind(int ordinal, TitlePosition after)
    {
        var order = KeyOf(ordinal).CompareTo(_afterKey);
        if (order == 0) order = NameOf(ordinal).SequenceCompareTo(_afterName);
        return order > 0 || order == 0 && ordinal > after.Ordinal;
    }

    private ulong KeyOf(int ordinal) => _titles.SegmentOf(ordinal)!.KeyOf(ordinal & Bits.Mask);

    private ReadOnlySpan<byte> NameOf(int ordinal) => _titles.SegmentOf(ordinal)!.SortNameOf(ordinal & Bits.Mask);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Entry(int Tier, long Weight, ulong Key, int Ordinal);
}
