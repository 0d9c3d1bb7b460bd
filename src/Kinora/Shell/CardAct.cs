using Kinora.Catalog.Contracts;
using Kinora.Library.Contracts;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Shell;

/// <summary>What a card's buttons do where there is no script: they post the layout's form, and the person is back where they were.</summary>
internal static class CardAct
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/act", RunAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();

    private static async Task<IResult> RunAsync(
        [FromForm] Request request, Caller caller, ISignalDoor door, ICatalogue catalogue, IWatchEdits library, TimeProvider time, CancellationToken cancel)
    {
        if (await EditAsync(request, caller, library, cancel) is var (edited, of))
            return Results.LocalRedirect(Back(request.ReturnTo, edited, of));
        var (kind, said, title) = Decide(request);
        if (kind is null || title is null || catalogue.Current.Find(title, caller).Refusal is not null)
            return Results.LocalRedirect(Back(request.ReturnTo));
        var now = time.GetUtcNow();
        await door.RecordAsync(
            caller.ProfileId,
            [
                new Signal
                {
                    EventId = Guid.CreateVersion7(now).ToString(), Kind = kind.Value, At = now.ToUnixTimeMilliseconds(), TitleId = title,
                    Target = kind is SignalKind.Hide or SignalKind.Unhide ? $"title:{title}" : null, Surface = "page",
                },
            ],
            cancel);
        return Results.LocalRedirect(Back(request.ReturnTo, said, title));
    }

    /// <summary>What is an edit of one's library rather than a signal; null for the others.</summary>
    private static async Task<(string Said, string Title)?> EditAsync(Request request, Caller caller, IWatchEdits library, CancellationToken cancel)
    {
        var (said, title) = request switch
        {
            { Watched: { } watched } => ("watched", watched),
            { Unwatched: { } unwatched } => ("back", unwatched),
            { Before: { } before } => ("watched", before),
            { Undismiss: { } undismissed } => ("back", undismissed),
            _ => default((string Said, string Title)),
        };
        if (title is null)
            return null;
        if (request.Undismiss is not null)
            await library.UndismissAsync(caller, title, cancel);
        else
            await library.MarkAsync(caller, title, request.Unwatched is null ? WatchStatus.Completed : WatchStatus.Unwatched, request.Before is not null, cancel);
        return (said, title);
    }

    private static (SignalKind? Kind, string Said, string? Title) Decide(Request request) => request switch
    {
        { Like: { } title } => (SignalKind.Like, "like", title),
        { Unlike: { } title } => (SignalKind.Unlike, "back", title),
        { Hide: { } title } => (SignalKind.Hide, "hide", title),
        { Unhide: { } title } => (SignalKind.Unhide, "back", title),
        { Add: { } title } => (SignalKind.Queue, "add", title),
        { Unadd: { } title } => (SignalKind.Unqueue, "back", title),
        { Dismiss: { } title } => (SignalKind.Dismiss, "dismiss", title),
        _ => (null, "", null),
    };

    /// <summary>A path of ours with what was done, for the page to say; anything else leads home.</summary>
    internal static string Back(string? returnTo, string? said = null, string? title = null)
    {
        var path = returnTo is ['/', not ('/' or '\\'), ..] && !returnTo.Any(char.IsControl) ? returnTo : "/";
        var question = path.IndexOf('?', StringComparison.Ordinal);
        var query = QueryString.Create(
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(question < 0 ? "" : path[question..])
                .Where(pair => pair.Key is not ("said" or "of"))
                .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value)));
        if (said is not null)
            query = query.Add("said", said).Add("of", title ?? "");
        return (question < 0 ? path : path[..question]) + query;
    }

    internal sealed class Request
    {
        public string? Like { get; init; }

        public string? Unlike { get; init; }

        public string? Hide { get; init; }

        public string? Unhide { get; init; }

        public string? Add { get; init; }

        public string? Unadd { get; init; }

        public string? Dismiss { get; init; }

        public string? Undismiss { get; init; }

        public string? Watched { get; init; }

        public string? Unwatched { get; init; }

        public string? Before { get; init; }

        [FromForm(Name = "return_to")]
        public string? ReturnTo { get; init; }
    }
}
