namespace Kinora.Ranking.Profiles;

/// <summary>
/// Every title that a profile had to do with: when it was last seen, and the number of its last contact. Three arrays, sorted by ordinal up
/// to a short unsorted tail: 12 B a title (ranking.md, What the engine holds).
/// </summary>
internal sealed class ContactBook
{
    /// <summary>The minute of a title that was handed out and never seen.</summary>
    public const int Never = int.MinValue;

    private const int LongestTail = 128;

    private int[] _titles = [];
    private int[] _minutes = [];
    private int[] _contacts = [];
    private int _sorted;

    public int Count { get; private set; }

    /// <summary>The number of the newest contact: it moves at each serving and at each sight outside the feed, never by the clock.</summary>
    public int Counter { get; private set; }

    /// <summary>Moves with every serving and sight, for whoever keeps something derived.</summary>
    public int Changes { get; private set; }

    public ReadOnlySpan<int> Titles => _titles.AsSpan(0, Count);

    /// <summary>Minute of the last sight since 1970, rounded up, or <see cref="Never"/>.</summary>
    public ReadOnlySpan<int> Minutes => _minutes.AsSpan(0, Count);

    public ReadOnlySpan<int> Contacts => _contacts.AsSpan(0, Count);

    /// <summary>The minute of the last sight, or <see cref="Never"/>.</summary>
    public int MinuteOf(int title) => Find(title) is var at && at >= 0 ? _minutes[at] : Never;

    /// <summary>0 = none.</summary>
    public int ContactOf(int title) => Find(title) is var at && at >= 0 ? _contacts[at] : 0;

    public void Serve(int title)
    {
        var at = Place(title);
        _contacts[at] = ++Counter;
        Changes++;
    }

    /// <summary>The last sight wins; one that came before it changes nothing but, outside the feed, the contact.</summary>
    public void See(int title, int minute, bool outsideFeed)
    {
        var at = Place(title);
        _minutes[at] = Math.Max(_minutes[at], minute);
        Changes++;
        if (outsideFeed)
            _contacts[at] = ++Counter;
    }

    /// <summary>Takes over what was stored, sorted by title.</summary>
    public void Load(int counter, int[] titles, int[] minutes, int[] contacts)
    {
        (_titles, _minutes, _contacts, _sorted, Count, Counter) = (titles, minutes, contacts, titles.Length, titles.Length, counter);
    }

    /// <summary>Merges the tail, after which the arrays are sorted by title.</summary>
    public void Compact()
    {
        if (_sorted == Count)
            return;
        var titles = _titles[..Count];
        var order = new int[Count];
        for (var i = 0; i < Count; i++)
            order[i] = i;
        Array.Sort(titles, order);
        _minutes = Array.ConvertAll(order, i => _minutes[i]);
        _contacts = Array.ConvertAll(order, i => _contacts[i]);
        (_titles, _sorted) = (titles, Count);
    }

    private int Find(int title)
    {
        var at = _titles.AsSpan(0, _sorted).BinarySearch(title);
        if (at >= 0)
            return at;
        at = _titles.AsSpan(_sorted, Count - _sorted).IndexOf(title);
        return at < 0 ? -1 : _sorted + at;
    }

    private int Place(int title)
    {
        var at = Find(title);
        if (at >= 0)
            return at;
        if (Count - _sorted >= LongestTail)
            Compact();
        if (Count == _titles.Length)
        {
            var length = Math.Max(16, Count + LongestTail);
            Array.Resize(ref _titles, length);
            Array.Resize(ref _minutes, length);
            Array.Resize(ref _contacts, length);
        }

        (_titles[Count], _minutes[Count], _contacts[Count]) = (title, Never, 0);
        if (_sorted == Count && (Count == 0 || _titles[Count - 1] < title))
            _sorted++;
        return Count++;
    }
}

/// <summary>Time in the whole minutes that sights are kept in: a sight is rounded up and now is rounded down, so never early.</summary>
internal static class Minutes
{
    public const long Ms = 60_000;

    public static int Up(long ms) => (int)Math.Clamp((ms + Ms - 1) / Ms, 0, int.MaxValue);

    public static int Down(long ms) => (int)Math.Clamp(ms / Ms, 0, int.MaxValue);
}
