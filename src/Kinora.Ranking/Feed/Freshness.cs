using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Feed;

/// <summary>
/// What is fresh at one moment for one feed session: eligible, not held, not seen within the cooldown. Minutes of sights are rounded up and
/// now is rounded down, so a title never comes back early; a sight later than now counts as now (ranking.md, Eligible).
/// </summary>
internal readonly ref struct Freshness
{
    private const int MinutesADay = 24 * 60;

    private readonly Eligibility _eligible;
    private readonly ProfileState _state;
    private readonly Guid _session;
    private readonly long _nowMs;

    /// <summary>A sight at this minute or before is over.</summary>
    private readonly int _over;

    public Freshness(Eligibility eligible, ProfileState state, FeedRequest request)
    {
        (_eligible, _state, _session, _nowMs) = (eligible, state, request.FeedSession, request.NowMs);
        _over = Minutes.Down(request.NowMs) - request.Options.CooldownDays * MinutesADay;
    }

    public ProfileState State => _state;

    public bool IsSeen(int minute) => minute > _over && minute != ContactBook.Never;

    public bool IsFresh(int title) => _eligible.Has(title) && !IsSeen(_state.Contacts.MinuteOf(title)) && !IsHeld(title);

    public bool IsHeld(int title) => _state.IsHeld(title, _session, _nowMs);

    /// <summary>Eligible titles that are not fresh: seen within the cooldown, and held besides.</summary>
    public (int Seen, int Held) CountStale()
    {
        var (seen, held) = (_eligible.CountBehind(_state.Contacts, _over), 0);
        foreach (var session in _state.Sessions)
        {
            if (!Binds(session))
                continue;
            foreach (var hold in session.Holds)
            {
                if (!hold.Seen && !IsSeen(_state.Contacts.MinuteOf(hold.Title)) && _eligible.Has(hold.Title) && IsFirst(session, hold.Title))
                    held++;
            }
        }

        return (seen, held);
    }

    /// <summary>Marks in a bit set all titles that are not fresh though they pass the filter.</summary>
    public void MarkStale(Span<ulong> marks)
    {
        foreach (var (title, minute, _) in _state.Contacts)
        {
            if (IsSeen(minute))
                Mark(marks, title);
        }

        foreach (var session in _state.Sessions)
        {
            foreach (var hold in Binds(session) ? session.Holds : [])
            {
                if (!hold.Seen)
                    Mark(marks, hold.Title);
            }
        }

        foreach (var title in _eligible.ExcludedTitles)
            Mark(marks, title);
    }

    public static void Mark(Span<ulong> marks, int title)
    {
        if (title >> 6 < marks.Length)
            marks[title >> 6] |= 1ul << (title & 63);
    }

    private bool Binds(FeedSessionState session) =>
        session.Id == _session || _nowMs - session.LastLifeMs < ProfileState.HoldEndsAfterMs;

    private bool IsFirst(FeedSessionState session, int title)
    {
        foreach (var other in _state.Sessions)
        {
            if (other == session)
                return true;
            if (Binds(other) && other.IsHeld(title))
                return false;
        }

        return true;
    }
}
