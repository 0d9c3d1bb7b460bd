using Kinora.Catalog.Contracts;
using Kinora.Library.History;
using Kinora.Library.Queues;
using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Ranking;

namespace Kinora.Library.Exports;

/// <summary>A library as tables: Kinora's own, and in the form that other services take in. Pure.</summary>
internal static class LibraryTables
{
    public static byte[] States(IEnumerable<WatchState> states)
    {
        var table = new CsvText(
            "video_id", "title", "creator", "status", "progress", "rating", "tags", "notes", "added_at", "last_watched_at", "completed_at", "watched_minutes", "plays");
        foreach (var state in states)
        {
            table.Cell(state.TitleId).Cell(state.Title).Cell(state.Creator).Cell(WordConverter.Of(state.Status.ToString())).Number(state.Progress).Cell(state.Marks.Rating)
                .Cell(string.Join('|', state.Marks.Tags)).Cell(state.Marks.Notes).Time(state.AddedAt).Time(state.WatchedAt).Time(state.CompletedAt)
                .Number(StateReply.Minutes(state.WatchedMs)).Cell(state.Plays).End();
        }

        return table.Bytes();
    }

    public static byte[] History(IEnumerable<PlayRow> plays)
    {
        var table = new CsvText("video_id", "title", "started_at", "ended_at", "watched_minutes", "progress_start", "progress_end", "completed");
        foreach (var play in plays)
        {
            table.Cell(play.TitleId).Cell(play.Title).Time(play.StartedAt).Time(play.EndedAt).Number(StateReply.Minutes(play.WatchedMs)).Number(play.ProgressStart).Number(play.ProgressEnd)
                .Cell(play.Completed).End();
        }

        return table.Bytes();
    }

    public static byte[] Queues(IEnumerable<(Queue Queue, List<QueueItem> Items)> queues)
    {
        var table = new CsvText("queue_id", "queue", "position", "video_id", "title", "priority", "added_at", "target_watch_date", "notes");
        foreach (var (queue, items) in queues)
        {
            foreach (var item in items)
            {
                table.Cell(queue.Id).Cell(queue.Name).Cell(item.Position).Cell(item.TitleId).Cell(item.Title).Cell(item.Priority).Time(item.AddedAt).Cell(item.TargetDate)
                    .Cell(item.Notes).End();
            }
        }

        return table.Bytes();
    }

    /// <summary>Films, a row a play, and films that have stars alone. Stars are Letterboxd's, one to five.</summary>
    public static byte[] Letterboxd(ExportedLibrary library)
    {
        var table = new CsvText("Title", "Year", "imdbID", "tmdbID", "WatchedDate", "Rating", "Rewatch", "Tags", "Review");
        foreach (var state in library.States.Where(state => library.KindOf(state.TitleId) == TitleKind.Movie))
        {
            var plays = library.PlaysOf(state.TitleId);
            var (watched, first) = (plays.Where(play => play.Completed).OrderBy(play => play.EndedAt).ToList(), true);
            if (watched.Count == 0 && state.Marks.Rating is null && state.CompletedAt is null)
                continue;
            foreach (var play in watched.DefaultIfEmpty())
            {
                table.Cell(state.Title).Cell(library.YearOf(state.TitleId)).Cell(IdOf(state.TitleId, "imdb")).Cell(IdOf(state.TitleId, "tmdb"))
                    .Cell(play is null ? null : PlayReply.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(play.EndedAt), library.Zone)).Cell(state.Marks.Rating).Cell(!first)
                    .Cell(string.Join(", ", state.Marks.Tags)).Cell(first ? state.Marks.Notes : null).End();
                first = false;
            }
        }

        return table.Bytes(mark: false);
    }

    /// <summary>Everything with a name, a row a play, a rating or a place in "My list". Stars are doubled: Trakt counts to ten.</summary>
    public static byte[] Trakt(ExportedLibrary library)
    {
        var table = new CsvText("type", "title", "year", "season", "episode", "imdb_id", "tmdb_id", "tvdb_id", "watched_at", "rating", "rated_at", "watchlisted_at");
        void Row(string id, string title, long? watched, int? rating, long? rated, long? listed)
        {
            var (kind, show) = (library.KindOf(id), library.SeriesOf(id));
            table.Cell(kind switch
            {
                TitleKind.Episode => "episode",
                TitleKind.Series => "show",
                _ => "movie",
            }).Cell(show ?? title).Cell(library.YearOf(id)).Cell(show is null ? null : library.SeasonOf(id)).Cell(show is null ? null : library.EpisodeOf(id))
                .Cell(IdOf(id, "imdb")).Cell(IdOf(id, "tmdb")).Cell(IdOf(id, "tvdb")).Time(watched).Cell(rating * 2).Time(rated).Time(listed).End();
        }

        foreach (var state in library.States)
        {
            foreach (var play in library.PlaysOf(state.TitleId).Where(play => play.Completed))
                Row(state.TitleId, state.Title, play.EndedAt, null, null, null);
            if (state.Marks.Rating is { } stars)
                Row(state.TitleId, state.Title, null, stars, state.Marks.RatingAt, null);
        }

        foreach (var item in library.Queues.Where(queue => queue.Queue.Id == Queue.WatchLater).SelectMany(queue => queue.Items))
            Row(item.TitleId, item.Title, null, null, null, item.AddedAt);
        return table.Bytes(mark: false);
    }

    private static string? IdOf(string titleId, string provider) =>
        titleId.StartsWith(provider + ":", StringComparison.Ordinal) && !titleId.Contains("-s", StringComparison.Ordinal) ? titleId[(provider.Length + 1)..] : null;
}

/// <summary>A profile's library with what the catalogue knows of its titles.</summary>
internal sealed class ExportedLibrary(
    CatalogueSnapshot snapshot, Caller caller, TimeZoneInfo zone, IReadOnlyList<WatchState> states, IReadOnlyList<PlayRow> plays, IReadOnlyList<(Queue Queue, List<QueueItem> Items)> queues)
{
    private readonly ILookup<string, PlayRow> _plays = plays.ToLookup(play => play.TitleId, StringComparer.Ordinal);

    public TimeZoneInfo Zone => zone;

    public IReadOnlyList<WatchState> States => states;

    public IReadOnlyList<PlayRow> Plays => plays;

    public IReadOnlyList<(Queue Queue, List<QueueItem> Items)> Queues => queues;

    public IEnumerable<PlayRow> PlaysOf(string titleId) => _plays[titleId];

    /// <summary>A title that the catalogue does not have is a film where its id is of a place for films.</summary>
    public TitleKind? KindOf(string titleId) => Ordinal(titleId) is { } ordinal ? snapshot.KindOf(ordinal)
        : titleId.StartsWith("letterboxd:", StringComparison.Ordinal) || (titleId.StartsWith("imdb:", StringComparison.Ordinal) && !titleId.Contains("-s", StringComparison.Ordinal)) ? TitleKind.Movie
        : null;

    public int? YearOf(string titleId) => Ordinal(titleId) is { } ordinal && snapshot.YearOf(ordinal) is > 0 and var year ? year : null;

    public string? SeriesOf(string titleId) => Ordinal(titleId) is { } ordinal && snapshot.SeriesFor(ordinal, caller) is >= 0 and var series ? snapshot.NameOf(series) : null;

    public int? SeasonOf(string titleId) => Ordinal(titleId) is { } ordinal && snapshot.SeasonOf(ordinal) is >= 0 and var season ? season : null;

    public int? EpisodeOf(string titleId) => Ordinal(titleId) is { } ordinal && snapshot.EpisodeOf(ordinal) is >= 0 and var episode ? episode : null;

    private int? Ordinal(string titleId) => snapshot.TryOrdinal(titleId, out var ordinal) && snapshot.Has(ordinal) ? ordinal : null;
}
