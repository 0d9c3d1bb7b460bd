using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kinora.Platform.Events;

/// <summary>An event as it stands in the database and as it goes out to a bus.</summary>
internal record EventEnvelope
{
    public required string Id { get; init; }

    public required string Topic { get; init; }

    public required string Key { get; init; }

    /// <summary>When it was published, Unix ms.</summary>
    public required long At { get; init; }

    /// <summary>The last part of the topic, such as <c>v1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The module that published it, in lower case.</summary>
    public required string Source { get; init; }

    /// <summary>JSON object.</summary>
    public required string Payload { get; init; }

    public string? CorrelationId { get; init; }

    public string? ParentId { get; init; }

    public string? Actor { get; init; }

    /// <summary>JSON array, or null.</summary>
    public string? Labels { get; init; }

    /// <summary>The document of the event contract: members without a value are left out.</summary>
    public string ToJson()
    {
        var document = new JsonObject
        {
            ["id"] = Id,
            ["topic"] = Topic,
            ["ts"] = JsonSerializer.SerializeToNode(DateTimeOffset.FromUnixTimeMilliseconds(At), KinoraJson.Options),
            ["version"] = Version,
            ["source"] = Source,
            ["payload"] = JsonNode.Parse(Payload),
        };
        foreach (var (name, value) in new[] { ("correlation_id", CorrelationId), ("parent_id", ParentId), ("actor", Actor) })
        {
            if (value is not null)
                document[name] = value;
        }

        if (Labels is not null)
            document["labels"] = JsonNode.Parse(Labels);
        return document.ToJsonString(KinoraJson.Options);
    }
}
