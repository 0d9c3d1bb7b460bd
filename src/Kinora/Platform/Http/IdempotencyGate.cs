using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kinora.Platform.Http;

/// <summary>
/// On routes marked <see cref="Idempotency.Idempotent"/>: the header <c>Idempotency-Key</c> makes a repeated request the same request.
/// The same key and body get the stored reply; another body 422; while the first runs 409; a fault stores nothing. Kept 24 hours. What was
/// made before a process died is known by <see cref="Repeat"/>.
/// </summary>
internal sealed class IdempotencyGate(RequestDelegate next, IdempotencyStore store)
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 200;
    private static readonly string[] Kept = ["Content-Type", "Location", "ETag"];

    private static readonly Refusal BadKey =
        new(RefusalKind.Invalid, "idempotency-key-invalid", $"An {Header} is 1 to {Longest} visible ASCII characters.", Header);

    private static readonly Refusal OtherBody = new(
        RefusalKind.Invalid, "idempotency-key-reused", "This key was used for another request: make a new one for each.", Header);

    public static readonly Refusal Running =
        new(RefusalKind.Conflict, "idempotency-key-running", "The first request with this key still runs: ask again shortly.", Header)
        {
            More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after"] = 1 },
        };

    public async Task InvokeAsync(HttpContext context)
    {
        var sent = context.Request.Headers[Header];
        if (sent.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<Idempotency.Mark>() is null)
        {
            await next(context);
            return;
        }

        var key = sent.ToString();
        if (key.Length is 0 or > Longest || key.Any(c => c is < '!' or > '~'))
        {
            await BadKey.ToHttp().ExecuteAsync(context);
            return;
        }

        var owner = context.Features.Get<Caller>()?.UserId ?? $"address {context.Connection.RemoteIpAddress}";
        var asked = await FingerprintAsync(context.Request, context.RequestAborted);
        if (!store.TryEnter(owner, key))
        {
            await AnswerAsync(context, asked, await store.FindAsync(owner, key, context.RequestAborted));
            return;
        }

        try
        {
            await ClaimAsync(context, owner, key, asked);
        }
        finally
        {
            store.Leave(owner, key);
        }
    }

    private async Task ClaimAsync(HttpContext context, string owner, string key, string asked)
    {
        var claim = await store.ClaimAsync(owner, key, asked, context.RequestAborted);
        if (claim.IsNew || (claim.Asked == asked && claim is { Status: null, Made: not null }))
            await RunAsync(context, owner, key, new Repeat(owner, key, claim.StartedAt, claim.Made));
        else
            await AnswerAsync(context, asked, claim);
    }

    /// <summary>From what is known of the first request; its note may not be written yet.</summary>
    private static Task AnswerAsync(HttpContext context, string asked, StoredReply? first) => first switch
    {
        not null when first.Asked != asked => OtherBody.ToHttp().ExecuteAsync(context),
        { Status: not null } => ReplayAsync(context, first),
        _ => Running.ToHttp().ExecuteAsync(context),
    };

    private async Task RunAsync(HttpContext context, string owner, string key, Repeat repeat)
    {
        var body = context.Response.Body;
        using var reply = new MemoryStream();
        context.Response.Body = reply;
        Repeat.Current = repeat;
        try
        {
            await next(context);
        }
        catch
        {
            await store.ForgetAsync(owner, key, CancellationToken.None);
            throw;
        }
        finally
        {
            context.Response.Body = body;
        }

        if (context.Response.StatusCode >= 500)
        {
            await store.ForgetAsync(owner, key, CancellationToken.None);
        }
        else
        {
            var headers = Kept.Where(name => context.Response.Headers.ContainsKey(name))
                .ToDictionary(name => name, name => context.Response.Headers[name].ToString(), StringComparer.Ordinal);
            await store.KeepAsync(
                owner, key, context.Response.StatusCode, JsonSerializer.Serialize(headers), Encoding.UTF8.GetString(reply.GetBuffer(), 0, (int)reply.Length),
                CancellationToken.None);
        }

        reply.Position = 0;
        await reply.CopyToAsync(body, context.RequestAborted);
    }

    private static async Task ReplayAsync(HttpContext context, StoredReply stored)
    {
        context.Response.StatusCode = stored.Status!.Value;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(stored.Headers ?? "{}")!)
            context.Response.Headers[name] = value;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        if (!string.IsNullOrEmpty(stored.Body))
            await context.Response.WriteAsync(stored.Body, context.RequestAborted);
    }

    private static async Task<string> FingerprintAsync(HttpRequest request, CancellationToken cancel)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

internal static class Idempotency
{
    /// <summary>Honours <c>Idempotency-Key</c>: for every POST that creates or charges.</summary>
    public static T Idempotent<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new Mark());

    internal sealed record Mark;
}
