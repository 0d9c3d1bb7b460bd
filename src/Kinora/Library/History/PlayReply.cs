using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Library.States;

namespace Kinora.Library.History;

/// <summary>One line of the history as clients see it.</summary>
/// <param name="Day">The day on which it ended, in the profile's time zone, such as <c>2026-11-21</c>.</param>
/// <param name="Entered">The person's own entry, not told by a player.</param>
internal sealed record PlayReply(
    string Id, string VideoId, string Title, string Day, DateTimeOffset StartedAt, DateTimeOffset EndedAt, double DurationMinutes,
    double ProgressStart, double ProgressEnd, bool Completed, bool Entered, bool InCatalogue)
{
    public static PlayReply Of(PlayRow play, TimeZoneInfo zone, CatalogueSnapshot snapshot)
    {
        var known = snapshot.TryOrdinal(play.TitleId, out var ordinal) && snapshot.Has(ordinal) && snapshot.VisibilityOf(ordinal) != Visibility.Removed;
        var (started, ended) = (DateTimeOffset.FromUnixTimeMilliseconds(play.StartedAt), DateTimeOffset.FromUnixTimeMilliseconds(play.EndedAt));
        return new PlayReply(
            play.Id, play.TitleId, known ? snapshot.NameOf(ordinal) : play.Title, DayOf(ended, zone), started, ended, StateReply.Minutes(play.WatchedMs),
            Math.Round(play.ProgressStart, 4), Math.Round(play.ProgressEnd, 4), play.Completed, play.Manual && !play.Carried, known);
    }

    public static string DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
