using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;
using Kinora.Platform.Security;

namespace Kinora.Library.Analytics;

/// <summary>Loads what a profile's statistics are counted from.</summary>
internal sealed class Diaries(Db db, IProfiles profiles, ICatalogue catalogue, TimeProvider time)
{
    /// <summary>The diary of the caller's profile, and which day it is there.</summary>
    public async Task<(WatchDiary Diary, DateOnly Today)> OfAsync(Caller caller, CancellationToken cancel)
    {
        var preferences = (await profiles.FindAsync(caller.ProfileId, cancel))?.Preferences ?? new Preferences();
        var plays = await db.QueryAsync<Row>(
            "select title_id, started_at, ended_at, watched_ms, progress_end, completed from play where profile_id = @profileId",
            new { profileId = caller.ProfileId }, cancel);
        var snapshot = catalogue.Current;
        var known = new Dictionary<string, DiaryTitle>(StringComparer.Ordinal);
        var diary = new WatchDiary(
            plays.Where(play => snapshot.IsThere(play.TitleId, caller)).Select(play => play.ToPlay()),
            id => known.TryGetValue(id, out var title) ? title : known[id] = TitleOf(snapshot, id),
            new DiaryGoal(preferences.DailyLearningGoalMinutes, preferences.PriorityTopics), Zones.Of(preferences.TimeZone));
        return (diary, diary.DayOf(time.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    /// <summary>How long the catalogue says that a title is, in ms; 0 where it does not.</summary>
    public long LengthOf(string titleId) => catalogue.Current is var snapshot && snapshot.TryOrdinal(titleId, out var title) && snapshot.Has(title)
        ? snapshot.Columns.DurationOf(title)
        : 0;

    public async Task<int> GoalMinutesAsync(Caller caller, CancellationToken cancel) =>
        ((await profiles.FindAsync(caller.ProfileId, cancel))?.Preferences ?? new Preferences()).DailyLearningGoalMinutes;

    /// <summary>How many titles the profile has a state of.</summary>
    public async Task<int> DiscoveredAsync(Caller caller, CancellationToken cancel) => (int)await db.ScalarAsync<long>(
        "select count(*) from watch_state where profile_id = @profileId and added_at is not null", new { profileId = caller.ProfileId }, cancel);

    private static DiaryTitle TitleOf(CatalogueSnapshot snapshot, string id)
    {
        if (!snapshot.TryOrdinal(id, out var title) || !snapshot.Has(title))
            return DiaryTitle.Unknown;
        var series = snapshot.SeriesOf(title);
        var described = series >= 0 && snapshot.GenresOf(title).IsEmpty ? series : title;
        var topics = snapshot.Words.Genres.Of(snapshot.GenresOf(described)).Concat(snapshot.Words.Themes.Of(snapshot.ThemesOf(described)))
            .Concat(snapshot.Words.Categories.Of(snapshot.CategoriesOf(described))).Distinct(StringComparer.Ordinal);
        return new DiaryTitle([.. topics], snapshot.Card(title).CreatorName, series >= 0 ? snapshot.NameOf(series) : null);
    }

    private sealed record Row
    {
        public required string TitleId { get; init; }

        public required long StartedAt { get; init; }

        public required long EndedAt { get; init; }

        public required long WatchedMs { get; init; }

        public required double ProgressEnd { get; init; }

        public required bool Completed { get; init; }

        public DiaryPlay ToPlay() => new(TitleId, StartedAt, EndedAt, WatchedMs, ProgressEnd, Completed);
    }
}
