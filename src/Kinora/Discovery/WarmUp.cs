using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Feed;
using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kinora.Discovery;

/// <summary>
/// Goes through the home page, its rails, a search and pages of the feed once, for a profile that nobody has, so that the first person does
/// not wait for the compiler and for what the catalogue works out when first asked. Writes nothing.
/// </summary>
internal sealed partial class WarmUp(
    EndpointDataSource endpoints, IServiceScopeFactory scopes, ICatalogue catalogue, SharedStates shared, ITitleReplies titles,
    TimeProvider time, ILogger<WarmUp> logger)
{
    /// <summary>The compiler looks at a method again after 30 calls.</summary>
    private const int Times = 32;

    private static readonly Caller Somebody = new("", "", Role.Viewer, Guid.Empty.ToString(), 18, Kids: false, Analyst: false, ByCookie: false);

    private static readonly (string Route, string Query)[] Asked = [("/", ""), ("/api/recommendations/home", ""), ("/api/catalog/titles", "?q=a")];

    /// <summary>False, and ended early, where something failed: then the first one who asks waits.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.Nobody);
        try
        {
            foreach (var (route, query) in Asked)
                await AskAsync(route, query, cancel);
            await FeedAsync(cancel);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Failed(logger, fault);
            return false;
        }
    }

    private async Task AskAsync(string route, string query, CancellationToken cancel)
    {
        var found = endpoints.Endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint =>
            endpoint.RoutePattern.RawText == route && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) != false);
        if (found?.RequestDelegate is not { } run)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancel };
        (context.Request.Method, context.Request.Scheme, context.Request.Host) = (HttpMethods.Get, "http", new HostString("localhost"));
        (context.Request.Path, context.Request.QueryString, context.Response.Body) = (route, new QueryString(query), new MemoryStream());
        context.Features.Set(Somebody);
        context.SetEndpoint(found);
        await run(context);
    }

    /// <summary>Pages that nobody is handed: only the database would know of them.</summary>
    private async Task FeedAsync(CancellationToken cancel)
    {
        var (snapshot, state, memory) = (catalogue.Current, new ProfileState(), new FeedMemory());
        var (session, now) = (Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow().ToUnixTimeMilliseconds());
        for (var page = 1; page <= Times; page++)
        {
            var request = new FeedRequest { NowMs = now, FeedSession = session, Seed = 1, Page = page };
            var made = FeedPagePack.Read(FeedPagePack.Write(FeedEngine.MakePage(request, snapshot.Columns, state, shared.Current, memory)));
            state.Serve(session, 1, page, made.Titles(), now);
            foreach (var item in made.Items)
                state.Apply(Facts.Of(Watched(item.Title, now), snapshot)!);
            var reply = await FeedReply.OfAsync(new StoredPage(made, null), made.Items, Somebody, snapshot, titles, cancel);
            JsonSerializer.SerializeToUtf8Bytes(reply, KinoraJson.Options);
        }

        ProfileStatePack.Read(ProfileStatePack.Write(state));
    }

    private static Signal Watched(int title, long now) => new()
    {
        EventId = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(now)).ToString(),
        Kind = SignalKind.Progress,
        At = now,
        ReceivedAt = now,
        Ordinal = title,
        PositionMs = 1_000,
    };

    [LoggerMessage(1, LogLevel.Information, "The code could not be warmed up; the first requests take longer.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
