namespace Kinora.Ranking.Columns;

/// <summary>Which titles of a chunk have a feature: sorted features, and for each the places, ascending.</summary>
internal sealed class FeatureIndex
{
    private readonly int[] _features;
    private readonly int[] _starts;
    private readonly ushort[] _places;

    public FeatureIndex(PackedLists lists)
    {
        var pairs = new ulong[lists.Values];
        var count = 0;
        for (var i = 0; i < lists.Count; i++)
        {
            foreach (var feature in lists[i])
                pairs[count++] = (ulong)(uint)feature << ColumnChunk.Shift | (uint)i;
        }

        Sort(pairs);
        _places = new ushort[count];
        var (features, starts) = (new List<int>(), new List<int>());
        for (var i = 0; i < count; i++)
        {
            _places[i] = (ushort)pairs[i];
            var feature = (int)(pairs[i] >> ColumnChunk.Shift);
            if (features.Count > 0 && features[^1] == feature)
                continue;
            features.Add(feature);
            starts.Add(i);
        }

        starts.Add(count);
        (_features, _starts) = ([.. features], [.. starts]);
    }

    public ReadOnlySpan<ushort> this[int feature]
    {
        get
        {
            var (low, high) = (0, _features.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                if (_features[middle] == feature)
                    return _places.AsSpan(_starts[middle], _starts[middle + 1] - _starts[middle]);
                if ((uint)_features[middle] < (uint)feature)
                    low = middle + 1;
                else
                    high = middle - 1;
            }

            return [];
        }
    }

    /// <summary>By the feature alone, four passes of a byte; places stand in order already and a pass keeps it.</summary>
    private static void Sort(ulong[] pairs)
    {
        var other = new ulong[pairs.Length];
        var counts = new int[256];
        for (var shift = ColumnChunk.Shift; shift < ColumnChunk.Shift + 32; shift += 8)
        {
            Array.Clear(counts);
            foreach (var pair in pairs)
                counts[(int)(pair >> shift) & 255]++;
            for (int i = 0, sum = 0; i < 256; i++)
                (counts[i], sum) = (sum, sum + counts[i]);
            foreach (var pair in pairs)
                other[counts[(int)(pair >> shift) & 255]++] = pair;
            (pairs, other) = (other, pairs);
        }
    }
}
