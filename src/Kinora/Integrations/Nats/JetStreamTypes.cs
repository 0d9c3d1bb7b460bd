using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kinora.Integrations.Nats;

/// <summary>How a stream is to be; what is null is the server's to choose.</summary>
internal sealed record StreamConfig
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary><c>limits</c>, <c>interest</c> or <c>workqueue</c>.</summary>
    public string Retention { get; init; } = "limits";

    public string Storage { get; init; } = "file";

    /// <summary><c>old</c> makes room, <c>new</c> refuses.</summary>
    public string Discard { get; init; } = "old";

    public long MaxMsgs { get; init; } = -1;

    public long MaxBytes { get; init; } = -1;

    public long MaxMsgsPerSubject { get; init; } = -1;

    public int MaxMsgSize { get; init; } = -1;

    public int MaxConsumers { get; init; } = -1;

    [JsonConverter(typeof(Nanoseconds))]
    public TimeSpan MaxAge { get; init; }

    [JsonConverter(typeof(Nanoseconds))]
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(2);

    public int NumReplicas { get; init; } = 1;

    public bool DenyDelete { get; init; }

    public bool AllowRollupHdrs { get; init; }

    public bool AllowDirect { get; init; }
}

/// <summary>How a stream is.</summary>
internal sealed record StreamInfo(StreamConfig Config, DateTimeOffset Created, StreamState State);

internal sealed record StreamState(long Messages, long Bytes, long FirstSeq, long LastSeq);

/// <summary>How a consumer is to be: where it begins, and how long a message may take.</summary>
internal sealed record ConsumerConfig
{
    /// <summary>Null: it is forgotten when nobody asks it any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DurableName { get; init; }

    /// <summary><c>all</c>, <c>new</c>, <c>last_per_subject</c> or <c>by_start_sequence</c>.</summary>
    public string DeliverPolicy { get; init; } = "all";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long OptStartSeq { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FilterSubject { get; init; }

    public string AckPolicy { get; init; } = "explicit";

    [JsonConverter(typeof(Nanoseconds)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeSpan AckWait { get; init; }

    public int MaxDeliver { get; init; } = -1;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MaxAckPending { get; init; }

    /// <summary>Where it sends to by itself; null: it is asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeliverSubject { get; init; }

    [JsonConverter(typeof(Nanoseconds)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeSpan IdleHeartbeat { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FlowControl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HeadersOnly { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MemStorage { get; init; }

    [JsonConverter(typeof(Nanoseconds)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeSpan InactiveThreshold { get; init; }

    public string ReplayPolicy { get; init; } = "instant";
}

/// <summary>A consumer as the server made it.</summary>
internal sealed record ConsumerInfo(string Name, long NumPending);

/// <summary>The server has stored a message.</summary>
/// <param name="Seq">Its place in the stream; of a bucket the revision.</param>
/// <param name="Duplicate">It was stored before, under the same message id.</param>
internal sealed record PubAck(string Stream, long Seq, bool Duplicate);

/// <summary>Where a delivered message stands, told by the subject that answers it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JetStreamPlace(long Delivered, long StreamSeq, long ConsumerSeq, DateTimeOffset At, long Pending)
{
    /// <summary>Of <c>$JS.ACK.[domain.account.]stream.consumer.delivered.sseq.cseq.time.pending[.token]</c>.</summary>
    public static JetStreamPlace? Parse(string? reply)
    {
        var tokens = reply?.Split('.') ?? [];
        var from = tokens.Length == 9 ? 4 : tokens.Length >= 11 ? 6 : -1;
        if (from < 0 || tokens[0] != "$JS" || tokens[1] != "ACK")
            return null;
        var numbers = new long[5];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!long.TryParse(tokens[from + i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return new JetStreamPlace(numbers[0], numbers[1], numbers[2], DateTimeOffset.UnixEpoch.AddTicks(numbers[3] / 100), numbers[4]);
    }
}

/// <summary>Durations are nanoseconds on the wire.</summary>
internal sealed class Nanoseconds : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeSpan.FromTicks(reader.GetInt64() / 100);

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Ticks * 100);
}
