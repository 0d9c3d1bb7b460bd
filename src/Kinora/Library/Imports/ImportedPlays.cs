using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kinora.Library.History;
using Kinora.Library.States;

namespace Kinora.Library.Imports;

/// <summary>The plays of a file as entries of the history. Pure: the same file makes the same entries, with the same ids.</summary>
internal static class ImportedPlays
{
    /// <summary>Two systems that watched one play tell times that are so far apart: 2 min.</summary>
    private const long SlackMs = 120_000;

    private const long DayMs = 12L * 3_600_000;
    private const long LongestMs = 24L * 3_600_000;

    internal sealed record Entry(PlayRow Row, bool DayOnly);

    public static IEnumerable<Entry> Of(ImportedTitle said, WatchState state, double threshold) =>
        said.Plays.OrderBy(play => play.EndedAt).Select(play => new Entry(Row(state, play, threshold), play.DayOnly));

    /// <summary>Not there yet by its time, nor taken out of the history or forgotten by the person.</summary>
    public static bool IsNew(Entry entry, IEnumerable<PlayRow> had, WatchMarks marks)
    {
        var (row, slack) = (entry.Row, entry.DayOnly ? DayMs : SlackMs);
        return entry.Row.EndedAt > (marks.ResetAt ?? long.MinValue)
            && !had.Any(play => play.Id == row.Id || (play.StartedAt - slack <= row.EndedAt && row.StartedAt <= play.EndedAt + slack))
            && !marks.Removed.Any(play => play.Id == row.Id || (play.From - slack <= row.EndedAt && row.StartedAt <= play.To + slack));
    }

    private static PlayRow Row(WatchState state, ImportedPlay play, double threshold)
    {
        var length = state.DurationMs;
        var watched = play.WatchedMs ?? Math.Min(length, LongestMs);
        var started = play.StartedAt ?? play.EndedAt - Math.Min(watched, play.EndedAt);
        var share = play.Progress ?? (play.Completed == true ? 1 : length > 0 ? Math.Clamp((double)watched / length, 0, 1) : 0);
        var completed = play.Completed ?? share >= threshold;
        return new PlayRow
        {
            Id = IdOf(state.TitleId, started, play.EndedAt),
            TitleId = state.TitleId,
            Title = state.Title,
            StartedAt = started,
            EndedAt = play.EndedAt,
            WatchedMs = watched,
            CreditedMs = length > 0 ? Math.Min(watched, length) : watched,
            DurationMs = length,
            ProgressStart = 0,
            ProgressEnd = completed ? Math.Max(share, threshold) : share,
            Completed = completed,
            Manual = true,
            Carried = true,
        };
    }

    private static string IdOf(string titleId, long started, long ended)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{titleId} {started} {ended}")));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }
}
