using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kinora.Platform.Http;

/// <summary>A value of the right JSON type that is against a rule: 422 instead of 400. For converters.</summary>
internal sealed class JsonRuleException(string message, string code = "value-invalid") : JsonException(message)
{
    public string Code => code;
}

/// <summary>What is wrong with a JSON body, said so that a person finds the place.</summary>
internal static partial class JsonRefusals
{
    /// <summary>400 where it isn't JSON or has a wrong JSON type; 422 for unknown or missing members and values against a rule.</summary>
    public static Refusal Of(JsonException fault)
    {
        var field = Field(fault.Path);
        if (fault is JsonRuleException rule)
            return new Refusal(RefusalKind.Invalid, rule.Code, fault.Message, field);
        if (fault.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return new Refusal(RefusalKind.Invalid, "unknown-member", $"There is no member '{field}' here: remove it or check its spelling.", field);
        if (fault.Message.Contains("missing required properties", StringComparison.Ordinal))
            return Missing(fault, field);
        if (fault.Message.Contains("Duplicate property", StringComparison.Ordinal))
            return new Refusal(RefusalKind.Malformed, "member-twice", $"A member stands twice in one object{Place(fault)}.", field);
        if (fault.InnerException is JsonException or null && !fault.Message.Contains("could not be converted", StringComparison.Ordinal))
            return NotJson(fault);
        return new Refusal(RefusalKind.Malformed, "wrong-type", $"The value of '{field ?? "the body"}' has the wrong JSON type{Place(fault)}.", field);
    }

    private static Refusal NotJson(JsonException fault) =>
        new(RefusalKind.Malformed, "body-not-json", $"The body is not valid JSON{Place(fault)}.") { More = Places(fault) };

    private static Refusal Missing(JsonException fault, string? field)
    {
        var names = Quoted().Matches(fault.Message).Select(match => match.Groups["name"].Value).Skip(1).ToList();
        var first = names.Count == 0 ? field : field is null ? names[0] : $"{field}.{names[0]}";
        return new Refusal(RefusalKind.Invalid, "member-missing", $"Needed and not there: {string.Join(", ", names)}.", first);
    }

    private static string Place(JsonException fault) => fault.LineNumber is { } line
        ? $" (line {line + 1}, column {fault.BytePositionInLine + 1})"
        : "";

    private static Dictionary<string, object?>? Places(JsonException fault) => fault.LineNumber is not { } line
        ? null
        : new(StringComparer.Ordinal) { ["line"] = line + 1, ["column"] = fault.BytePositionInLine + 1 };

    /// <summary><c>$.items[3].id</c> → <c>items[3].id</c>.</summary>
    private static string? Field(string? path) => path is null or "$" or "" ? null : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..]
        : path[0] == '$' ? path[1..] : path;

    [GeneratedRegex("'(?<name>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
