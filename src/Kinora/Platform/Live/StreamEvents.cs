using System.Diagnostics;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Live;

/// <summary>
/// Server-sent events: what one may watch live. The header <c>Last-Event-ID</c> takes up where one was, at whichever process. The stream
/// ends by itself when its session or token ends, when it is read too slowly, and when the server restarts; its last event says why.
/// </summary>
internal sealed partial class StreamEvents(LiveHub hub, ICallerSource callers, IOptions<LiveOptions> options, ILogger<StreamEvents> log)
{
    private static readonly Refusal NeedsAdmin = new(RefusalKind.Forbidden, "role-lacks-this", "Everybody's jobs are for admins.", "all_jobs");

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/events", RunAsync).Needs(Role.Viewer).Streams().Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    /// <summary>A stream of server-sent events. Query: <c>all_jobs=true</c> for everybody's jobs (admins).</summary>
    private static async Task RunAsync(HttpContext context, Caller caller, StreamEvents slice)
    {
        var all = context.Request.Query["all_jobs"] == "true";
        if (all && !caller.Is(Role.Admin))
        {
            await NeedsAdmin.ToHttp().ExecuteAsync(context);
            return;
        }

        var begun = await slice.BeginAsync(context, caller, all);
        if (begun.Refusal is { } refusal)
            await refusal.ToHttp().ExecuteAsync(context);
        else
            await slice.ServeAsync(context, caller, begun.Value);
    }

    private Task<Outcome<LiveStream>> BeginAsync(HttpContext context, Caller caller, bool all)
    {
        // Browsers send the header by themselves; who opens a stream anew may name the place.
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        return hub.BeginAsync(
            new LiveListener(caller.UserId, caller.ProfileId, all), last.Length > 0 ? last : context.Request.Query["last_event_id"], context.RequestAborted);
    }

    private async Task ServeAsync(HttpContext context, Caller caller, LiveStream stream)
    {
        var reason = "left";
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await WriteAsync(context, "retry: 3000\n\n");
            // For HEAD there is nothing more to say.
            if (context.Response.Body != Stream.Null)
                reason = await FollowAsync(context, caller, stream);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // They have left.
        }
        catch (TimeoutException)
        {
            reason = "too-slow";
            CutOff(caller.UserName, options.Value.WriteSeconds);
            context.Abort();
        }
        finally
        {
            hub.Close(stream, reason);
        }
    }

    /// <summary>Gives why the stream ended, once its reader was told.</summary>
    private async Task<string> FollowAsync(HttpContext context, Caller caller, LiveStream stream)
    {
        var (said, looked) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (true)
        {
            var open = await WaitAsync(context, stream);
            while (stream.Events.TryRead(out var next))
            {
                await WriteAsync(context, $"id: {next.Id}\nevent: {next.Kind}\ndata: {next.Data}\n\n");
                said = Stopwatch.GetTimestamp();
            }

            if (open == false)
                break;
            if (Stopwatch.GetElapsedTime(looked) >= TimeSpan.FromSeconds(options.Value.CheckSeconds))
            {
                if (await MayGoOnAsync(context, caller, stream) is { } no)
                    stream.End(no);
                looked = Stopwatch.GetTimestamp();
            }

            if (Stopwatch.GetElapsedTime(said) >= TimeSpan.FromSeconds(options.Value.HeartbeatSeconds))
            {
                await WriteAsync(context, ": still here\n\n");
                said = Stopwatch.GetTimestamp();
            }
        }

        await WriteAsync(context, $"event: end\ndata: {{\"reason\":\"{stream.Reason}\"}}\n\n");
        return stream.Reason!;
    }

    /// <summary>True when there is something to read, false when there will be nothing more, null when it is time to look around.</summary>
    private async Task<bool?> WaitAsync(HttpContext context, LiveStream stream)
    {
        using var tick = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        tick.CancelAfter(TimeSpan.FromSeconds(Math.Min(options.Value.CheckSeconds, options.Value.HeartbeatSeconds)));
        try
        {
            return await stream.Events.WaitToReadAsync(tick.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Why not, where the credential of the stream has ended or lost what it needs.</summary>
    private async Task<string?> MayGoOnAsync(HttpContext context, Caller caller, LiveStream stream)
    {
        var now = await callers.IdentifyAsync(context, context.RequestAborted);
        return now.Refusal is not null || now.Value?.UserId != caller.UserId || now.Value.ProfileId != caller.ProfileId ? "signed-out"
            : stream.Who.AllJobs && !now.Value.Is(Role.Admin) ? "role-changed"
            : null;
    }

    private async Task WriteAsync(HttpContext context, string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.WriteSeconds));
        try
        {
            await context.Response.WriteAsync(text, patience.Token);
            await context.Response.Body.FlushAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The stream of events of {Name} was cut off: its reader took nothing for {Seconds} s.")]
    private partial void CutOff(string name, int seconds);
}
