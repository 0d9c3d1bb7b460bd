using Kinora.Platform.Database;

namespace Kinora.Library.Notes;

/// <summary>Sole writer of <c>note</c>.</summary>
internal static class NoteStore
{
    /// <summary>In the order of the title's time.</summary>
    public static Task<List<Note>> ListAsync(Session session, string profileId, string titleId) => session.QueryAsync<Note>(
        $"select {Note.Columns} from note where profile_id = @profileId and title_id = @titleId order by position_ms, created_at, id",
        new { profileId, titleId });

    public static Task<Note?> FindAsync(Session session, string profileId, string titleId, string id) => session.FirstOrDefaultAsync<Note>(
        $"select {Note.Columns} from note where profile_id = @profileId and title_id = @titleId and id = @id", new { profileId, titleId, id });

    public static Task<long> CountAsync(Session session, string profileId) =>
        session.ScalarAsync<long>("select count(*) from note where profile_id = @profileId", new { profileId });

    public static Task<long> CountAsync(Session session, string profileId, string titleId) => session.ScalarAsync<long>(
        "select count(*) from note where profile_id = @profileId and title_id = @titleId", new { profileId, titleId });

    public static Task SaveAsync(Tx tx, Note note) => tx.ExecuteAsync(Save, note);

    public static Task RemoveAsync(Tx tx, Note note) =>
        tx.ExecuteAsync("delete from note where profile_id = @ProfileId and title_id = @TitleId and id = @Id", note);

    private const string Save = $"""
        insert into note ({Note.Columns})
        values (@ProfileId, @TitleId, @Id, @Version, @Title, @PositionMs, @Body, @CreatedAt, @UpdatedAt)
        on conflict (profile_id, title_id, id) do update set version = excluded.version, position_ms = excluded.position_ms,
            body = excluded.body, updated_at = excluded.updated_at
        """;
}
