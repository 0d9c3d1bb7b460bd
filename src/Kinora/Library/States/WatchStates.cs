using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Library.History;
using Kinora.Library.Watching;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Library.States;

/// <summary>
/// Keeps the states of titles: signals are folded in as part of the transaction that records them, and what a person says is an edit that
/// stands in one line with them.
/// </summary>
internal sealed class WatchStates(
    ICatalogue catalogue, IProfiles profiles, ISignalHistory history, IProfileVersions versions, TimeProvider time) : ISignalObserver
{
    /// <summary>The least threshold that a person can choose.</summary>
    private const double LeastThreshold = 0.5;

    public async Task RecordedAsync(Tx tx, RecordedSignals recorded)
    {
        var titles = recorded.Signals.Where(signal => signal.TitleId is not null && Matters(signal.Kind))
            .GroupBy(signal => signal.TitleId!, StringComparer.Ordinal).ToList();
        if (titles.Count == 0)
            return;
        var known = await WatchStateStore.FindAsync(tx, recorded.ProfileId, [.. titles.Select(title => title.Key)]);
        double? threshold = null;
        foreach (var title in titles)
        {
            var before = known.GetValueOrDefault(title.Key) ?? New(title.Key);
            var state = Said(before, title);
            var events = title.Where(signal => WatchEvent.Is(signal.Kind)).Select(signal => WatchEvent.Of(signal, state.DurationMs)).ToList();
            if (events.Exists(told => told.Reached is not { } reached || reached >= LeastThreshold))
                threshold ??= await ThresholdAsync(tx, recorded.ProfileId);
            state = await TakeAsync(tx, recorded.ProfileId, state, events, threshold ?? 1);
            if (state != before)
                await WatchStateStore.SaveAsync(tx, recorded.ProfileId, state);
        }
    }

    /// <summary>
    /// Reads a state, changes it and writes it, while nobody else writes this profile's. The change gets what is there, or a state that is
    /// none yet, and gives null to leave it. What a change of marks means for the events is worked out here.
    /// </summary>
    public async Task<WatchState?> ChangeAsync(Tx tx, string profileId, string titleId, Func<WatchState, WatchState?> change)
    {
        var before = await BeginAsync(tx, profileId, titleId);
        if (change(before) is not { } after)
            return null;
        var rules = after.Rules(1);
        if (Differs(rules, before.Rules(1)))
            after = await FoldAgainAsync(tx, profileId, after);
        return await WatchStateStore.SaveAsync(tx, profileId, after, tags: true);
    }

    /// <summary>The state as it is, or one that is none yet; from here on nobody else writes this profile's.</summary>
    public async Task<WatchState> BeginAsync(Tx tx, string profileId, string titleId)
    {
        await versions.MoveAsync(tx, profileId);
        return Renamed(await WatchStateStore.FindAsync(tx, profileId, titleId) ?? New(titleId));
    }

    /// <summary>Makes facts and plays anew from all events and entries. For the holder of the profile's version.</summary>
    public async Task<WatchState> FoldAgainAsync(Tx tx, string profileId, WatchState state)
    {
        var events = (await history.WatchedAsync(tx, profileId, state.TitleId)).Select(signal => WatchEvent.Of(signal, state.DurationMs));
        var reduced = WatchReducer.FromAll(events, state.Rules(await ThresholdAsync(tx, profileId)), state.Carried);
        await PlayStore.ForgetDerivedAsync(tx, profileId, state.TitleId);
        await PlayStore.SaveAsync(tx, profileId, state, reduced.Plays);
        return state with { Facts = reduced.Facts, LastPlay = reduced.Last, Manual = await PlayStore.ManualAsync(tx, profileId, state.TitleId) };
    }

    /// <summary>Unix ms.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString();

    private static bool Matters(SignalKind kind) =>
        WatchEvent.Is(kind) || kind is SignalKind.Like or SignalKind.Unlike or SignalKind.Dislike or SignalKind.Dismiss;

    private async Task<WatchState> TakeAsync(Tx tx, string profileId, WatchState state, List<WatchEvent> events, double threshold)
    {
        var rules = state.Rules(threshold);
        events = [.. events.Where(rules.Counts).Order(WatchEvent.InOrder)];
        if (events.Count == 0)
            return state;
        if (!WatchReducer.Follows(state.Facts, events[0]))
            return await FoldAgainAsync(tx, profileId, state);
        var reduced = WatchReducer.Extend(state.Facts, state.LastPlay, events, rules);
        await PlayStore.SaveAsync(tx, profileId, state, reduced.Plays);
        return state with { Facts = reduced.Facts, LastPlay = reduced.Last };
    }

    /// <summary>Thumbs and dismissals, each the latest by time. A thumb says at least four stars, or at most two.</summary>
    private static WatchState Said(WatchState state, IEnumerable<Signal> signals)
    {
        var marks = state.Marks;
        foreach (var signal in signals.Where(signal => signal.At > (marks.ResetAt ?? long.MinValue)))
        {
            if (signal.Kind == SignalKind.Dismiss)
                marks = marks with { DismissedAt = WatchState.Later(marks.DismissedAt, signal.At) };
            else if (signal.Kind is SignalKind.Like or SignalKind.Unlike or SignalKind.Dislike
                && IsLater(signal, marks))
            {
                marks = marks with
                {
                    Rating = Stars(signal),
                    RatingAt = signal.At,
                    RatingId = signal.EventId,
                    CreatedAt = Stars(signal) is null ? marks.CreatedAt : WatchState.Earlier(marks.CreatedAt, signal.At),
                };
            }
        }

        return state with { Marks = marks };
    }

    private static bool IsLater(Signal signal, WatchMarks marks) => marks.RatingAt is not { } at || signal.At > at
        || (signal.At == at && string.CompareOrdinal(signal.EventId, marks.RatingId) > 0);

    private static int? Stars(Signal signal) => signal switch
    {
        { Value: >= 1 and <= 5 and var stars } => (int)stars,
        { Kind: SignalKind.Like } => 4,
        { Kind: SignalKind.Dislike } => 2,
        _ => null,
    };

    private WatchState New(string titleId) => Renamed(new WatchState { TitleId = titleId, Title = titleId });

    /// <summary>By the name and the length that the catalogue has today; as it was where the catalogue has it no more.</summary>
    private WatchState Renamed(WatchState state)
    {
        var snapshot = catalogue.Current;
        if (!snapshot.TryOrdinal(state.TitleId, out var ordinal) || !snapshot.Has(ordinal))
            return state;
        var card = snapshot.Card(ordinal);
        return state with { Title = card.Name, Creator = card.CreatorName, DurationMs = card.DurationMs > 0 ? card.DurationMs : state.DurationMs };
    }

    private async Task<double> ThresholdAsync(Tx tx, string profileId) =>
        (await profiles.FindAsync(tx, profileId))?.Preferences.AutoMarkCompletedThreshold ?? new Preferences().AutoMarkCompletedThreshold;

    private static bool Differs(WatchRules one, WatchRules other) =>
        one.MarkedAt != other.MarkedAt || one.ResetAt != other.ResetAt || !one.Removed.SequenceEqual(other.Removed);
}
