using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>
/// Sole writer of <c>rating</c>, <c>hide</c>, <c>follow</c> and <c>report</c>: the latest opinion by (time of event, event id), so that
/// the order of arrival cannot matter.
/// </summary>
internal static class OpinionStore
{
    public static Task SaveAsync(Tx tx, string profileId, Signal signal) => signal.Kind switch
    {
        SignalKind.Like or SignalKind.Unlike or SignalKind.Dislike => tx.ExecuteAsync(Rating, new
        {
            profileId,
            signal.TitleId,
            signal.At,
            signal.EventId,
            value = signal.Kind switch { SignalKind.Like => 1, SignalKind.Dislike => -1, _ => 0 },
        }),
        SignalKind.Hide or SignalKind.Unhide => tx.ExecuteAsync(
            Hide, new { profileId, signal.Target, signal.At, signal.EventId, hidden = signal.Kind == SignalKind.Hide }),
        SignalKind.Follow or SignalKind.Unfollow => tx.ExecuteAsync(Follow, new
        {
            profileId,
            signal.At,
            signal.EventId,
            creatorId = signal.Target!["creator:".Length..],
            following = signal.Kind == SignalKind.Follow,
        }),
        SignalKind.Report => tx.ExecuteAsync(
            Report, new { profileId, signal.EventId, signal.TitleId, signal.At, reason = signal.Note ?? "" }),
        _ => Task.CompletedTask,
    };

    private const string Rating = """
        insert into rating (profile_id, title_id, value, at, event_id) values (@profileId, @TitleId, @value, @At, @EventId)
        on conflict (profile_id, title_id) do update set value = excluded.value, at = excluded.at, event_id = excluded.event_id
        where (excluded.at, excluded.event_id) > (rating.at, rating.event_id)
        """;

    private const string Hide = """
        insert into hide (profile_id, target, hidden, at, event_id) values (@profileId, @Target, @hidden, @At, @EventId)
        on conflict (profile_id, target) do update set hidden = excluded.hidden, at = excluded.at, event_id = excluded.event_id
        where (excluded.at, excluded.event_id) > (hide.at, hide.event_id)
        """;

    private const string Follow = """
        insert into follow (profile_id, creator_id, following, at, event_id) values (@profileId, @creatorId, @following, @At, @EventId)
        on conflict (profile_id, creator_id) do update set following = excluded.following, at = excluded.at, event_id = excluded.event_id
        where (excluded.at, excluded.event_id) > (follow.at, follow.event_id)
        """;

    private const string Report =
        "insert into report (id, profile_id, title_id, reason, at) values (@EventId, @profileId, @TitleId, @reason, @At) on conflict do nothing";
}
