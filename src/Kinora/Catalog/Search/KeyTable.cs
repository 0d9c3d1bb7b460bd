namespace Kinora.Catalog.Search;

/// <summary>Numbers keys (grams, values of facets) as they come. Used while a chunk is built.</summary>
internal sealed class KeyTable
{
    private readonly List<uint> _order = [];
    private uint[] _keys = new uint[4096];
    private int[] _numbers = new int[4096];

    /// <summary>All keys that were numbered, by number.</summary>
    public uint[] Keys => [.. _order];

    public int NumberOf(uint key)
    {
        var slot = Slot(key);
        for (; _numbers[slot] != 0; slot = slot + 1 & (uint)(_keys.Length - 1))
            if (_keys[slot] == key)
                return _numbers[slot] - 1;
        _order.Add(key);
        _keys[slot] = key;
        _numbers[slot] = _order.Count;
        if (_order.Count * 2 > _keys.Length) Grow();
        return _order.Count - 1;
    }

    private uint Slot(uint key) => key * 0x9E3779B1u >> 8 & (uint)(_keys.Length - 1);

    private void Grow()
    {
        _keys = new uint[_keys.Length * 2];
        _numbers = new int[_keys.Length];
        for (var number = 0; number < _order.Count; number++)
        {
            var slot = Slot(_order[number]);
            while (_numbers[slot] != 0) slot = slot + 1 & (uint)(_keys.Length - 1);
            _keys[slot] = _order[number];
            _numbers[slot] = number + 1;
        }
    }
}
