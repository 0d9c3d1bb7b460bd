using System.Runtime.InteropServices;

namespace Kinora.Catalog.Search;

/// <summary>Numbers words as they come: the same bytes, the same number. Used while a chunk is built.</summary>
internal sealed class WordTable
{
    private readonly List<int> _starts = [0];
    private byte[] _bytes = new byte[4096];
    private uint[] _hashes = new uint[1024];
    private int[] _slots = new int[2048];

    public int Count => _starts.Count - 1;

    public ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(_starts[number], _starts[number + 1] - _starts[number]);

    public int NumberOf(ReadOnlySpan<byte> word)
    {
        var hash = Hash(word);
        var slot = hash & (uint)(_slots.Length - 1);
        for (; _slots[slot] != 0; slot = slot + 1 & (uint)(_slots.Length - 1))
        {
            var found = _slots[slot] - 1;
            if (_hashes[found] == hash && this[found].SequenceEqual(word)) return found;
        }

        return Add(word, hash, slot);
    }

    private int Add(ReadOnlySpan<byte> word, uint hash, uint slot)
    {
        var number = Count;
        var start = _starts[^1];
        if (start + word.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + word.Length));
        word.CopyTo(_bytes.AsSpan(start));
        _starts.Add(start + word.Length);
        if (number == _hashes.Length) Array.Resize(ref _hashes, number * 2);
        _hashes[number] = hash;
        _slots[slot] = number + 1;
        if (Count * 2 > _slots.Length) Grow();
        return number;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var number = 0; number < Count; number++)
        {
            var slot = _hashes[number] & (uint)(_slots.Length - 1);
            while (_slots[slot] != 0) slot = slot + 1 & (uint)(_slots.Length - 1);
            _slots[slot] = number + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> word)
    {
        var hash = (ulong)word.Length;
        for (; word.Length >= 8; word = word[8..]) hash = Mix(hash ^ MemoryMarshal.Read<ulong>(word));
        var rest = 0UL;
        foreach (var value in word) rest = rest << 8 | value;
        return (uint)(Mix(hash ^ rest) >> 32);
    }

    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        return value ^ value >> 29;
    }
}
