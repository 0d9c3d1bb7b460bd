using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kinora.EndToEnd.Fuzz;

/// <summary>Values that programs stumble over, and among them real ids of other people's things.</summary>
internal sealed class HostileValues(Random random, IReadOnlyList<string> ids)
{
    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "null", "true", "undefined", "NaN", "%", "_", "%%", "100%", "a_b%c", "' or '1'='1", "'; drop table user_account; --", "\" or \"\"=\"", "\\", "\\'",
        "*", "a* OR b*", "\"unclosed", "NEAR(a b)", "title:x", "-", "(", "((((((((((", "[a", "^$", "(a+)+$", "\0", "a\0b", "\u0001\u0002\u001f", "\u007f\u0085", "\r\nX-Injected: yes", "line\nFORGEDLINE",
        "\u202Eabc", "\u200B", "\uFEFF", "e\u0301", "ﬁ", "İ", "ß", "𝕂𝕚𝕟", "👩‍👩‍👧‍👦", "日本語", "مرحبا", "\uD800", "\uDFFF\uD800", "../../etc/passwd", "..%2f..%2f", "file:///etc/passwd", "http://169.254.169.254/",
        "http://127.0.0.1:1/", "javascript:alert(1)", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "2026-13-45T99:99:99Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59-14:00", "1e999", "-1e999", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "2147483648", "1.5", "0x10", "१२३", "Europe/Berlin", "Mars/Olympus", "en", "zz-ZZ-zz",
        "movie", "clip", "title", "creator", "topic", "topic:noir", "topic:%", "topic:", "genre 1", "Creator 1", "admin", "viewer", "familiar", "progress", "like", "csv", "json", "ndjson", "console", "email", "a:b", "chaos:0", "chaos:",
        ":", "::", "a:" + "b", "newest", "asc", "G", "TV-MA", "18", "secretmark@fuzz.example",
    ];

    private static readonly string[] Numbers =
        ["0", "-0", "1", "-1", "7", "18", "100", "101", "1.5", "-0.0000001", "1e308", "1e309", "-1e309", "1e-400", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "123456789012345678901234567890", "00", "01", "1.", "NaN", "Infinity"];

    public string Text() => random.Next(20) switch
    {
        < 12 => Texts[random.Next(Texts.Length)],
        < 16 => Id(),
        16 => new string('x', random.Next(1, 5_000)),
        17 => new string((char)random.Next(0x20, 0xD7FF), random.Next(1, 300)),
        18 => Texts[random.Next(Texts.Length)] + Texts[random.Next(Texts.Length)],
        _ => new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(0, 0x250))]),
    };

    public string Id() => ids.Count > 0 && random.Next(5) > 0 ? ids[random.Next(ids.Count)] : $"chaos:{random.Next(0, 1_400).ToString(CultureInfo.InvariantCulture)}";

    public string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>A JSON value as text; not always one.</summary>
    public string Json(int depth = 0) => random.Next(14) switch
    {
        < 5 => Quoted(Text()),
        < 8 => Numbers[random.Next(Numbers.Length)],
        8 => "null",
        9 => random.Next(2) == 0 ? "true" : "false",
        10 when depth < 3 => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(depth + 1))) + "]",
        11 when depth < 3 => "{" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Quoted(Text()) + ":" + Json(depth + 1))) + "}",
        12 => Deep(random.Next(2) == 0 ? 20 : 2_000),
        _ => "[" + string.Join(',', Enumerable.Repeat("0", random.Next(600))) + "]",
    };

    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            // Lone surrogates and control characters go as escapes, which JSON allows and many programs forget.
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (letter < ' ' || char.IsSurrogate(letter))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>As a part of a path or query: percent-encoded, now and then wrongly.</summary>
    public string Encoded() => random.Next(12) switch
    {
        0 => "%ff%fe",
        1 => "%c0%ae%c0%ae",
        2 => "%00",
        3 => "%",
        4 => "%zz",
        5 => "%ed%a0%80",
        _ => Escape(Text()),
    };

    public static string Escape(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(letter =>
        letter < 128 && (char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' or (byte)'.' or (byte)':' or (byte)'~')
            ? ((char)letter).ToString()
            : $"%{letter:x2}"));

    /// <summary>One that a schema asks for, where something hostile stands only now and then.</summary>
    public string Of(JsonElement schema, Func<string, JsonElement> lookUp, int depth = 0)
    {
        // A schema that says nothing takes anything.
        if (depth > 6 || schema.ValueKind != JsonValueKind.Object || random.Next(8) == 0)
            return Json();
        if (schema.TryGetProperty("$ref", out var reference))
            return Of(lookUp(reference.GetString()!), lookUp, depth + 1);
        if (schema.TryGetProperty("oneOf", out var some))
            return Of(some[random.Next(some.GetArrayLength())], lookUp, depth + 1);
        if (schema.TryGetProperty("enum", out var words))
            return Quoted(words[random.Next(words.GetArrayLength())].GetString() ?? "");
        return Type(schema) switch
        {
            "object" => Object(schema, lookUp, depth),
            "array" => "[" + string.Join(',', Enumerable.Range(0, Often()).Select(_ => Of(schema.TryGetProperty("items", out var items) ? items : default, lookUp, depth + 1))) + "]",
            "integer" or "number" => random.Next(3) == 0 ? Numbers[random.Next(Numbers.Length)] : random.Next(-2, 90_000).ToString(CultureInfo.InvariantCulture),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            "null" => "null",
            _ => Quoted(random.Next(4) == 0 ? Uuid() : random.Next(3) == 0 ? TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) : Text()),
        };
    }

    private string Object(JsonElement schema, Func<string, JsonElement> lookUp, int depth)
    {
        var members = new List<string>();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var member in properties.EnumerateObject().Where(_ => random.Next(5) > 0))
                members.Add(Quoted(member.Name) + ":" + Of(member.Value, lookUp, depth + 1));
        }

        if (random.Next(12) == 0)
            members.Add(Quoted(Text()) + ":" + Json());
        if (members.Count > 0 && random.Next(20) == 0)
            members.Add(members[random.Next(members.Count)]);
        return "{" + string.Join(',', members) + "}";
    }

    private int Often() => random.Next(30) == 0 ? 600 : random.Next(4);

    private string Type(JsonElement schema) => schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type) ? "string"
        : type.ValueKind == JsonValueKind.String ? type.GetString()!
        : type[random.Next(type.GetArrayLength())].GetString()!;

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);
}
