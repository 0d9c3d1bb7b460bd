using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Profiles;

/// <summary>How signals and controls change a profile's state.</summary>
internal sealed partial class ProfileState
{
    /// <summary>Takes in one fact. Any order, late ones and doubles included, gives the same state.</summary>
    public void Apply(SignalFact fact)
    {
        if (fact.Kind.IsSight() && fact.Title >= 0)
            See(fact);
        switch (fact.Kind)
        {
            case FactKind.Like or FactKind.Dislike or FactKind.Unlike:
                var value = (sbyte)(fact.Kind == FactKind.Like ? 1 : fact.Kind == FactKind.Dislike ? -1 : 0);
                var before = Ratings[fact.Title];
                if (Ratings.Set(fact.Title, new Register(fact.At, fact.EventId, value, fact.Title)) && (before < 0 || value < 0))
                    ControlsVersion++;
                TasteVersion++;
                break;
            case FactKind.Hide or FactKind.Unhide:
                Hide(fact);
                break;
            case FactKind.Follow or FactKind.Unfollow:
                Followed.Set(fact.Target, new Register(fact.At, fact.EventId, (sbyte)(fact.Kind == FactKind.Follow ? 1 : 0), fact.Title));
                ControlsVersion++;
                TasteVersion++;
                break;
        }

        if (fact.Kind.IsViewing() && fact.Title >= 0 && fact.At >= fact.ReceivedAt - FactKinds.HistoryAfterMs && Viewings.Add(fact))
            TasteVersion++;
    }

    /// <summary>A sight at a time that is settled already: from storage, or in a test.</summary>
    public void See(int title, long atMs, Guid session = default, bool outsideFeed = true)
    {
        foreach (var known in _sessions)
            known.See(title, atMs);
        Session(session)?.Touch(atMs);
        Contacts.See(title, Minutes.Up(atMs), outsideFeed);
    }

    public void Turn(Dial dial) => Dial = dial;

    /// <summary>What was before no longer says anything about taste; sights, holds, hides and ratings stay.</summary>
    public void Reset(long nowMs)
    {
        ResetAt = Math.Max(ResetAt, nowMs);
        TasteVersion++;
    }

    /// <summary>The time of the latest reset that holds, where one may have been taken back.</summary>
    public void ResetTo(long atMs)
    {
        ResetAt = atMs;
        TasteVersion++;
    }

    public void Correct(Corrections corrections)
    {
        Corrections = corrections;
        TasteVersion++;
    }

    public void Prefer(Preferences preferences)
    {
        Preferences = preferences;
        TasteVersion++;
    }

    /// <summary>
    /// The event's time clamped into [time of the serving it answers, or else receipt − 30 d; receipt], fixed when first received
    /// (ranking.md, Seen).
    /// </summary>
    private void See(SignalFact fact)
    {
        var session = fact.FeedSession == default ? null : Session(fact.FeedSession);
        var served = fact.ServedAt ?? session?.HoldOf(fact.Title)?.ServedMs;
        var from = Math.Min(served ?? fact.ReceivedAt - FactKinds.HistoryAfterMs, fact.ReceivedAt);
        var at = Math.Clamp(fact.At, from, fact.ReceivedAt);
        foreach (var known in _sessions)
            known.See(fact.Title, at);
        session?.Touch(fact.ReceivedAt);
        var inFeed = served is not null || (fact.OnFeed && Contacts.ContactOf(fact.Title) > 0);
        Contacts.See(fact.Title, Minutes.Up(at), !inFeed);
    }

    private void Hide(SignalFact fact)
    {
        var hidden = fact.TargetKind switch
        {
            FactTarget.Title => HiddenTitles,
            FactTarget.Creator => HiddenCreators,
            _ => HiddenTopics,
        };
        hidden.Set(fact.Target, new Register(fact.At, fact.EventId, (sbyte)(fact.Kind == FactKind.Hide ? 1 : 0), fact.Title));
        ControlsVersion++;
        TasteVersion++;
    }
}
