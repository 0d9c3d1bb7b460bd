using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Imports;

/// <summary>A library of another service comes in: handed in, looked at, applied, taken back.</summary>
internal static class ImportRoutes
{
    internal sealed record Filed(string Job);

    internal sealed record VaultFiled(string Import, string Job);

    internal sealed record Response(IReadOnlyList<ImportReply> Items);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var imports = endpoints.MapGroup("/api/user/imports").Needs(Role.Viewer);
        imports.MapGet("", ListAsync).Produces<Response>();
        imports.MapPost("", ReceiveAsync).Produces<ImportReply>(StatusCodes.Status201Created).BodyUpTo(ImportLimits.MostBytes).Streams();
        imports.MapGet("/{id}", FindAsync).Produces<ImportReply>();
        imports.MapPatch("/{id}", ChooseAsync).Produces<ImportReply>();
        imports.MapDelete("/{id}", RemoveAsync);
        imports.MapGet("/{id}/titles", TitlesAsync).Produces<Page<ImportTitleReply>>();
        imports.MapPost("/{id}/apply", ApplyAsync).Produces<Filed>(StatusCodes.Status202Accepted);
        imports.MapPost("/{id}/undo", UndoAsync).Produces<Filed>(StatusCodes.Status202Accepted);
        endpoints.MapPost("/api/user/vault/import", VaultAsync).Needs(Role.Viewer).Produces<VaultFiled>(StatusCodes.Status202Accepted).BodyUpTo(ImportLimits.MostBytes).Streams();
    }

    /// <summary>One's imports, the newest first.</summary>
    private static async Task<IResult> ListAsync(Caller caller, ImportDesk desk, CancellationToken cancel) => Results.Json(new Response(await desk.ListAsync(caller, cancel)));

    /// <summary>
    /// Takes the file in the body and answers what would come of it; nothing of the library changes yet. Query: <c>name</c> (of the file), <c>format</c>
    /// (recognised where missing): freetube, invidious, youtube, trakt, letterboxd, jellystat, playback-reporting, kinora.
    /// </summary>
    private static async Task<IResult> ReceiveAsync(HttpRequest http, Caller caller, ImportDesk desk, string? name, string? format, CancellationToken cancel) =>
        (await desk.ReceiveAsync(caller, Path.GetFileName(name) ?? "", string.IsNullOrEmpty(format) ? null : format, http.Body, cancel))
        .ToHttp(import => Results.Json(import, statusCode: StatusCodes.Status201Created));

    /// <summary>How an import stands.</summary>
    private static async Task<IResult> FindAsync(string id, Caller caller, ImportDesk desk, CancellationToken cancel) => (await desk.FindAsync(caller, id, cancel)).ToHttp();

    /// <summary>Chooses whose part is taken, whether likely titles count, and what single titles are meant to be.</summary>
    private static async Task<IResult> ChooseAsync(string id, ChooseMatches.Request request, Caller caller, ChooseMatches slice, CancellationToken cancel) =>
        (await slice.RunAsync(caller, id, request, cancel)).ToHttp();

    /// <summary>Forgets an import; what it brought stays.</summary>
    private static async Task<IResult> RemoveAsync(string id, Caller caller, ApplyImport slice, CancellationToken cancel) => (await slice.RemoveAsync(caller, id, cancel)).ToHttp();

    /// <summary>The titles of a file with what was found for each, narrowed by <c>match</c>.</summary>
    private static async Task<IResult> TitlesAsync(string id, string? match, Paged page, Caller caller, ChooseMatches slice, CancellationToken cancel) =>
        (await slice.ListAsync(caller, id, match, page, cancel)).ToHttp();

    /// <summary>Brings the import into the library, as a job.</summary>
    private static async Task<IResult> ApplyAsync(string id, Caller caller, ApplyImport slice, CancellationToken cancel) => Accepted(await slice.ApplyAsync(caller, id, cancel));

    /// <summary>Takes the import back, as a job; what the person changed since is kept.</summary>
    private static async Task<IResult> UndoAsync(string id, Caller caller, ApplyImport slice, CancellationToken cancel) => Accepted(await slice.UndoAsync(caller, id, cancel));

    /// <summary>Merges the files of a vault (a zip, or one of them) into the library at once; titles that the catalogue does not have are kept.</summary>
    private static async Task<IResult> VaultAsync(HttpRequest http, Caller caller, ImportDesk desk, ChooseMatches choose, ApplyImport slice, CancellationToken cancel)
    {
        var received = await desk.ReceiveAsync(caller, "vault.zip", "kinora", http.Body, cancel);
        if (received.Refusal is { } refusal)
            return refusal.ToHttp();
        var chosen = await choose.RunAsync(caller, received.Value.Id, new ChooseMatches.Request { KeepUnmatched = true }, cancel);
        if (chosen.Refusal is { } changed)
            return changed.ToHttp();
        return (await slice.ApplyAsync(caller, received.Value.Id, cancel))
            .ToHttp(job => Results.Json(new VaultFiled(received.Value.Id, job), statusCode: StatusCodes.Status202Accepted));
    }

    private static IResult Accepted(Outcome<string> filed) => filed.ToHttp(job => Results.Json(new Filed(job), statusCode: StatusCodes.Status202Accepted));
}
