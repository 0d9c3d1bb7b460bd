using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kinora.Platform;

namespace Kinora.Library.Vault;

/// <summary>How the files are written: members in the order of the schema, two spaces deep, every letter as itself.</summary>
internal static class VaultJson
{
    /// <summary>A file beyond this is not read: 256 MB.</summary>
    public const long Largest = 256L << 20;

    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        MaxDepth = KinoraJson.MaxDepth,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Converters = { new UtcTimeConverter(), new WordConverter() },
    };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = KinoraJson.MaxDepth };

    /// <summary>The members of a record in the order in which it declares them.</summary>
    public static JsonObject Node<T>(T value) => JsonSerializer.SerializeToNode(value, Options)!.AsObject();

    /// <summary>A time as the files write it.</summary>
    public static JsonNode? Time(DateTimeOffset? at) => JsonSerializer.SerializeToNode(at, Options);

    /// <summary>Members that are missing have the value of their type; unknown ones are left aside.</summary>
    public static T Read<T>(JsonNode node) => node.Deserialize<T>(Options)!;

    public static byte[] Bytes(JsonObject document) => [.. Encoding.UTF8.GetBytes(document.ToJsonString(Options)), (byte)'\n'];

    /// <summary>Null where the bytes are no JSON object.</summary>
    public static JsonObject? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            // Editors of one system put a mark at the front.
            return JsonNode.Parse(utf8.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? utf8[3..] : utf8, null, Strict) as JsonObject;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
