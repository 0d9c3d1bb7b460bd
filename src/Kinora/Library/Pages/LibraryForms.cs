using System.Text.Json;
using Kinora.Library.Contracts;
using Kinora.Library.History;
using Kinora.Library.Queues;
using Kinora.Library.States;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Pages;

/// <summary>What the pages of the library send, as plain forms; whoever sent one is back where they were.</summary>
internal static class LibraryForms
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/library").Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();
        forms.MapPost("/titles/mark", MarkAsync);
        forms.MapPost("/history/remove", RemovePlayAsync);
        forms.MapPost("/history/restore", RestorePlayAsync);
        forms.MapPost("/queues/new", NewQueueAsync);
        forms.MapPost("/queues/{id}/move", MoveAsync);
        forms.MapPost("/queues/{id}/remove", TakeOutAsync);
        forms.MapPost("/queues/{id}/restore", PutBackAsync);
        forms.MapPost("/queues/{id}/delete", DeleteQueueAsync);
    }

    private static async Task<IResult> MarkAsync(HttpContext http, Caller caller, BatchStates batch, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var titles = form["titles"].Where(title => !string.IsNullOrEmpty(title)).Take(BatchStates.Most).ToList();
        if (StatusWords.Parse(form["status"]) is { } status && titles.Count > 0)
        {
            var updates = titles.Select(title => JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["video_id"] = title!,
                ["watch_status"] = status.Word(),
            }));
            await batch.RunAsync(caller, [.. updates], cancel);
        }

        return Results.LocalRedirect(Local(form["return_to"], "/library/titles"));
    }

    private static async Task<IResult> RemovePlayAsync([FromForm] string? play, Caller caller, EditHistory history, CancellationToken cancel)
    {
        var removed = await history.RemoveAsync(caller, play ?? "", cancel);
        return Results.LocalRedirect(removed.Refusal is not null
            ? "/library/history"
            : $"/library/history?removed={Uri.EscapeDataString(removed.Value.Id)}&of={Uri.EscapeDataString(removed.Value.TitleId)}");
    }

    private static async Task<IResult> RestorePlayAsync(
        [FromForm] string? play, [FromForm] string? title, Caller caller, EditHistory history, CancellationToken cancel)
    {
        await history.RestoreAsync(caller, play ?? "", title ?? "", cancel);
        return Results.LocalRedirect("/library/history");
    }

    private static async Task<IResult> NewQueueAsync([FromForm] string? name, Caller caller, ManageQueues queues, CancellationToken cancel)
    {
        var made = await queues.AddAsync(caller, new ManageQueues.Request { Name = name }, cancel);
        return Results.LocalRedirect(made.Refusal is null ? $"/library/queues/{made.Value.Reply.QueueId}" : "/library/queues");
    }

    private static async Task<IResult> MoveAsync(
        string id, [FromForm] string? title, [FromForm] int? position, Caller caller, EditQueue queue, CancellationToken cancel)
    {
        await queue.MoveAsync(caller, id, new EditQueue.MoveRequest(title, position), null, cancel);
        return Results.LocalRedirect(PageOf(id));
    }

    private static async Task<IResult> TakeOutAsync(
        string id, [FromForm] string? title, [FromForm] int? position, Caller caller, EditQueue queue, CancellationToken cancel)
    {
        var done = await queue.RemoveAsync(caller, id, title ?? "", null, cancel);
        return Results.LocalRedirect(done.Refusal is not null
            ? PageOf(id)
            : $"{PageOf(id)}?removed={Uri.EscapeDataString(title!)}&at={position ?? 1}");
    }

    private static async Task<IResult> PutBackAsync(
        string id, [FromForm] string? title, [FromForm] int? position, Caller caller, EditQueue queue, CancellationToken cancel)
    {
        await queue.AddAsync(caller, id, new EditQueue.AddRequest(title, Position: position), null, cancel);
        return Results.LocalRedirect(PageOf(id));
    }

    private static async Task<IResult> DeleteQueueAsync(string id, Caller caller, ManageQueues queues, CancellationToken cancel)
    {
        await queues.RemoveAsync(caller, id, null, cancel);
        return Results.LocalRedirect("/library/queues");
    }

    private static string PageOf(string id) => $"/library/queues/{Uri.EscapeDataString(id)}";

    private static string Local(string? path, string otherwise) =>
        path is ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl) ? path : otherwise;
}
