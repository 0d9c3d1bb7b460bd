using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Playlists.Pages;

/// <summary>What the pages of playlists send as plain forms; whoever sent one is back where they were, or at what they made.</summary>
internal static class PlaylistForms
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/playlists/{id}").Needs(Role.Blessed).WithMetadata(IsPage.Mark).ExcludeFromDescription();
        forms.MapPost("/delete", RemoveAsync);
        forms.MapPost("/restore", RestoreAsync);
        forms.MapPost("/copy", CopyAsync);
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, Caller caller, RemovePlaylist removal, CancellationToken cancel)
    {
        var removed = await removal.RemoveAsync(id, caller, context.Request, cancel);
        return Results.LocalRedirect(removed.Refusal is null ? $"/playlists?removed={Uri.EscapeDataString(id)}" : "/playlists");
    }

    private static async Task<IResult> RestoreAsync(string id, Caller caller, RemovePlaylist removal, CancellationToken cancel)
    {
        var back = await removal.RestoreAsync(id, caller, cancel);
        return Results.LocalRedirect(back.Refusal is null ? $"/playlists/{Uri.EscapeDataString(id)}" : "/playlists");
    }

    private static async Task<IResult> CopyAsync(string id, Caller caller, NewPlaylist playlists, CancellationToken cancel)
    {
        var made = await playlists.CopyAsync(id, name: null, caller, cancel);
        return Results.LocalRedirect(made.Refusal is null ? $"/playlists/{made.Value.Id}" : "/playlists");
    }
}
