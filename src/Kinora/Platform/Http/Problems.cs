using System.Text.Json;
using System.Text.RegularExpressions;
using Kinora.Platform.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kinora.Platform.Http;

/// <summary>Turns whatever went wrong into a problem document, and empty error replies too. Nothing of a fault's text goes out.</summary>
internal sealed partial class Problems(RequestDelegate next, ILogger<Problems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted && Gone(context))
        {
            // Nobody is there to read an answer.
            return;
        }
        catch (Exception fault)
        {
            var refusal = Of(fault);
            if (refusal.Kind is RefusalKind.Unavailable or RefusalKind.Broken)
                Failed(fault, context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            await refusal.ToHttp().ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        // A file whose condition or range fails has said its type already, and nothing else.
        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0 } && (response.ContentType is null || response.StatusCode is 412 or 416)
            && Empty(response.StatusCode) is { } empty)
        {
            response.Headers.ContentDisposition = default;
            response.ContentLength = null;
            await empty.ToHttp().ExecuteAsync(context);
        }
    }

    /// <summary>The refusal that a fault amounts to.</summary>
    public static Refusal Of(Exception fault) => fault switch
    {
        RefusalException refused => refused.Refusal,
        JsonException json => JsonRefusals.Of(json),
        BadHttpRequestException { InnerException: JsonException json } => JsonRefusals.Of(json),
        BadHttpRequestException { StatusCode: 400 } bad when Parameter().Match(bad.Message) is { Success: true } match => new Refusal(
            RefusalKind.Invalid, "parameter-invalid", $"The value of '{match.Groups["name"].Value}' can't be read.", match.Groups["name"].Value),
        BadHttpRequestException { StatusCode: 400 } bad when Needed().Match(bad.Message) is { Success: true } match => new Refusal(
            RefusalKind.Invalid, "parameter-missing", $"'{match.Groups["name"].Value}' is needed.", match.Groups["name"].Value),
        BadHttpRequestException { StatusCode: 400 } bad when bad.Message.Contains("body", StringComparison.OrdinalIgnoreCase) =>
            new Refusal(RefusalKind.Malformed, "body-missing", "A JSON body is needed."),
        BadHttpRequestException bad => Empty(bad.StatusCode) ?? Malformed,
        _ => DbFaults.Of(fault)
            ?? new Refusal(RefusalKind.Broken, "internal-error", "Something went wrong here. The request id leads to it in the log."),
    };

    private static Refusal Malformed => new(RefusalKind.Malformed, "request-malformed", "The request can't be read.");

    private static Refusal? Empty(int status) => status switch
    {
        400 => Malformed,
        401 => new(RefusalKind.Unauthenticated, "sign-in-needed", "Sign in, or send a token."),
        403 => new(RefusalKind.Forbidden, "role-lacks-this", "Your role may not do this."),
        404 => new(RefusalKind.NotFound, "route-not-found", "There is nothing at this address."),
        405 => new(RefusalKind.WrongMethod, "method-not-allowed", "This address doesn't answer that method."),
        408 => new(RefusalKind.Malformed, "request-too-slow", "The request came in too slowly."),
        412 => new(RefusalKind.Stale, "changed-meanwhile", "It has changed since you read it: read it again."),
        413 => new(RefusalKind.TooLarge, "body-too-large", "The body is larger than this route takes."),
        415 => new(RefusalKind.WrongMedia, "media-type-unsupported", "Send the body as application/json, with that Content-Type."),
        416 => new(RefusalKind.WrongRange, "range-invalid", "There is no such range of it. Leave the header Range out."),
        431 => new(RefusalKind.Malformed, "headers-too-large", "The headers are too large."),
        500 => new(RefusalKind.Broken, "internal-error", "Something went wrong here. The request id leads to it in the log."),
        503 => new(RefusalKind.Unavailable, "took-too-long", "The request took too long and was given up. Try again shortly."),
        _ => null,
    };

    private bool Gone(HttpContext context)
    {
        Left(context.Request.Method, context.Request.Path);
        return true;
    }

    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("""^Required parameter ".* (?<name>\w+)" was not provided""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Needed();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void Failed(Exception fault, string method, string path);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The caller of {Method} {Path} left.")]
    private partial void Left(string method, string path);
}
