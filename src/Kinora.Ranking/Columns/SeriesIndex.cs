namespace Kinora.Ranking.Columns;

/// <summary>Which titles of a chunk belong to a series: sorted series, and beside each a title's place.</summary>
internal sealed class SeriesIndex
{
    private readonly int[] _series;
    private readonly ushort[] _places;

    public SeriesIndex(ColumnChunk chunk)
    {
        var (series, places) = (new List<int>(), new List<ushort>());
        for (var i = 0; i < chunk.Count; i++)
        {
            if (chunk.Series[i] < 0 || chunk.Flags[i] == TitleFlags.None)
                continue;
            series.Add(chunk.Series[i]);
            places.Add((ushort)i);
        }

        (_series, _places) = ([.. series], [.. places]);
        Array.Sort(_series, _places);
    }

    public ReadOnlySpan<ushort> this[int series]
    {
        get
        {
            var at = Array.BinarySearch(_series, series);
            if (at < 0)
                return [];
            var (from, to) = (at, at + 1);
            while (from > 0 && _series[from - 1] == series)
                from--;
            while (to < _series.Length && _series[to] == series)
                to++;
            return _places.AsSpan(from, to - from);
        }
    }
}
