using System.Text.Json.Nodes;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Vault;

/// <summary>What a hand changed in one record, held against what was written last and what is there now.</summary>
/// <param name="Changes">The members to be changed, in the record's own shape.</param>
/// <param name="Paths">The same as paths.</param>
/// <param name="Clashes">Changed on both sides: what is there now stays.</param>
/// <param name="Following">Members that follow from others and cannot be changed.</param>
internal sealed record VaultChange(JsonObject Changes, IReadOnlyList<string> Paths, IReadOnlyList<string> Clashes, IReadOnlyList<string> Following);

/// <summary>The three-way comparison of records, member by member. Pure.</summary>
internal static class VaultDiff
{
    /// <summary>What was changed in a record by hand.</summary>
    /// <param name="last">As it was written last; null where nobody knows: then every difference is a clash.</param>
    public static VaultChange Of(JsonObject? last, JsonObject edited, JsonObject now, JsonObject schema)
    {
        var (paths, clashes, following) = (new List<string>(), new List<string>(), new List<string>());
        var changes = Walk(last, edited, now, schema, "", false);
        return new VaultChange(changes, paths, clashes, following);

        JsonObject Walk(JsonObject? lastPart, JsonObject editedPart, JsonObject nowPart, JsonObject part, string path, bool follows)
        {
            var changed = new JsonObject();
            // A member that was taken out is not a member that was cleared: it stays.
            foreach (var (name, declared) in part["properties"]!.AsObject().Where(member => editedPart.ContainsKey(member.Key)))
            {
                var (rule, here, locked) = (declared!.AsObject(), VaultSchema.Join(path, name), follows || (bool?)declared["readOnly"] == true);
                if (rule.ContainsKey("properties") && editedPart[name] is JsonObject inner && nowPart[name] is JsonObject innerNow)
                {
                    var below = Walk(lastPart?[name] as JsonObject, inner, innerNow, rule, here, locked);
                    if (below.Count > 0)
                        changed[name] = below;
                    continue;
                }

                var (wanted, there, before) = (editedPart[name], nowPart[name], lastPart is null ? null : lastPart[name]);
                if (Same(wanted, there, rule) || (lastPart is not null && Same(wanted, before, rule)))
                    continue;
                if (locked)
                    following.Add(here);
                else if (lastPart is null || !Same(there, before, rule))
                    clashes.Add(here);
                else
                {
                    changed[name] = wanted?.DeepClone();
                    paths.Add(here);
                }
            }

            return changed;
        }
    }

    /// <summary>Values are the same, and so are times however they are written, and lists of such records by their schema's members.</summary>
    public static bool Same(JsonNode? one, JsonNode? other, JsonObject schema)
    {
        if (schema["items"] is JsonObject item && one is JsonArray list && other is JsonArray others)
            return list.Count == others.Count && list.Zip(others).All(pair => Same(pair.First, pair.Second, item));
        if (schema["properties"] is JsonObject known && one is JsonObject record && other is JsonObject second)
            return known.All(member => (bool?)member.Value!["readOnly"] == true || member.Key == "position" || Same(record[member.Key], second[member.Key], member.Value!.AsObject()));
        if ((string?)schema["format"] == "date-time" && one is JsonValue time && other is JsonValue same
            && time.TryGetValue(out string? text) && same.TryGetValue(out string? another)
            && SignalTimes.TryParse(text, out var at) && SignalTimes.TryParse(another, out var then))
        {
            return at == then;
        }

        return JsonNode.DeepEquals(one, other);
    }
}
