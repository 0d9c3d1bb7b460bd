using System.Text.Json.Serialization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Notes;

/// <summary>One's own notes at moments of a title: listed, written, changed, deleted.</summary>
internal sealed class EditNotes(Db db, ICatalogue catalogue, TimeProvider time)
{
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "note-not-found", "You have no such note at this title.");

    internal sealed record NewNote
    {
        /// <summary>A UUID of the client's: sent again, the note that is there is answered. Absent: one is made.</summary>
        public string? Id { get; init; }

        public long? PositionMs { get; init; }

        /// <summary>1 to 2000 characters.</summary>
        public string? Text { get; init; }
    }

    /// <summary>What is absent stays.</summary>
    internal sealed record Change
    {
        public long? PositionMs { get; init; }

        public string? Text { get; init; }
    }

    internal sealed record Response([property: JsonPropertyName("items")] IReadOnlyList<NoteReply> Items);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var notes = endpoints.MapGroup("/api/user/video/{videoId}/notes").Needs(Role.Viewer);
        notes.MapGet("", HandleListAsync).Produces<Response>();
        notes.MapPost("", HandleAddAsync).Produces<NoteReply>(StatusCodes.Status201Created);
        notes.MapPatch("/{noteId}", HandleChangeAsync).Produces<NoteReply>();
        notes.MapDelete("/{noteId}", HandleRemoveAsync);
    }

    private static async Task<IResult> HandleListAsync(string videoId, Caller caller, EditNotes slice, CancellationToken cancel) =>
        (await slice.ListAsync(caller, videoId, cancel)).Then(notes => new Response([.. notes.Select(NoteReply.Of)])).ToHttp();

    private static async Task<IResult> HandleAddAsync(
        string videoId, NewNote request, HttpContext http, Caller caller, EditNotes slice, CancellationToken cancel) =>
        (await slice.AddAsync(caller, videoId, request, cancel)).ToHttp(
            kept => Shown(http, kept.Note, kept.Made ? StatusCodes.Status201Created : StatusCodes.Status200OK));

    private static async Task<IResult> HandleChangeAsync(
        string videoId, string noteId, Change request, HttpContext http, Caller caller, EditNotes slice, CancellationToken cancel) =>
        (await slice.ChangeAsync(caller, videoId, noteId, request, http.Request, cancel)).ToHttp(note => Shown(http, note, StatusCodes.Status200OK));

    private static async Task<IResult> HandleRemoveAsync(
        string videoId, string noteId, HttpContext http, Caller caller, EditNotes slice, CancellationToken cancel) =>
        (await slice.RemoveAsync(caller, videoId, noteId, http.Request, cancel)).ToHttp();

    private static IResult Shown(HttpContext http, Note note, int status)
    {
        http.Response.Headers.ETag = ETags.Of(note.Version);
        return Results.Json(NoteReply.Of(note), statusCode: status);
    }

    /// <summary>Notes outlive their title. Refused: <c>title-not-found</c> above the profile's ceiling.</summary>
    public async Task<Outcome<List<Note>>> ListAsync(Caller caller, string titleId, CancellationToken cancel) =>
        catalogue.Current.IsThere(titleId, caller)
            ? await db.ReadAsync(session => NoteStore.ListAsync(session, caller.ProfileId, titleId), cancel)
            : TitleAccess.NotFound;

    /// <summary>Refused: <c>title-not-found</c>, <c>note-limit</c>, and the rules of notes.</summary>
    public async Task<Outcome<(Note Note, bool Made)>> AddAsync(Caller caller, string titleId, NewNote wanted, CancellationToken cancel)
    {
        var (snapshot, now) = (catalogue.Current, time.GetUtcNow());
        var found = snapshot.Find(titleId, caller);
        var (text, position) = (NoteRules.Text(wanted.Text), NoteRules.Position(wanted.PositionMs));
        var id = wanted.Id is null ? Guid.CreateVersion7(now).ToString() : NoteRules.Id(wanted.Id);
        if ((found.Refusal ?? text.Refusal ?? position.Refusal ?? id.Refusal) is { } refusal)
            return refusal;
        var note = new Note
        {
            ProfileId = caller.ProfileId,
            TitleId = titleId,
            Id = id.Value,
            Version = 1,
            Title = snapshot.NameOf(found.Value),
            PositionMs = position.Value,
            Body = text.Value,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            UpdatedAt = now.ToUnixTimeMilliseconds(),
        };
        return await db.TransactAsync<Outcome<(Note, bool)>>(
            async tx =>
            {
                await tx.LockAsync(LockOf(caller));
                if (await NoteStore.FindAsync(tx, caller.ProfileId, titleId, note.Id) is { } known)
                    return (known, false);
                var (ofTitle, ofProfile) = (await NoteStore.CountAsync(tx, caller.ProfileId, titleId), await NoteStore.CountAsync(tx, caller.ProfileId));
                if (NoteRules.Full(ofTitle, ofProfile) is { } full)
                    return full;
                await NoteStore.SaveAsync(tx, note);
                return (note, true);
            },
            cancel);
    }

    /// <summary>Refused: <c>note-not-found</c>, <c>changed-meanwhile</c>, and the rules of notes.</summary>
    public async Task<Outcome<Note>> ChangeAsync(Caller caller, string titleId, string id, Change wanted, HttpRequest? request, CancellationToken cancel)
    {
        var text = wanted.Text is null ? default(Outcome<string>?) : NoteRules.Text(wanted.Text);
        var position = wanted.PositionMs is null ? default(Outcome<long>?) : NoteRules.Position(wanted.PositionMs);
        if ((text?.Refusal ?? position?.Refusal) is { } refusal)
            return refusal;
        return await OpenAsync<Note>(
            caller, titleId, id, request,
            async (tx, note) =>
            {
                var next = note with
                {
                    Version = note.Version + 1,
                    Body = text?.Value ?? note.Body,
                    PositionMs = position?.Value ?? note.PositionMs,
                    UpdatedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
                };
                await NoteStore.SaveAsync(tx, next);
                return next;
            },
            cancel);
    }

    /// <summary>Refused: <c>note-not-found</c>, <c>changed-meanwhile</c>.</summary>
    public Task<Outcome<Done>> RemoveAsync(Caller caller, string titleId, string id, HttpRequest? request, CancellationToken cancel) => OpenAsync<Done>(
        caller, titleId, id, request,
        async (tx, note) =>
        {
            await NoteStore.RemoveAsync(tx, note);
            return default(Done);
        },
        cancel);

    private async Task<Outcome<T>> OpenAsync<T>(
        Caller caller, string titleId, string id, HttpRequest? request, Func<Tx, Note, Task<Outcome<T>>> work, CancellationToken cancel)
    {
        if (!catalogue.Current.IsThere(titleId, caller))
            return NotFound;
        return await db.TransactAsync<Outcome<T>>(
            async tx =>
            {
                await tx.LockAsync(LockOf(caller));
                if (await NoteStore.FindAsync(tx, caller.ProfileId, titleId, id) is not { } note)
                    return NotFound;
                return request is not null && ETags.Stale(request, ETags.Of(note.Version)) is { } stale ? stale : await work(tx, note);
            },
            cancel);
    }

    private static string LockOf(Caller caller) => $"library/notes/{caller.ProfileId}";
}
