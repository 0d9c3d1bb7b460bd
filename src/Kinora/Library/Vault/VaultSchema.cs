using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Vault;

/// <summary>Something in a file that its schema does not allow.</summary>
/// <param name="Path">Such as <c>video_states["youtube:x"].watch_progress</c>.</param>
internal sealed record VaultFault(string Path, string Rule);

/// <summary>
/// A JSON Schema as the product ships it, read as it stands: every keyword that the shipped files use is checked here, and a test holds that no
/// other is used.
/// </summary>
internal sealed class VaultSchema
{
    private static readonly ConcurrentDictionary<VaultFile, VaultSchema> Loaded = new();
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    private readonly JsonObject _root;

    public VaultSchema(JsonObject root) => _root = root;

    public static IReadOnlySet<string> Keywords { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "$schema", "$id", "title", "description", "default", "readOnly", "x-key",
        "type", "properties", "required", "additionalProperties", "propertyNames", "items", "enum", "const", "minimum", "maximum", "maxLength", "maxItems",
        "pattern", "format",
    };

    public JsonObject Root => _root;

    public static VaultSchema Of(VaultFile file) => Loaded.GetOrAdd(file, static wanted => new VaultSchema(JsonNode.Parse(Text(wanted))!.AsObject()));

    /// <summary>The schema's own text.</summary>
    public static byte[] Text(VaultFile file)
    {
        using var stream = typeof(VaultSchema).Assembly.GetManifestResourceStream($"Library/Vault/Schemas/{file.Word()}.schema.json")!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }

    public List<VaultFault> Check(JsonObject document) => Check(document, _root, "");

    /// <summary>Checks a part of a document by its part of the schema.</summary>
    public static List<VaultFault> Check(JsonNode? value, JsonObject schema, string path)
    {
        var faults = new List<VaultFault>();
        Walk(value, schema, path, faults);
        return faults;
    }

    /// <summary>What the schema says about the records of a file.</summary>
    public JsonObject RecordOf(string records) => _root["properties"]![records]!["additionalProperties"]!.AsObject();

    public static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    public static string Key(string path, string key) => $"{path}[\"{key}\"]";

    private static void Walk(JsonNode? value, JsonObject schema, string path, List<VaultFault> faults)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (!Types(schema).Any(type => Is(kind, value, type)))
        {
            faults.Add(new VaultFault(path, $"Must be {string.Join(" or ", Types(schema))}."));
            return;
        }

        switch (kind)
        {
            case JsonValueKind.String:
                Text(value!.GetValue<string>(), schema, path, faults);
                break;
            case JsonValueKind.Number:
                Number(NumberOf(value!), schema, path, faults);
                break;
            case JsonValueKind.Array:
                if (schema["maxItems"] is { } most && value!.AsArray().Count > (int)most)
                    faults.Add(new VaultFault(path, $"At most {(int)most}."));
                else if (schema["items"] is JsonObject item)
                    Walk(value!.AsArray(), item, path, faults);
                break;
            case JsonValueKind.Object:
                Walk(value!.AsObject(), schema, path, faults);
                break;
        }
    }

    private static void Walk(JsonArray list, JsonObject item, string path, List<VaultFault> faults)
    {
        for (var place = 0; place < list.Count; place++)
            Walk(list[place], item, $"{path}[{place}]", faults);
    }

    private static void Walk(JsonObject value, JsonObject schema, string path, List<VaultFault> faults)
    {
        foreach (var missing in (schema["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => !value.ContainsKey(name)))
            faults.Add(new VaultFault(Join(path, missing), "Needed and not there."));
        var (known, others) = (schema["properties"] as JsonObject, schema["additionalProperties"] as JsonObject);
        foreach (var (name, member) in value)
        {
            if (known?[name] is JsonObject declared)
                Walk(member, declared, Join(path, name), faults);
            else if (others is not null && schema["propertyNames"]?["pattern"] is { } pattern && !Fits((string)pattern!, name))
                faults.Add(new VaultFault(Key(path, name), "The name has not the form of an id here."));
            else if (others is not null)
                Walk(member, others, Key(path, name), faults);
        }
    }

    private static void Text(string text, JsonObject schema, string path, List<VaultFault> faults)
    {
        if (schema["enum"] is JsonArray words && !words.Any(word => (string)word! == text))
            faults.Add(new VaultFault(path, $"Must be one of: {string.Join(", ", words.Select(word => (string)word!))}."));
        if (schema["maxLength"] is { } most && text.Length > (int)most)
            faults.Add(new VaultFault(path, $"At most {(int)most} characters."));
        if (schema["pattern"] is { } pattern && !Fits((string)pattern!, text))
            faults.Add(new VaultFault(path, "Has not the form that it needs."));
        if ((string?)schema["format"] == "date-time" && !SignalTimes.TryParse(text, out _))
            faults.Add(new VaultFault(path, "Must be a time such as 2026-11-24T10:00:00Z."));
    }

    private static void Number(double number, JsonObject schema, string path, List<VaultFault> faults)
    {
        if (schema["const"] is { } only && number != (double)only)
            faults.Add(new VaultFault(path, string.Create(CultureInfo.InvariantCulture, $"Must be {(double)only}.")));
        if (schema["minimum"] is { } least && number < (double)least)
            faults.Add(new VaultFault(path, string.Create(CultureInfo.InvariantCulture, $"At least {(double)least}.")));
        if (schema["maximum"] is { } most && number > (double)most)
            faults.Add(new VaultFault(path, string.Create(CultureInfo.InvariantCulture, $"At most {(double)most}.")));
    }

    private static IEnumerable<string> Types(JsonObject schema) =>
        schema["type"] is JsonArray several ? several.Select(type => (string)type!) : [(string)schema["type"]!];

    private static bool Is(JsonValueKind kind, JsonNode? value, string type) => type switch
    {
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        "string" => kind == JsonValueKind.String,
        "number" => kind == JsonValueKind.Number,
        "integer" => kind == JsonValueKind.Number && NumberOf(value!) is var number && number == Math.Floor(number) && Math.Abs(number) < 1e15,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        _ => kind == JsonValueKind.Null,
    };

    /// <summary>Whether it was read or made just now.</summary>
    private static double NumberOf(JsonNode value) => value.AsValue() switch
    {
        var number when number.TryGetValue(out double real) => real,
        var number when number.TryGetValue(out long whole) => whole,
        var number when number.TryGetValue(out int small) => small,
        _ => double.NaN,
    };

    /// <summary>The end of a pattern is the end of the text; here, a line's end would do as well.</summary>
    private static bool Fits(string pattern, string text) => Patterns.GetOrAdd(
        pattern, static form => new Regex(
            form.EndsWith('$') ? form[..^1] + "\\z" : form, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking))
        .IsMatch(text);
}
