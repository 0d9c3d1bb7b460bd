namespace Kinora.Library.Notes;

/// <summary>A row of <c>note</c>: what a profile wrote at a moment of a title.</summary>
internal sealed record Note
{
    public const string Columns = "profile_id, title_id, id, version, title, position_ms, body, created_at, updated_at";

    public required string ProfileId { get; init; }

    public required string TitleId { get; init; }

    public required string Id { get; init; }

    public required long Version { get; init; }

    /// <summary>The title's name when the note was written.</summary>
    public required string Title { get; init; }

    public required long PositionMs { get; init; }

    public required string Body { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}

/// <summary>A note as clients see it.</summary>
/// <param name="Version">Moves with each change; as a quoted <c>If-Match</c> it holds a change to this version.</param>
internal sealed record NoteReply(
    string Id, string VideoId, long PositionMs, string Text, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static NoteReply Of(Note note) => new(
        note.Id, note.TitleId, note.PositionMs, note.Body, note.Version, DateTimeOffset.FromUnixTimeMilliseconds(note.CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(note.UpdatedAt));
}
