using System.Text.Json;
using Kinora.Library.States;
using Kinora.Platform.Database;

namespace Kinora.Library.Imports;

/// <summary>An import as clients see it.</summary>
/// <param name="State"><c>ready</c> (a preview; nothing is written yet), <c>applying</c>, <c>done</c>, <c>undoing</c> or <c>undone</c>.</param>
/// <param name="Person">Whose part of a file of several people is taken; null where nobody was chosen, or the file is one person's.</param>
/// <param name="People">Those whose plays the file holds.</param>
/// <param name="TakeLikely">Whether likely titles are taken as they were matched.</param>
/// <param name="KeepUnmatched">Whether titles that the catalogue does not have are kept, and wait for it.</param>
/// <param name="Notices">What of the file is not taken over, and why; the first 200.</param>
internal sealed record ImportReply(
    string Id, string Name, string Format, string Label, string State, DateTimeOffset CreatedAt, DateTimeOffset? AppliedAt, DateTimeOffset? UndoneAt, string? Job,
    string? Person, IReadOnlyList<ImportReply.Somebody> People, bool TakeLikely, bool KeepUnmatched, ImportReply.Sums Counts, IReadOnlyList<ImportNotice> Notices, int NoticeCount)
{
    /// <summary>One of several people in a file.</summary>
    internal sealed record Somebody(string Id, string Name, int Titles, int Plays);

    /// <summary>How much the file holds, how it was matched, and what came of it.</summary>
    /// <param name="Added">Titles of which something was new.</param>
    /// <param name="AddedPlays">Plays that were new.</param>
    /// <param name="Known">Titles of which nothing was new.</param>
    /// <param name="Skipped">Titles that were left out.</param>
    /// <param name="Picked">Titles that the person has picked or wants to keep.</param>
    internal sealed record Sums(
        int Titles, int Plays, int Rated, int Listed, int Exact, int Likely, int Unmatched, int Picked, int Added, int AddedPlays, int Known, int Skipped);

    public static async Task<ImportReply> OfAsync(Session session, ImportRecord import)
    {
        var (all, people) = (await ImportStore.SumsAsync(session, import), import.AllPeople);
        int Of(Func<ImportSums, bool> which, Func<ImportSums, int> what) => all.Where(which).Sum(what);
        return new ImportReply(
            import.Id, import.Name, import.Format, ImportFormats.Find(import.Format)?.Label ?? import.Format, import.State, Time(import.CreatedAt)!.Value, Time(import.AppliedAt),
            Time(import.UndoneAt), import.JobId, import.Person,
            [
                .. people.OrderBy(one => one.Value, StringComparer.OrdinalIgnoreCase)
                    .Select(one => new Somebody(one.Key, one.Value, Of(sum => sum.Person == one.Key, sum => sum.Titles), Of(sum => sum.Person == one.Key, sum => sum.Plays))),
            ],
            import.TakeLikely, import.KeepUnmatched,
            new Sums(
                all.Sum(one => one.Titles), all.Sum(one => one.Plays), all.Sum(one => one.Rated), all.Sum(one => one.Listed), Of(one => one.Found == "exact", one => one.Titles),
                Of(one => one.Found == "likely", one => one.Titles), Of(one => one.Found == "unmatched", one => one.Titles), all.Sum(one => one.Picked),
                Of(one => one.Outcome == "new", one => one.Titles), all.Sum(one => one.Added), Of(one => one.Outcome == "known", one => one.Titles),
                Of(one => one.Outcome == "skipped", one => one.Titles)),
            JsonSerializer.Deserialize<List<ImportNotice>>(import.Notices, WatchStateStore.Stored)!, import.NoticeCount);
    }

    private static DateTimeOffset? Time(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}

/// <summary>A title of an import as clients see it.</summary>
/// <param name="Match"><c>exact</c>, <c>likely</c> or <c>unmatched</c>.</param>
/// <param name="VideoId">The title that was found.</param>
/// <param name="Title">Its name.</param>
/// <param name="Choice">The person's own: <c>skip</c>, <c>keep</c> or <c>pick</c>.</param>
/// <param name="Target">Where it goes, as things stand; null where it is left out.</param>
/// <param name="Outcome"><c>new</c>, <c>known</c>, <c>skipped</c> or <c>undone</c>; null before.</param>
internal sealed record ImportTitleReply(
    int Number, string Name, int? Year, string? Creator, string? Series, int? Season, int? Episode, int Plays, int? Rating, IReadOnlyList<string> Lists, string Match, double Confidence,
    string? VideoId, string? Title, IReadOnlyList<ImportTitleReply.Suggestion> Suggestions, string? Choice, string? Target, string? Outcome)
{
    internal sealed record Suggestion(string VideoId, string Title, int? Year, double Confidence);
}
