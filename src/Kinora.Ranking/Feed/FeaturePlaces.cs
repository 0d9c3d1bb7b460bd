namespace Kinora.Ranking.Feed;

/// <summary>Which of up to 31 places have a feature: a hash table of bit sets, found by the upper bits of features, which are hashes.</summary>
internal sealed class FeaturePlaces
{
    public const int Most = 31;
    private const uint Used = 1u << Most;
    private const int Smallest = 10;

    private int[] _features = new int[1 << Smallest];
    private uint[] _places = new uint[1 << Smallest];
    private int _shift = 32 - Smallest;
    private int _count;

    /// <summary>A bit a place.</summary>
    public uint this[int feature] => _places[Find(feature)] & ~Used;

    public void Clear()
    {
        Array.Clear(_places);
        _count = 0;
    }

    public void Set(int feature, int place, bool has)
    {
        var at = Find(feature);
        if (_places[at] == 0)
        {
            if (!has)
                return;
            if (++_count > _places.Length / 2)
            {
                Grow();
                at = Find(feature);
            }

            (_features[at], _places[at]) = (feature, Used);
        }

        _places[at] = has ? _places[at] | 1u << place : _places[at] & ~(1u << place);
    }

    private int Find(int feature)
    {
        var at = (int)((uint)feature >> _shift);
        while (_places[at] != 0 && _features[at] != feature)
            at = (at + 1) & (_places.Length - 1);
        return at;
    }

    private void Grow()
    {
        var (features, places) = (_features, _places);
        (_features, _places, _shift) = (new int[features.Length * 2], new uint[features.Length * 2], _shift - 1);
        for (var i = 0; i < features.Length; i++)
        {
            if (places[i] == 0)
                continue;
            var at = Find(features[i]);
            (_features[at], _places[at]) = (features[i], places[i]);
        }
    }
}
