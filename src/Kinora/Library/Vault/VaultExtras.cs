using System.Globalization;
using System.Text.Json.Nodes;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Vault;

/// <summary>
/// Members of a file that its schema does not know: taken out of what was read, and put back into what is written. They have the file's own
/// shape; in place of a list that is told by a member of its items stands an object by that member. Pure.
/// </summary>
internal static class VaultExtras
{
    /// <summary>Null where everything is known.</summary>
    public static JsonObject? Of(JsonNode? value, JsonObject schema)
    {
        var extras = new JsonObject();
        if (value is JsonArray list && schema["x-key"] is { } key && schema["items"] is JsonObject item)
        {
            foreach (var one in list.OfType<JsonObject>())
            {
                if (KeyOf(one, (string)key!) is { } name && Of(one, item) is { } more)
                    extras[name] = more;
            }
        }
        else if (value is JsonObject document)
        {
            var (known, others) = (schema["properties"] as JsonObject, schema["additionalProperties"] as JsonObject);
            foreach (var (name, member) in document)
            {
                var declared = known?[name] as JsonObject ?? others;
                if (declared is null)
                    extras[name] = member?.DeepClone();
                else if (Of(member, declared) is { } more)
                    extras[name] = more;
            }
        }

        return extras.Count > 0 ? extras : null;
    }

    /// <summary>What belongs to a record or an item that is gone goes with it.</summary>
    public static void Put(JsonNode? value, JsonObject schema, JsonObject? extras)
    {
        if (extras is null)
            return;
        if (value is JsonArray list && schema["x-key"] is { } key && schema["items"] is JsonObject item)
        {
            foreach (var one in list.OfType<JsonObject>())
                Put(one, item, KeyOf(one, (string)key!) is { } name ? extras[name] as JsonObject : null);
        }
        else if (value is JsonObject document)
        {
            var (known, others) = (schema["properties"] as JsonObject, schema["additionalProperties"] as JsonObject);
            foreach (var (name, more) in extras)
            {
                if ((known?[name] as JsonObject ?? others) is { } declared)
                    Put(document[name], declared, more as JsonObject);
                else
                    document[name] = more?.DeepClone();
            }
        }
    }

    /// <summary>By what an item of a list is told; a time is the same however it is written.</summary>
    public static string? KeyOf(JsonObject item, string member) => item[member] is JsonValue value && value.TryGetValue(out string? text)
        ? SignalTimes.TryParse(text, out var at) ? at.ToString(CultureInfo.InvariantCulture) : text
        : null;
}
