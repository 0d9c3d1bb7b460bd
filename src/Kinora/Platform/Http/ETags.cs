using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kinora.Platform.Http;

/// <summary>Versions of resources: <c>ETag</c> out, <c>If-None-Match</c> and <c>If-Match</c> in.</summary>
internal static class ETags
{
    public static string Of(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>200 with the tag, or 304 where the caller has this version.</summary>
    public static IResult Ok<T>(HttpContext context, T value, string tag)
    {
        context.Response.Headers.ETag = tag;
        return HasFresh(context.Request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Json(value);
    }

    /// <summary>Whether the caller says by <c>If-None-Match</c> that it has this version.</summary>
    public static bool HasFresh(HttpRequest request, string tag) =>
        Parse(request.Headers.IfNoneMatch, weak: true) is { } known && known.Any(one => one == "*" || one == tag);

    /// <summary>412 where <c>If-Match</c> was sent and names another version; null where the write may go on.</summary>
    public static Refusal? Stale(HttpRequest request, string? current)
    {
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0)
            return null;
        return current is not null && Parse(sent, weak: false) is { } known && known.Any(one => one == "*" || one == current)
            ? null
            : new Refusal(RefusalKind.Stale, "changed-meanwhile", "It was changed since you read it: read it again, then repeat the change.")
            {
                More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["current"] = current },
            };
    }

    private static IEnumerable<string>? Parse(Microsoft.Extensions.Primitives.StringValues header, bool weak) =>
        EntityTagHeaderValue.TryParseList([.. header!], out var tags)
            ? tags.Where(tag => weak || !tag.IsWeak).Select(tag => tag.Tag.ToString())
            : null;
}
