namespace Kinora.Ranking.Models;

/// <summary>
/// What each person had, in the order of time: the input of every model. Items are dense numbers below <see cref="ItemCount"/>; in one
/// history each stands once.
/// </summary>
/// <param name="Starts">Where each history begins in <paramref name="Items"/>; one more than there are histories.</param>
/// <param name="Times">When each event was; null where only the order is known.</param>
internal sealed record Histories(int ItemCount, int[] Starts, int[] Items, long[]? Times)
{
    public int Count => Starts.Length - 1;

    public ReadOnlySpan<int> Of(int user) => Items.AsSpan(Starts[user], Starts[user + 1] - Starts[user]);

    public static Histories From(int itemCount, IEnumerable<(int[] Items, long[]? Times)> histories)
    {
        var starts = new List<int> { 0 };
        var items = new List<int>();
        var times = new List<long>();
        foreach (var (own, ownTimes) in histories)
        {
            items.AddRange(own);
            if (ownTimes is not null)
                times.AddRange(ownTimes);
            starts.Add(items.Count);
        }

        return new Histories(itemCount, [.. starts], [.. items], times.Count == items.Count && items.Count > 0 ? [.. times] : null);
    }

    /// <summary>In how many histories each item stands.</summary>
    public int[] Popularity()
    {
        var counts = new int[ItemCount];
        foreach (var item in Items)
            counts[item]++;
        return counts;
    }

    /// <summary>The other way round: for each item the places in <see cref="Items"/> where it stands.</summary>
    public (int[] Starts, int[] Places) ByItem()
    {
        var starts = new int[ItemCount + 1];
        foreach (var item in Items)
            starts[item + 1]++;
        for (var item = 0; item < ItemCount; item++)
            starts[item + 1] += starts[item];
        var next = starts.AsSpan(0, ItemCount).ToArray();
        var places = new int[Items.Length];
        for (var place = 0; place < Items.Length; place++)
            places[next[Items[place]]++] = place;
        return (starts, places);
    }

    /// <summary>For each place in <see cref="Items"/>, whose it is.</summary>
    public int[] Owners()
    {
        var owners = new int[Items.Length];
        for (var user = 0; user < Count; user++)
            owners.AsSpan(Starts[user], Starts[user + 1] - Starts[user]).Fill(user);
        return owners;
    }
}
