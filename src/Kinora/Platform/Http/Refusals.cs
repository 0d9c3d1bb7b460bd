using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Kinora.Platform.Http;

/// <summary>Refusals as problem details (RFC 9457), always with the member <c>error {code, message, field}</c>.</summary>
internal static class Refusals
{
    /// <summary>200 with the value, or the problem.</summary>
    public static IResult ToHttp<T>(this Outcome<T> outcome, Func<T, IResult>? success = null) =>
        outcome.Refusal is { } refusal ? refusal.ToHttp()
        : success is not null ? success(outcome.Value)
        : outcome.Value is Done ? Results.NoContent()
        : Results.Json(outcome.Value);

    public static IResult ToHttp(this Refusal refusal) => new Problem(refusal);

    public static ProblemDetails ToProblem(this Refusal refusal)
    {
        var problem = new ProblemDetails
        {
            Type = $"/docs/errors#{refusal.Code}",
            Title = Titles(refusal.Kind),
            Status = Status(refusal.Kind),
            Detail = refusal.Detail,
            Extensions = { ["error"] = new Error(refusal.Code, refusal.Detail, refusal.Field) },
        };
        foreach (var (name, value) in refusal.More ?? new Dictionary<string, object?>())
            problem.Extensions[name] = value;
        return problem;
    }

    public static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => 400,
        RefusalKind.Unauthenticated => 401,
        RefusalKind.Forbidden => 403,
        RefusalKind.NotFound => 404,
        RefusalKind.WrongMethod => 405,
        RefusalKind.Conflict => 409,
        RefusalKind.Stale => 412,
        RefusalKind.TooLarge => 413,
        RefusalKind.WrongMedia => 415,
        RefusalKind.WrongRange => 416,
        RefusalKind.Invalid => 422,
        RefusalKind.TooMany => 429,
        RefusalKind.Broken => 500,
        RefusalKind.Unavailable => 503,
    };

    private static string Titles(RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => "Not readable",
        RefusalKind.Unauthenticated => "Sign in first",
        RefusalKind.Forbidden => "Not allowed",
        RefusalKind.NotFound => "Not found",
        RefusalKind.WrongMethod => "Method not allowed",
        RefusalKind.Conflict => "Conflict",
        RefusalKind.Stale => "Changed meanwhile",
        RefusalKind.TooLarge => "Too large",
        RefusalKind.WrongMedia => "Unsupported media type",
        RefusalKind.WrongRange => "No such range",
        RefusalKind.Invalid => "Against a rule",
        RefusalKind.TooMany => "Too often",
        RefusalKind.Broken => "Internal error",
        RefusalKind.Unavailable => "Unavailable",
    };

    internal sealed record Error(string Code, string Message, string? Field);

    private sealed class Problem(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (refusal.More?.GetValueOrDefault("retry_after") is int seconds)
                httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            httpContext.Response.StatusCode = Status(refusal.Kind);
            return httpContext.Response.WriteAsJsonAsync(
                refusal.ToProblem(), KinoraJson.Options, "application/problem+json", httpContext.RequestAborted);
        }
    }
}
