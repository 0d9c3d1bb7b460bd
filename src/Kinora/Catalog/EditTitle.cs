using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>Adds, changes and removes single titles; who may find a title is changed the same way, at once.</summary>
internal static class EditTitle
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/admin/titles").Needs(Role.Admin);
        group.MapPost("/", CreateAsync).Idempotent();
        group.MapPatch("/{id}", PatchAsync);
        group.MapDelete("/{id}", RemoveAsync);
    }

    /// <summary>Adds a title; 409 <c>title-exists</c> when it is there.</summary>
    private static async Task<IResult> CreateAsync(
        HttpContext context, Caller caller, TitleEditor editor, ICatalogue catalogue, ITitleReplies replies, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancel);
        if (body.Refusal is { } malformed)
            return malformed.ToHttp();
        using var json = body.Value;
        var created = Repeat.Current?.Made is { } made
            ? await editor.AddedAsync(made, cancel)
            : await editor.CreateAsync(json.RootElement, caller.UserName, cancel);
        if (created.Refusal is { } refusal)
            return refusal.ToHttp();
        var reply = (await replies.OfAsync(caller, catalogue.Current, [created.Value], cancel))[0];
        context.Response.Headers.ETag = ETags.Of(reply.Revision);
        return Results.Json(reply, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Changes the members that the body names; 412 where <c>If-Match</c> was sent and is stale.</summary>
    private static async Task<IResult> PatchAsync(
        string id, HttpContext context, Caller caller, TitleEditor editor, ICatalogue catalogue, ITitleReplies replies, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancel);
        if (body.Refusal is { } malformed)
            return malformed.ToHttp();
        using var json = body.Value;
        var patched = await editor.PatchAsync(
            id, json.RootElement, revision => ETags.Stale(context.Request, ETags.Of(revision)), caller.UserName, cancel);
        if (patched.Refusal is { } refusal)
            return refusal.ToHttp();
        var reply = (await replies.OfAsync(caller, catalogue.Current, [patched.Value], cancel))[0];
        context.Response.Headers.ETag = ETags.Of(reply.Revision);
        return Results.Json(reply);
    }

    /// <summary>Removes a title: it is nowhere, at once. Its id may be added again.</summary>
    private static async Task<IResult> RemoveAsync(string id, Caller caller, TitleEditor editor, CancellationToken cancel) =>
        (await editor.RemoveAsync(id, caller.UserName, cancel)).ToHttp(_ => Results.NoContent());
}
