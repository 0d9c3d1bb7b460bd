using System.Numerics;
using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Feed;

/// <summary>
/// The dial <c>chronological</c>: followed creators newest first, then all other fresh titles newest first; no ε, no likeness, no window
/// (ranking.md, Dials).
/// </summary>
internal sealed partial class PageMaker
{
    public void AddChronological(int count, Eligibility eligible, in Freshness freshness)
    {
        var taken = new HashSet<int>();
        foreach (var title in Newest(Followed(freshness), count))
        {
            if (taken.Add(title))
                Place(title, Rung.Following, false, new Draw(1, title, 0, 0));
        }

        if (taken.Count == count)
            return;
        var others = ByTheClock(count - taken.Count, eligible, freshness, taken);
        if (others.Count < count - taken.Count)
            others = Newest(All(eligible, freshness, taken), count - taken.Count);
        foreach (var title in others)
            Place(title, Rung.Fresh, false, new Draw(1, title, 0, 0));
    }

    /// <summary>From the catalogue's newest titles, which usually do; own ones it does not hold, so with those all are looked at.</summary>
    private List<int> ByTheClock(int count, Eligibility eligible, in Freshness freshness, HashSet<int> taken)
    {
        var found = new List<int>(count);
        foreach (var title in eligible.Own.IsEmpty ? _columns.Newest(_request.Kind) : [])
        {
            if (found.Count == count)
                break;
            if (!taken.Contains(title) && freshness.IsFresh(title))
                found.Add(title);
        }

        return found;
    }

    private List<int> Followed(in Freshness freshness)
    {
        var (titles, fresh) = (new List<int>(), new List<int>());
        foreach (var creator in _state.Followed.With(1))
            _columns.AddWith(Feature.Creator(creator), titles);
        foreach (var title in titles)
        {
            if (_state.Followed[_columns.CreatorOf(title)] > 0 && freshness.IsFresh(title))
                fresh.Add(title);
        }

        return fresh;
    }

    private List<int> All(Eligibility eligible, in Freshness freshness, HashSet<int> taken)
    {
        var fresh = new List<int>();
        foreach (var title in eligible.Own)
        {
            if (!taken.Contains(title) && freshness.IsFresh(title))
                fresh.Add(title);
        }

        for (var chunk = 0; chunk < eligible.Set.Chunks; chunk++)
        {
            var bits = eligible.Set.Bits(chunk);
            for (var word = 0; word < bits.Length; word++)
            {
                for (var left = bits[word]; left != 0; left &= left - 1)
                {
                    var title = (chunk << ColumnChunk.Shift) + (word << 6) + BitOperations.TrailingZeroCount(left);
                    if (!taken.Contains(title) && freshness.IsFresh(title))
                        fresh.Add(title);
                }
            }
        }

        return fresh;
    }

    private List<int> Newest(List<int> titles, int count) =>
        [.. titles.OrderByDescending(title => _columns.DatedAt(title)).ThenBy(title => title).Take(count)];
}
