using System.Globalization;
using Kinora.Accounts.Contracts;
using Kinora.Library.Analytics;
using Kinora.Library.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Security;

namespace Kinora.Library.Queues;

/// <summary>
/// Fills the queue <c>daily_learning</c> on the first look at it on each day of the profile's time zone: up to the day's goal, with titles of the
/// person's topics and level. What was started stays, and so does what the person put in; the rest of the day before makes room. What is taken out
/// is not put in again on that day.
/// </summary>
internal sealed class DailyLearning(
    Db db, QueueDesk desk, Diaries diaries, IProfiles profiles, IWatchStates states, ILearningPicks picks)
{
    /// <summary>Who put it in, where no person did.</summary>
    public const string BySystem = "kinora";

    public async Task RefreshAsync(Caller caller, CancellationToken cancel)
    {
        var preferences = (await profiles.FindAsync(caller.ProfileId, cancel))?.Preferences ?? new Preferences();
        var today = Day(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(desk.Now), Zones.Of(preferences.TimeZone)));
        var (queue, items) = await db.ReadAsync(session => ReadAsync(session, caller), cancel);
        if (queue is { RefreshDaily: false } || queue?.FilledOn == today || preferences.DailyLearningGoalMinutes == 0)
            return;
        var known = await states.OfAsync(caller.ProfileId, [.. items.Select(item => item.TitleId)], cancel);
        var kept = items.Where(item => Stays(item, known.GetValueOrDefault(item.TitleId))).ToList();
        var (diary, _) = await diaries.OfAsync(caller, cancel);
        var wish = new LearningWish(
            preferences.PriorityTopics, preferences.DailyLearningGoalMinutes * 60_000L - kept.Sum(item => diaries.LengthOf(item.TitleId)),
            (queue?.Most ?? MostOfNew) - kept.Count, [.. items.Select(item => item.TitleId)],
            diary.All().Topics.ToDictionary(share => share.Name, share => share.Ms / 3_600_000.0, StringComparer.OrdinalIgnoreCase));
        var chosen = wish is { Ms: > 0, Most: > 0 } ? await picks.PickAsync(caller, wish, cancel) : [];
        // With nothing to put in, the next look asks again: titles may have come.
        if (chosen.Count > 0 || kept.Count < items.Count || wish.Ms <= 0)
            await FillAsync(caller, chosen.Count > 0 || wish.Ms <= 0 ? today : null, [.. items.Except(kept).Select(item => item.TitleId)], chosen, cancel);
    }

    /// <summary>As many as the queue takes when it is made.</summary>
    private const int MostOfNew = 10;

    private async Task FillAsync(
        Caller caller, string? today, HashSet<string> leaving, IReadOnlyList<LearningPick> chosen, CancellationToken cancel) => await desk.OpenAsync<Done>(
            caller, Queue.DailyLearning, null,
            async (tx, queue) =>
            {
                // Another device may have looked at the same time.
                if (queue.FilledOn is not null && queue.FilledOn == today)
                    return default(Done);
                var changed = await desk.ChangeAsync(tx, queue with { FilledOn = today ?? queue.FilledOn }, null, before =>
                {
                    var stay = before.Where(item => !leaving.Contains(item.TitleId)).ToList();
                    var there = stay.Select(item => item.TitleId).ToHashSet(StringComparer.Ordinal);
                    return stay.Concat(chosen.Where(pick => !there.Contains(pick.TitleId)).Select(New));
                });
                return changed.Then(_ => default(Done));
            },
            cancel);

    private static async Task<(Queue? Queue, List<QueueItem> Items)> ReadAsync(Session session, Caller caller) =>
        await QueueStore.FindAsync(session, caller.ProfileId, Queue.DailyLearning) is { } queue
            ? (queue, await QueueStore.ItemsAsync(session, queue))
            : (null, []);

    /// <summary>What was watched to the end makes room, whoever put it in.</summary>
    private static bool Stays(QueueItem item, WatchMark? mark) => mark?.Status switch
    {
        WatchStatus.Completed or WatchStatus.Skipped => false,
        WatchStatus.Watching => true,
        _ => item.AddedBy != BySystem,
    };

    private QueueItem New(LearningPick pick) => new()
    {
        TitleId = pick.TitleId,
        Position = 0,
        Priority = 5,
        AddedAt = desk.Now,
        AddedBy = BySystem,
        Notes = pick.Reason,
        Title = desk.Snapshot.TryOrdinal(pick.TitleId, out var title) ? desk.Snapshot.NameOf(title) : pick.TitleId,
    };

    private static string Day(DateTimeOffset local) => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
