using System.Collections.Concurrent;

namespace Kinora.Catalog.Contracts;

/// <summary>All creators, by ordinal (for life) and by id. It only grows; a new name replaces the old one for everybody at once.</summary>
internal sealed class Creators
{
    private readonly ConcurrentDictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly Lock _setting = new();
    private (string Id, string Name)[] _known = new (string, string)[64];
    private volatile int _count;

    /// <summary>Ordinals are below this; there may be holes.</summary>
    public int Count => _count;

    public bool TryOrdinal(string id, out int ordinal) => _ordinals.TryGetValue(id, out ordinal);

    public string IdOf(int ordinal) => Volatile.Read(ref _known)[ordinal].Id;

    public string NameOf(int ordinal) => Volatile.Read(ref _known)[ordinal].Name;

    public void Set(int ordinal, string id, string name)
    {
        lock (_setting)
        {
            var known = _known;
            if (ordinal >= known.Length)
                Array.Resize(ref known, Math.Max(known.Length * 2, ordinal + 1));
            known[ordinal] = (id, name);
            Volatile.Write(ref _known, known);
            _ordinals[id] = ordinal;
            _count = Math.Max(_count, ordinal + 1);
        }
    }
}
