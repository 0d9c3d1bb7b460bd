using System.Text;
using Kinora.Catalog.Contracts;

namespace Kinora.Catalog.Snapshots;

/// <summary>
/// From title id to ordinal for every snapshot of this process: an open-addressed table that one thread adds to while all read. Each slot
/// is one word (hash and ordinal), so a reader sees it whole or not at all; what a snapshot does not have it tells by its own ids.
/// </summary>
internal sealed class IdTable
{
    private const long Empty = 0;
    private long[] _slots = new long[1024];
    private int _used;

    public long Bytes => 8L * _slots.LongLength;

    /// <summary>False also for null: a list that a stranger sends may hold one.</summary>
    public bool TryFind(string? id, CatalogueSnapshot snapshot, out int ordinal)
    {
        Span<byte> utf8 = stackalloc byte[256];
        ordinal = -1;
        return id is { Length: <= 220 } && Encoding.UTF8.TryGetBytes(id, utf8, out var length) && TryFind(utf8[..length], snapshot, out ordinal);
    }

    public bool TryFind(ReadOnlySpan<byte> id, CatalogueSnapshot snapshot, out int ordinal)
    {
        var slots = Volatile.Read(ref _slots);
        var hash = Hash(id);
        for (var at = hash & (uint)(slots.Length - 1); ; at = (at + 1) & (uint)(slots.Length - 1))
        {
            var slot = Volatile.Read(ref slots[at]);
            if (slot == Empty)
                break;
            ordinal = (int)(slot & 0x7FFF_FFFF);
            if ((uint)(slot >>> 32) == hash && snapshot.Has(ordinal) && snapshot.IdUtf8(ordinal).SequenceEqual(id))
                return true;
        }

        ordinal = -1;
        return false;
    }

    /// <summary>Adds an id that is not in the table yet. One thread at a time.</summary>
    public void Add(ReadOnlySpan<byte> id, int ordinal)
    {
        if ((_used + 1) * 3L > _slots.Length * 2L)
            Grow();
        // The sign bit of the lower half keeps ordinal 0 with hash 0 from looking empty.
        Put(_slots, ((long)Hash(id) << 32) | 0x8000_0000L | (uint)ordinal);
        _used++;
    }

    private void Grow()
    {
        var larger = new long[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot != Empty)
                Put(larger, slot);
        }

        Volatile.Write(ref _slots, larger);
    }

    private static void Put(long[] slots, long slot)
    {
        var at = (uint)(slot >>> 32) & (uint)(slots.Length - 1);
        while (slots[at] != Empty)
            at = (at + 1) & (uint)(slots.Length - 1);
        Volatile.Write(ref slots[at], slot);
    }

    private static uint Hash(ReadOnlySpan<byte> id)
    {
        var hash = 2166136261u;
        foreach (var letter in id)
            hash = (hash ^ letter) * 16777619u;
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6Du;
        return hash ^ (hash >> 13);
    }
}
