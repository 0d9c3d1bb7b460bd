using System.Text.Json.Nodes;

namespace Kinora.Library.Vault;

/// <summary>The part of a file that its schema allows: a record that breaks it is left out, and so is a member of the file itself. Pure.</summary>
internal static class VaultSound
{
    /// <summary>What may be read of the document.</summary>
    /// <param name="refused">Told the path and the rule of each fault.</param>
    public static JsonObject Part(VaultFile file, JsonObject document, Action<string, string> refused)
    {
        var (schema, sound) = (VaultSchema.Of(file), new JsonObject());
        foreach (var (name, member) in document)
        {
            if (name == file.Records() && member is JsonObject records)
                sound[name] = Records(schema, name, records, refused);
            else if (schema.Root["properties"]![name] is not JsonObject declared || name == "metadata" || Fits(member, declared, name, refused))
                sound[name] = member?.DeepClone();
        }

        return sound;
    }

    private static JsonObject Records(VaultSchema schema, string name, JsonObject records, Action<string, string> refused)
    {
        var (sound, ids) = (new JsonObject(), schema.Root["properties"]![name]!.AsObject());
        foreach (var (id, record) in records)
        {
            var alone = new JsonObject { [id] = record?.DeepClone() };
            if (Fits(alone, ids, name, refused))
                sound[id] = alone[id]!.DeepClone();
        }

        return sound;
    }

    private static bool Fits(JsonNode? value, JsonObject schema, string path, Action<string, string> refused)
    {
        var faults = VaultSchema.Check(value, schema, path);
        foreach (var fault in faults)
            refused(fault.Path, fault.Rule);
        return faults.Count == 0;
    }
}
