using System.Text.Json;
using System.Text.RegularExpressions;
using Kinora.Platform.Http;

namespace Kinora.EndToEnd.Fuzz;

/// <summary>What an answer must be, whatever was asked.</summary>
internal static partial class FuzzJudge
{
    private static readonly HashSet<string> Codes = new(ErrorCodes.All.Select(one => one.Code), StringComparer.Ordinal);

    /// <summary>These the server's HTTP layer gives by itself for what it can't read.</summary>
    private static readonly int[] Unread = [400, 405, 408, 411, 413, 414, 431, 501, 505];

    /// <summary>What an admin has yet to set up is no fault of the server's: without npm there are no weights to embed with.</summary>
    private const string NotSetUp = "\"code\":\"embedder-missing\"";

    /// <summary>Null where it is right.</summary>
    public static string? Of(FuzzRequest request, RawReply reply)
    {
        if (reply.Status == 0)
            return "no answer in time";
        if (reply.Status < 0)
            return "the connection was closed without an answer";
        if (reply.Took > TimeSpan.FromSeconds(10))
            return $"took {reply.Took.TotalSeconds:F1} s";
        var id = reply.Header("X-Request-ID");
        if (id is null && reply.Body.Length == 0 && Array.IndexOf(Unread, reply.Status) >= 0)
            return null;
        if (reply.Status >= 500 && !(reply.Status == 503 && reply.Text.Contains(NotSetUp, StringComparison.Ordinal)))
            return $"status {reply.Status}";
        if (id is null)
            return $"status {reply.Status} without X-Request-ID";
        if (reply.Head.Contains("\nX-Injected", StringComparison.OrdinalIgnoreCase))
            return "a header was injected";
        if (reply.Status == 200 && request.Method == "POST" && Inner().Matches(reply.Text).FirstOrDefault(match => !Codes.Contains(match.Groups["code"].Value)) is { } inner)
            return $"the code {inner.Groups["code"].Value} of a result is unknown";
        return reply.Status < 400 || request.Method == "HEAD" ? null : Problem(request, reply);
    }

    /// <summary>Lines that the log must not hold.</summary>
    public static IEnumerable<string> LogFaults(string log, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => log.Contains(secret, StringComparison.OrdinalIgnoreCase)))
            yield return $"the log holds {secret}: {Around(log, secret)}";
        foreach (var line in log.Split('\n'))
        {
            if (line.StartsWith("FORGEDLINE", StringComparison.Ordinal))
                yield return "a line of the log was forged";
            if (Fault().IsMatch(line))
                yield return "in the log: " + line[..Math.Min(line.Length, 600)];
        }
    }

    private static string? Problem(FuzzRequest request, RawReply reply)
    {
        var type = reply.Header("Content-Type");
        if (request.Page && type?.StartsWith("text/html", StringComparison.Ordinal) == true)
            return null;
        if (type != "application/problem+json")
            return $"status {reply.Status} with Content-Type {type}";
        try
        {
            using var document = JsonDocument.Parse(reply.Body);
            var problem = document.RootElement;
            var error = problem.GetProperty("error");
            if (problem.GetProperty("status").GetInt32() != reply.Status)
                return "the problem's status is not the reply's";
            if (!Codes.Contains(error.GetProperty("code").GetString()!))
                return $"the code {error.GetProperty("code")} is unknown";
            if (string.IsNullOrWhiteSpace(error.GetProperty("message").GetString()) || error.GetProperty("field").ValueKind is not (JsonValueKind.Null or JsonValueKind.String))
                return "the problem lacks a message or a field";
            if (reply.Status == 429 && reply.Header("Retry-After") is null)
                return "429 without Retry-After";
            return reply.Text.Contains("   at ", StringComparison.Ordinal) || reply.Text.Contains("Exception", StringComparison.Ordinal) ? "the problem tells of the program's inside" : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return $"no problem document: {fault.Message}";
        }
    }

    private static string Around(string log, string secret)
    {
        var at = log.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
        return log[Math.Max(0, at - 200)..Math.Min(log.Length, at + 100)];
    }

    [GeneratedRegex("\"error\":\\{\"code\":\"(?<code>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inner();

    [GeneratedRegex("^(fail|crit): ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fault();
}
