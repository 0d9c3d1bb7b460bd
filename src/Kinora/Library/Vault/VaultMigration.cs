using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Platform;

namespace Kinora.Library.Vault;

/// <summary>
/// Brings a file of an older version to today's. Version 0 says no version and holds bare ids of titles: eleven characters as YouTube makes them
/// become <c>youtube:…</c>, everything else <c>import:…</c>. Pure.
/// </summary>
internal static partial class VaultMigration
{
    public const int Current = 1;

    private const int LongestId = 200;

    /// <summary>Refused: <c>vault-newer</c> for a version that this product does not know.</summary>
    public static Outcome<JsonObject> ToCurrent(VaultFile file, JsonObject document)
    {
        var version = document["metadata"] is JsonObject known && known["schema_version"] is JsonValue value && value.TryGetValue(out int told) ? told : 0;
        if (version is > Current or < 0)
            return new Refusal(RefusalKind.Invalid, "vault-newer", $"{file.FileName()} is of version {version}, this Kinora writes {Current}: use a newer one.", "metadata.schema_version");
        return version == Current ? document : FromBareIds(file, document);
    }

    /// <summary>The id that a bare one has since version 1; one that is whole already stays.</summary>
    public static string TitleId(string bare)
    {
        if (WholeId().IsMatch(bare))
            return bare;
        if (YouTubeId().IsMatch(bare))
            return "youtube:" + bare;
        return bare.Length is > 0 and <= LongestId && Fitting().IsMatch(bare)
            ? "import:" + bare
            : "import:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bare)))[..32];
    }

    private static JsonObject FromBareIds(VaultFile file, JsonObject before)
    {
        var document = new JsonObject { ["metadata"] = before["metadata"] is JsonObject metadata ? metadata.DeepClone() : new JsonObject() };
        document["metadata"]!["schema_version"] = Current;
        foreach (var (name, member) in before)
        {
            if (name != "metadata")
                document[name] = member?.DeepClone();
        }

        if (file.Records() is { } records)
            document[records] ??= new JsonObject();
        if (file == VaultFile.VideoStates && document["video_states"] is JsonObject states)
            document["video_states"] = Renamed(states);
        if (file == VaultFile.Queues && document["queues"] is JsonObject queues)
        {
            foreach (var (id, queue) in queues)
                Fill(queue as JsonObject, "queue_id", id);
            foreach (var video in queues.SelectMany(queue => queue.Value?["videos"] as JsonArray ?? []).OfType<JsonObject>())
                Rename(video);
        }

        return document;
    }

    private static JsonObject Renamed(JsonObject states)
    {
        var renamed = new JsonObject();
        foreach (var (bare, state) in states)
        {
            // Of two spellings of one title the one that is there first stays.
            if (renamed.ContainsKey(TitleId(bare)))
                continue;
            var copy = state?.DeepClone();
            if (copy is JsonObject record)
                record["video_id"] = TitleId(bare);
            renamed[TitleId(bare)] = copy;
        }

        return renamed;
    }

    private static void Fill(JsonObject? record, string member, string value)
    {
        if (record is not null && record[member] is null)
            record[member] = value;
    }

    private static void Rename(JsonObject item)
    {
        if (item["video_id"] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            item["video_id"] = TitleId(value.GetValue<string>());
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]{1,15}:[A-Za-z0-9._~-]{1,200}\z", RegexOptions.None, 1000)]
    private static partial Regex WholeId();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{11}\z", RegexOptions.None, 1000)]
    private static partial Regex YouTubeId();

    [GeneratedRegex(@"^[A-Za-z0-9._~-]+\z", RegexOptions.None, 1000)]
    private static partial Regex Fitting();
}
