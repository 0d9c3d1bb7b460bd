using Kinora.Ranking.Columns;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Profiles;

/// <summary>
/// All that the engine knows of one profile. Mutable, and held by one caller at a time: whoever makes pages of a profile or records its
/// signals holds the profile's lock. Two states that took in the same facts, in whatever order, are equal but for contact numbers, which
/// count arrivals.
/// </summary>
internal sealed partial class ProfileState
{
    /// <summary>A feed session without a request for this long has ended. 24 h.</summary>
    public const long SessionEndsAfterMs = 24L * 3_600_000;

    /// <summary>A hold ends this long after the last sign of life of its feed session. 30 min.</summary>
    public const long HoldEndsAfterMs = 30L * 60_000;

    private readonly List<FeedSessionState> _sessions = [];

    public ContactBook Contacts { get; } = new();

    /// <summary>Live feed sessions, in the order of their opening.</summary>
    public IReadOnlyList<FeedSessionState> Sessions => _sessions;

    /// <summary>+1 liked, −1 disliked, by title.</summary>
    public RegisterSet Ratings { get; } = new();

    public RegisterSet HiddenTitles { get; } = new();

    public RegisterSet HiddenCreators { get; } = new();

    /// <summary>By <see cref="Feature.Topic"/>.</summary>
    public RegisterSet HiddenTopics { get; } = new();

    /// <summary>Creators: the latest of follow and unfollow.</summary>
    public RegisterSet Followed { get; } = new();

    public Viewings Viewings { get; } = new();

    public Dial Dial { get; private set; }

    /// <summary>Signals before this say nothing about taste any more.</summary>
    public long ResetAt { get; private set; } = long.MinValue;

    /// <summary>Maturity ceiling; <see cref="EligibilityFilter.NoCeiling"/> = none.</summary>
    public byte Ceiling { get; set; } = EligibilityFilter.NoCeiling;

    /// <summary>A number that stands for the profile's user; titles of that owner are one's own. −1 = none.</summary>
    public int Owner { get; set; } = -1;

    public Preferences Preferences { get; private set; } = Preferences.None;

    /// <summary>What the person corrected of what is believed of the taste.</summary>
    public Corrections Corrections { get; private set; } = Corrections.None;

    /// <summary>The stored profile version that this state has taken in; for the caller.</summary>
    public long Version { get; set; }

    /// <summary>Moves when affinities, rates or habits may have changed.</summary>
    public int TasteVersion { get; private set; }

    /// <summary>Moves when hides, dislikes or follows changed: what a pool holds must be found anew.</summary>
    public int ControlsVersion { get; private set; }

    public FeedSessionState? Session(Guid id) => _sessions.Find(session => session.Id == id);

    /// <summary>Opens a feed session, or gives the one of that name. Those that have ended are forgotten, with their holds.</summary>
    public FeedSessionState Open(Guid id, ulong seed, long nowMs)
    {
        _sessions.RemoveAll(session => session.Id != id && HasEnded(session, nowMs));
        if (Session(id) is { } known)
            return known;
        var opened = new FeedSessionState { Id = id, Seed = seed };
        opened.Touch(nowMs);
        _sessions.Add(opened);
        return opened;
    }

    public static bool HasEnded(FeedSessionState session, long nowMs) => nowMs - session.LastLifeMs >= SessionEndsAfterMs;

    /// <summary>Takes in that a page was handed out: its contacts, its holds, its places.</summary>
    public void Serve(Guid session, ulong seed, int page, IReadOnlyList<int> titles, long nowMs)
    {
        Open(session, seed, nowMs).Serve(page, titles, nowMs);
        foreach (var title in titles)
            Contacts.Serve(title);
    }

    /// <summary>A sign of life: impressions, or a page asked for again.</summary>
    public void Touch(Guid session, long nowMs) => Session(session)?.Touch(nowMs);

    /// <summary>Held for a page of this feed session: handed out here, or in another one that is alive, and not seen since.</summary>
    public bool IsHeld(int title, Guid session, long nowMs)
    {
        foreach (var other in _sessions)
        {
            if ((other.Id == session || nowMs - other.LastLifeMs < HoldEndsAfterMs) && other.IsHeld(title))
                return true;
        }

        return false;
    }

    /// <summary>Takes over what was stored.</summary>
    public void Load(Dial dial, long resetAt) => (Dial, ResetAt) = (dial, resetAt);

    public void Load(FeedSessionState session) => _sessions.Add(session);

    public bool IsHidden(CatalogueColumns columns, int title) => WhyDropped(columns, title) is not null;

    /// <summary>Which of the person's own controls keeps a title from being recommended; null = none.</summary>
    public DropReason? WhyDropped(CatalogueColumns columns, int title)
    {
        if (Ratings[title] < 0)
            return DropReason.Disliked;
        if (HiddenTitles[title] > 0)
            return DropReason.HiddenTitle;
        if (columns.CreatorOf(title) is var creator && creator >= 0 && HiddenCreators[creator] > 0)
            return DropReason.HiddenCreator;
        foreach (var feature in HiddenTopics.All.Count == 0 ? [] : columns.FeaturesOf(title))
        {
            if (Feature.IsTopic(feature) && HiddenTopics[Feature.AsTopic(feature)] > 0)
                return DropReason.HiddenTopic;
        }

        return null;
    }
}
