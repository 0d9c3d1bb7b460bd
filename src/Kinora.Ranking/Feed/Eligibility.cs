using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Feed;

/// <summary>
/// Which titles one profile may be handed by one kind of request: everybody's that pass the filter, and one's own, without what the profile
/// hid, disliked or has no access to (ranking.md, Eligible). Titles handed out already stay in.
/// </summary>
internal sealed class Eligibility
{
    private readonly EligibleSet _set;
    private readonly int[] _own;
    private readonly int[] _excluded;
    private readonly int[] _dropped;

    public Eligibility(CatalogueColumns columns, ProfileState state, in EligibilityFilter filter, ReadOnlySpan<int> locked)
    {
        _set = columns.Eligible(filter);
        var own = new List<int>();
        columns.AddOwn(state.Owner, filter, own);
        _own = [.. own.Order()];
        _dropped = _set.Dropped();
        _dropped[(int)DropReason.NotPublic] -= _own.Length;
        _excluded = [.. Excluded(columns, state, locked)];
        Count = _set.Count + _own.Length - _excluded.Length;
        foreach (var title in _excluded)
            _dropped[(int)(state.WhyDropped(columns, title) ?? DropReason.Locked)]++;
    }

    public int Count { get; }

    public EligibleSet Set => _set;

    /// <summary>Shadow-banned titles of the profile's own user, sorted; some may be excluded.</summary>
    public ReadOnlySpan<int> Own => _own;

    /// <summary>Titles that would be eligible but for the profile's own controls or its lack of access, sorted.</summary>
    public ReadOnlySpan<int> ExcludedTitles => _excluded;

    public bool Has(int title) => Passes(title) && (_excluded.Length == 0 || Array.BinarySearch(_excluded, title) < 0);

    /// <summary>How many titles with a last sight behind this minute it has.</summary>
    public int CountBehind(ContactBook contacts, int minute)
    {
        var count = 0;
        if (_own.Length > 0 || _excluded.Length > 0)
        {
            foreach (var contact in contacts)
                count += contact.Minute > minute && Has(contact.Title) ? 1 : 0;
            return count;
        }

        for (var chunk = 0; chunk < Math.Min(contacts.Chunks, _set.Chunks); chunk++)
        {
            var bits = _set.Bits(chunk);
            var locals = contacts.Locals(chunk);
            var minutes = contacts.MinutesOf(chunk);
            for (var i = 0; i < locals.Length && i < minutes.Length; i++)
            {
                var word = locals[i] >> 6;
                count += (minutes[i] > minute ? 1 : 0) & (word < bits.Length ? (int)(bits[word] >> locals[i]) : 0);
            }
        }

        for (var i = 0; i < contacts.Tail.Length; i++)
            count += contacts.TailMinutes[i] > minute && _set.Has(contacts.Tail[i]) ? 1 : 0;
        return count;
    }

    /// <summary>By <see cref="DropReason"/>; seen and held are the caller's.</summary>
    public int[] Dropped() => [.. _dropped];

    private bool Passes(int title) => _set.Has(title) || (_own.Length > 0 && Array.BinarySearch(_own, title) >= 0);

    private SortedSet<int> Excluded(CatalogueColumns columns, ProfileState state, ReadOnlySpan<int> locked)
    {
        var excluded = new List<int>();
        excluded.AddRange(state.HiddenTitles.With(1));
        excluded.AddRange(state.Ratings.With(-1));
        foreach (var creator in state.HiddenCreators.With(1))
            columns.AddWith(Feature.Creator(creator), excluded);
        foreach (var topic in state.HiddenTopics.With(1))
        {
            columns.AddWith(topic, excluded);
            columns.AddWith(topic | Feature.ThemeClass, excluded);
        }

        // A hash may be shared by two creators: only what is really hidden counts.
        excluded.RemoveAll(title => !columns.InRange(title) || state.WhyDropped(columns, title) is null);
        excluded.AddRange(locked);
        excluded.RemoveAll(title => !Passes(title));
        return [.. excluded];
    }
}
