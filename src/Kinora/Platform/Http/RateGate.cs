using System.Globalization;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Http;

/// <summary>So many requests a minute for a user, fewer for an address without a credential. Files and health are not counted.</summary>
internal sealed class RateGate(RequestDelegate next, Limits limits, IOptions<HttpOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var caller = context.Features.Get<Caller>();
        var most = caller is null ? options.Value.AnonymousPerMinute : options.Value.UserPerMinute;
        if (most == 0 || context.GetEndpoint() is { } endpoint && IsFree(endpoint))
        {
            await next(context);
            return;
        }

        var key = caller is null ? $"address {ClientNetwork.Of(context.Connection.RemoteIpAddress)}" : $"user {caller.UserId}";
        var taken = limits.Take(key, most, Minute);
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = taken.Most.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = taken.Left.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = taken.Seconds.ToString(CultureInfo.InvariantCulture);
        if (taken.Allowed)
            await next(context);
        else
            await taken.Refusal.ToHttp().ExecuteAsync(context);
    }

    private static bool IsFree(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.Metadata.GetMetadata<Uncounted>() is not null;
}

/// <summary>Marks routes that no limit counts.</summary>
internal sealed record Uncounted;
