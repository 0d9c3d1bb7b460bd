namespace Kinora.Ranking.Profiles;

/// <summary>What a live feed session remembers: what it handed out, and the places that the next page continues.</summary>
internal sealed class FeedSessionState
{
    /// <summary>Places that the next page looks back at: genre calibration needs 24, likeness 12, the creator window 2.</summary>
    public const int RecentKept = 24;

    private readonly List<Hold> _holds = [];
    private readonly List<int> _recent = [];

    public required Guid Id { get; init; }

    /// <summary>Seed of its draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Pages handed out.</summary>
    public int Pages { get; private set; }

    /// <summary>Titles handed out: the position of the last one.</summary>
    public int Places { get; private set; }

    /// <summary>Last page or impressions.</summary>
    public long LastLifeMs { get; private set; }

    /// <summary>The titles on its last places, newest last.</summary>
    public IReadOnlyList<int> Recent => _recent;

    /// <summary>By title.</summary>
    public IReadOnlyList<Hold> Holds => _holds;

    /// <summary>Handed out here, and not seen since.</summary>
    public bool IsHeld(int title) => Find(title) is var at && at >= 0 && !_holds[at].Seen;

    public Hold? HoldOf(int title) => Find(title) is var at && at >= 0 ? _holds[at] : null;

    public void Touch(long nowMs) => LastLifeMs = Math.Max(LastLifeMs, nowMs);

    public void Serve(int page, IEnumerable<int> titles, long nowMs)
    {
        Pages = Math.Max(Pages, page);
        Touch(nowMs);
        foreach (var title in titles)
        {
            Places++;
            _recent.Add(title);
            var hold = new Hold(title, nowMs, false);
            var at = Find(title);
            if (at >= 0)
                _holds[at] = hold;
            else
                _holds.Insert(~at, hold);
        }

        if (_recent.Count > RecentKept)
            _recent.RemoveRange(0, _recent.Count - RecentKept);
    }

    /// <summary>A sight ends the hold that it came after; one from before the serving does not.</summary>
    public void See(int title, long atMs)
    {
        var at = Find(title);
        if (at >= 0 && !_holds[at].Seen && atMs >= _holds[at].ServedMs)
            _holds[at] = _holds[at] with { Seen = true };
    }

    public void Load(int pages, int places, long lastLifeMs, IEnumerable<int> recent, IEnumerable<Hold> holds)
    {
        (Pages, Places, LastLifeMs) = (pages, places, lastLifeMs);
        _recent.AddRange(recent);
        _holds.AddRange(holds);
    }

    private int Find(int title)
    {
        var (low, high) = (0, _holds.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_holds[middle].Title == title)
                return middle;
            if (_holds[middle].Title < title)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}

/// <summary>A title that a feed session handed out.</summary>
internal readonly record struct Hold(int Title, long ServedMs, bool Seen);
