namespace Kinora.Ranking.Models;

/// <summary>How often an item was had in the window before the moment of asking. What came later does not count.</summary>
internal sealed class RecentPopularity : IItemScorer
{
    private readonly long _window;

    private readonly long[] _times;

    private readonly int[] _items;

    /// <summary>Sorts all events once.</summary>
    /// <param name="window">In the unit of the histories' times.</param>
    public RecentPopularity(Histories fit, long window)
    {
        _window = window;
        _times = [.. fit.Times ?? throw new ArgumentException("Without times nothing is recent.", nameof(fit))];
        _items = [.. fit.Items];
        Array.Sort(_times, _items);
    }

    public void Score(ReadOnlySpan<int> history, long at, Span<float> scores)
    {
        scores.Clear();
        for (var place = First(at - _window); place < _times.Length && _times[place] < at; place++)
            scores[_items[place]]++;
    }

    private int First(long from)
    {
        int low = 0, high = _times.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_times[middle] < from)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
