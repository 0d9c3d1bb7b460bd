using System.Text.Json;
using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Library.Imports;

/// <summary>Sole writer of <c>library_import</c> and <c>library_import_title</c>.</summary>
internal static class ImportStore
{
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "import-not-found", "You have no such import: it was removed, or it is somebody else's.");

    public static Task<ImportRecord?> FindAsync(Session session, string profileId, string id) => session.FirstOrDefaultAsync<ImportRecord>(
        $"select {ImportRecord.Columns} from library_import where profile_id = @profileId and id = @id and state <> 'reading'", new { profileId, id });

    public static Task<List<ImportRecord>> ListAsync(Session session, string profileId) => session.QueryAsync<ImportRecord>(
        $"select {ImportRecord.Columns} from library_import where profile_id = @profileId and state <> 'reading' order by created_at desc, id desc", new { profileId });

    public static Task AddAsync(Tx tx, ImportRecord import) => tx.ExecuteAsync(
        """
        insert into library_import (profile_id, id, name, format, state, person, people, take_likely, keep_unmatched, notices, notice_count, created_at)
        values (@ProfileId, @Id, @Name, @Format, @State, @Person, @People, @TakeLikely, @KeepUnmatched, @Notices, @NoticeCount, @CreatedAt)
        """,
        import);

    public static Task AddAsync(Tx tx, ImportRecord import, int number, ImportedTitle title, ImportMatch match) => tx.ExecuteAsync(Insert, new
    {
        import.ProfileId,
        import.Id,
        number,
        title.Person,
        title.Name,
        said = JsonSerializer.Serialize(title, WatchStateStore.Stored),
        plays = title.Plays.Count,
        rated = title.Rating is not null,
        listed = title.Lists.Count > 0,
        found = WordConverter.Of(match.Kind.ToString()),
        match.Confidence,
        titleId = match.VideoId,
        suggestions = JsonSerializer.Serialize(match.Suggestions, WatchStateStore.Stored),
    });

    /// <summary>The titles of an import in their order, of the person that was chosen.</summary>
    public static Task<List<ImportRow>> RowsAsync(Session session, ImportRecord import, string? found, int after, int count) => session.QueryAsync<ImportRow>(
        $"""
        select {ImportRow.Columns} from library_import_title
        where profile_id = @ProfileId and import_id = @Id and number > @after and (cast(@found as text) is null or found = @found)
            and (cast(@Person as text) is null or person = @Person)
        order by number limit @count
        """,
        new { import.ProfileId, import.Id, import.Person, found, after, count });

    public static Task<ImportRow?> RowAsync(Session session, ImportRecord import, int number) => session.FirstOrDefaultAsync<ImportRow>(
        $"select {ImportRow.Columns} from library_import_title where profile_id = @ProfileId and import_id = @Id and number = @number",
        new { import.ProfileId, import.Id, number });

    /// <summary>Titles whose turn has not come: of an import those without outcome, of its undoing those that can be taken back.</summary>
    public static Task<List<ImportRow>> DueAsync(Session session, ImportRecord import, bool undo, int count) => session.QueryAsync<ImportRow>(
        $"""
        select {ImportRow.Columns} from library_import_title
        where profile_id = @ProfileId and import_id = @Id and {(undo ? "undo is not null" : "outcome is null and (cast(@Person as text) is null or person = @Person)")}
        order by number limit @count
        """,
        new { import.ProfileId, import.Id, import.Person, count });

    public static Task<List<ImportSums>> SumsAsync(Session session, ImportRecord import) => session.QueryAsync<ImportSums>(Sums, new { import.ProfileId, import.Id, import.Person });

    public static Task SaveAsync(Tx tx, ImportRecord import) => tx.ExecuteAsync(
        """
        update library_import set state = @State, person = @Person, take_likely = @TakeLikely, keep_unmatched = @KeepUnmatched, lists = @Lists, job_id = @JobId,
            applied_at = @AppliedAt, undone_at = @UndoneAt
        where profile_id = @ProfileId and id = @Id
        """,
        import);

    public static Task<int> ChooseAsync(Tx tx, ImportRecord import, int number, string? choice, string? chosen) => tx.ExecuteAsync(
        "update library_import_title set choice = @choice, chosen = @chosen where profile_id = @ProfileId and import_id = @Id and number = @number",
        new { import.ProfileId, import.Id, number, choice, chosen });

    public static Task SettleAsync(Tx tx, ImportRecord import, int number, string outcome, string? appliedTo, int added, ImportUndo? undo) => tx.ExecuteAsync(
        """
        update library_import_title set outcome = @outcome, applied_to = @appliedTo, added = @added, undo = @undo
        where profile_id = @ProfileId and import_id = @Id and number = @number
        """,
        new
        {
            import.ProfileId,
            import.Id,
            number,
            outcome,
            appliedTo,
            added,
            undo = undo is null ? null : JsonSerializer.Serialize(undo, WatchStateStore.Stored),
        });

    /// <summary>Titles of other people, which a file held besides, are not kept once it is known whose part is taken.</summary>
    public static Task ForgetOthersAsync(Tx tx, ImportRecord import) => tx.ExecuteAsync(
        "delete from library_import_title where profile_id = @ProfileId and import_id = @Id and person <> @Person", new { import.ProfileId, import.Id, import.Person });

    public static async Task RemoveAsync(Tx tx, string profileId, string id)
    {
        await tx.ExecuteAsync("delete from library_import_title where profile_id = @profileId and import_id = @id", new { profileId, id });
        await tx.ExecuteAsync("delete from library_import where profile_id = @profileId and id = @id", new { profileId, id });
    }

    /// <summary>When ratings of a title were last taken back, that it may be rated at its old time again; null where never.</summary>
    public static Task<long?> RatingUndoneAsync(Session session, string profileId, string titleId) => session.ScalarAsync<long?>(
        "select max(rating_undone_at) from library_import_title where profile_id = @profileId and applied_to = @titleId", new { profileId, titleId });

    public static Task UndoneAsync(Tx tx, ImportRecord import, int number, long? ratingUndoneAt) => tx.ExecuteAsync(
        """
        update library_import_title set outcome = 'undone', undo = null, added = 0, rating_undone_at = @ratingUndoneAt
        where profile_id = @ProfileId and import_id = @Id and number = @number
        """,
        new { import.ProfileId, import.Id, number, ratingUndoneAt });

    /// <summary>Titles of which nothing but a place in a list was new.</summary>
    public static Task ListedAsync(Tx tx, ImportRecord import, IEnumerable<string> titleIds) => tx.ExecuteAsync(
        $"""
        update library_import_title set outcome = 'new'
        where profile_id = @ProfileId and import_id = @Id and outcome = 'known' and listed and {tx.Dialect.AnyOf("applied_to", "titles")}
        """,
        new { import.ProfileId, import.Id, titles = tx.Dialect.List(titleIds) });

    public static Task UnlistedAsync(Tx tx, ImportRecord import) => tx.ExecuteAsync(
        "update library_import_title set outcome = 'undone' where profile_id = @ProfileId and import_id = @Id and outcome = 'new'", new { import.ProfileId, import.Id });

    /// <summary>Previews that nobody applied, and what a fault left half written.</summary>
    public static async Task<int> SweepAsync(Tx tx, long before)
    {
        await tx.ExecuteAsync(
            $"delete from library_import_title where import_id in (select id from library_import where {Stale})", new { before });
        return await tx.ExecuteAsync($"delete from library_import where {Stale}", new { before });
    }

    private const string Stale = "state in ('reading', 'ready') and created_at < @before";

    private const string Insert = """
        insert into library_import_title (profile_id, import_id, number, person, name, said, plays, rated, listed, found, confidence, title_id, suggestions)
        values (@ProfileId, @Id, @number, @Person, @Name, @said, @plays, @rated, @listed, @found, @Confidence, @titleId, @suggestions)
        """;

    private const string Sums = """
        select person, found, coalesce(outcome, '') as outcome, cast(count(*) as integer) as titles, cast(sum(plays) as integer) as plays,
            cast(sum(case when rated then 1 else 0 end) as integer) as rated, cast(sum(case when listed then 1 else 0 end) as integer) as listed,
            cast(coalesce(sum(added), 0) as integer) as added,
            cast(sum(case when outcome is null and choice in ('pick', 'keep') then 1 else 0 end) as integer) as picked
        from library_import_title where profile_id = @ProfileId and import_id = @Id and (cast(@Person as text) is null or person = @Person)
        group by person, found, coalesce(outcome, '')
        """;
}

/// <summary>How much there is of one person, one kind of match and one outcome.</summary>
internal sealed record ImportSums
{
    public string? Person { get; init; }

    public required string Found { get; init; }

    public required string Outcome { get; init; }

    public required int Titles { get; init; }

    public required int Plays { get; init; }

    public required int Rated { get; init; }

    public required int Listed { get; init; }

    public required int Added { get; init; }

    public required int Picked { get; init; }
}
