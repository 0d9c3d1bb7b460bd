using Kinora.Ranking.Columns;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Feed;

/// <summary>
/// What the engine keeps of one profile between pages only to be quick: who is eligible, the taste, the pool. Losing it costs time and
/// nothing else. Held under the same lock as the profile's state.
/// </summary>
internal sealed class FeedMemory
{
    private const long HourMs = 3_600_000;

    private object? _eligibleFor;
    private Eligibility? _eligible;
    private object? _tasteFor;
    private Taste? _taste;
    private object? _learnedFor;
    private PersonScores? _learned;
    private object? _scoresFor;
    private ScoreContext? _scores;
    private object? _poolFor;
    private long _pooledAt;
    private int _pooledChanges;
    private Guid _pooledSession;
    private long _pooledLife;

    public FeedPool Pool { get; } = new();

    public Eligibility EligibleFor(FeedRequest request, CatalogueColumns columns, ProfileState state)
    {
        var filter = EligibilityFilter.For(request.Kind, state.Ceiling, request.Language, request.DurationMaxMs);
        var key = (columns, state, state.ControlsVersion, state.Owner, filter, request.Locked);
        if (_eligible is null || !key.Equals(_eligibleFor))
            (_eligible, _eligibleFor) = (new Eligibility(columns, state, filter, request.Locked.Span), key);
        return _eligible;
    }

    /// <summary>As of the present hour: the fading of affinities within it is nothing.</summary>
    public Taste TasteFor(CatalogueColumns columns, ProfileState state, SharedState shared, long nowMs)
    {
        var key = (columns, state, state.TasteVersion, shared, nowMs / HourMs);
        if (_taste is null || !key.Equals(_tasteFor))
            (_taste, _tasteFor) = (Taste.Of(columns, state, shared, nowMs / HourMs * HourMs, LearnedFor(columns, state, shared)), key);
        return _taste;
    }

    /// <summary>The state shared by all is swapped often, the model in it seldom.</summary>
    private PersonScores? LearnedFor(CatalogueColumns columns, ProfileState state, SharedState shared)
    {
        var key = (columns, state, state.TasteVersion, shared.Model);
        if (!key.Equals(_learnedFor))
            (_learned, _learnedFor) = (Taste.LearnedOf(columns, state, shared), key);
        return _learned;
    }

    public ScoreContext ScoresFor(FeedRequest request, CatalogueColumns columns, ProfileState state, SharedState shared)
    {
        var taste = TasteFor(columns, state, shared, request.NowMs);
        var slot = Habits.SlotOf(request.NowMs, state.Preferences.UtcOffsetMinutes);
        var key = (columns, shared, taste, slot, request.Device, request.Connection);
        if (_scores is null || !key.Equals(_scoresFor))
            (_scores, _scoresFor) = (new ScoreContext(columns, shared, taste, slot, request.Device, request.Connection), key);
        return _scores;
    }

    /// <summary>
    /// The pool, filled again from the whole inventory where it is too old, was made for something else, or holds fewer fresh titles than
    /// max(24, 2 × page size): a page never comes from a drained pool (ranking.md, Ladder).
    /// </summary>
    public FeedPool PoolFor(
        FeedRequest request, CatalogueColumns columns, Eligibility eligible, in Freshness freshness, SharedState shared, Taste taste)
    {
        var least = Math.Max(request.Options.Waterline, 2 * request.PageSize);
        var changes = freshness.State.Contacts.Changes;
        var age = request.NowMs - _pooledAt;
        var known = ReferenceEquals(_poolFor, eligible) && age >= 0 && age < request.Options.PoolKeptMs;
        if (known)
            StrikeOut(request.FeedSession, freshness);
        if (!known || Pool.Fresh < least)
        {
            Ladder.Fill(request, columns, eligible, freshness, shared, taste, Pool);
            (_poolFor, _pooledAt) = (eligible, request.NowMs);
        }

        (_pooledChanges, _pooledSession, _pooledLife) = (changes, request.FeedSession, LifeOfOthers(freshness.State, request.FeedSession));
        return Pool;
    }

    /// <summary>
    /// By itself, time only makes titles fresh: what ceases to be was served or seen since, or is held by a feed session that this pool was
    /// not asked for, or by another one that came to life again.
    /// </summary>
    private void StrikeOut(Guid session, in Freshness freshness)
    {
        var contacts = freshness.State.Contacts;
        if (session != _pooledSession || contacts.Changes - _pooledChanges > ContactBook.ChangesKept
            || LifeOfOthers(freshness.State, session) != _pooledLife)
        {
            Pool.Prune(freshness);
            return;
        }

        for (var change = _pooledChanges; change < contacts.Changes; change++)
        {
            if (contacts.ChangedAt(change) is var title && !freshness.IsFresh(title))
                Pool.Strike(title);
        }
    }

    private static long LifeOfOthers(ProfileState state, Guid session)
    {
        var sum = 0L;
        for (var i = 0; i < state.Sessions.Count; i++)
            sum += state.Sessions[i].Id == session ? 0 : state.Sessions[i].LastLifeMs;
        return sum;
    }
}
