using System.Globalization;
using System.Text.Json;

namespace Kinora.Integrations.Nats;

/// <summary>Streams that the server keeps: made when missing, published to with a receipt, read by consumers.</summary>
internal sealed class JetStream(NatsClient client)
{
    public const int StreamNotFound = 10059;

    private const int ConsumerNotFound = 10014;
    private const int MessageNotFound = 10037;
    private const int WrongLastSequence = 10071;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowReadingFromString,
    };

    public NatsClient Client => client;

    /// <summary>Stores a message and waits for the receipt. Tried again under the same id, it is stored once.</summary>
    /// <param name="messageId">Known for the stream's duplicate window.</param>
    /// <param name="expected">The last sequence of this subject, 0 for none; another one is a <see cref="NatsFault.Conflict"/>.</param>
    public Task<PubAck> PublishAsync(
        string subject, ReadOnlyMemory<byte> data, CancellationToken cancel, string? messageId = null, long? expected = null, NatsHeaders? headers = null)
    {
        if (messageId is not null)
            headers = (headers ?? new NatsHeaders()).Add("Nats-Msg-Id", messageId);
        if (expected is { } sequence)
            headers = (headers ?? new NatsHeaders()).Add("Nats-Expected-Last-Subject-Sequence", sequence.ToString(CultureInfo.InvariantCulture));
        return AskAsync<PubAck>(subject, data, headers, cancel);
    }

    /// <summary>The stream of that name; made when it is missing, and left as it is otherwise.</summary>
    public async Task<StreamInfo> EnsureAsync(StreamConfig config, CancellationToken cancel) =>
        await FindAsync(config.Name, cancel) ?? await ApiAsync<StreamInfo>($"STREAM.CREATE.{NatsNames.Name(config.Name)}", config, cancel);

    /// <summary>Null where there is none.</summary>
    public async Task<StreamInfo?> FindAsync(string stream, CancellationToken cancel)
    {
        try
        {
            return await ApiAsync<StreamInfo>($"STREAM.INFO.{NatsNames.Name(stream)}", null, cancel);
        }
        catch (NatsException fault) when (fault.Fault == NatsFault.NotFound)
        {
            return null;
        }
    }

    public Task DeleteAsync(string stream, CancellationToken cancel) => ApiAsync<Done>($"STREAM.DELETE.{NatsNames.Name(stream)}", null, cancel);

    /// <summary>A consumer that is asked for messages; one with a durable name is there once, however often it is made.</summary>
    public async Task<PullConsumer> ConsumerAsync(string stream, ConsumerConfig config, CancellationToken cancel)
    {
        var made = await MakeAsync(stream, config, cancel);
        return new PullConsumer(this, stream, made.Name);
    }

    public Task<ConsumerInfo> MakeAsync(string stream, ConsumerConfig config, CancellationToken cancel) => ApiAsync<ConsumerInfo>(
        config.DurableName is { } name ? $"CONSUMER.DURABLE.CREATE.{NatsNames.Name(stream)}.{NatsNames.Name(name)}" : $"CONSUMER.CREATE.{NatsNames.Name(stream)}",
        new { StreamName = stream, Config = config }, cancel);

    public Task DropAsync(string stream, string consumer, CancellationToken cancel) =>
        ApiAsync<Done>($"CONSUMER.DELETE.{NatsNames.Name(stream)}.{NatsNames.Name(consumer)}", null, cancel);

    /// <summary>Asks the server's interface.</summary>
    public Task<T> ApiAsync<T>(string what, object? body, CancellationToken cancel) =>
        AskAsync<T>($"$JS.API.{what}", body is null ? default(ReadOnlyMemory<byte>) : JsonSerializer.SerializeToUtf8Bytes(body, Json), null, cancel);

    private async Task<T> AskAsync<T>(string subject, ReadOnlyMemory<byte> body, NatsHeaders? headers, CancellationToken cancel)
    {
        NatsMessage answer;
        try
        {
            answer = await client.RequestAsync(subject, body, cancel, headers: headers);
        }
        catch (NatsException fault) when (fault.Fault == NatsFault.NoResponders)
        {
            throw new NatsException(NatsFault.NoResponders, $"No stream takes {subject}, or JetStream is off (jetstream in the server's configuration).", fault);
        }

        try
        {
            if (JsonSerializer.Deserialize<Failure>(answer.Data, Json) is { Error: { } error })
                throw Refused(error);
            return JsonSerializer.Deserialize<T>(answer.Data, Json) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new NatsException(NatsFault.Protocol, $"The answer on {subject} is not what JetStream says.", fault);
        }
    }

    private static NatsException Refused(Error error) => new(
        error.ErrCode switch
        {
            StreamNotFound or ConsumerNotFound or MessageNotFound => NatsFault.NotFound,
            WrongLastSequence => NatsFault.Conflict,
            _ when error.Code == 404 => NatsFault.NotFound,
            _ => NatsFault.Refused,
        },
        $"JetStream says: {error.Description} ({error.ErrCode})");

    private sealed record Failure(Error? Error);

    private sealed record Error(int Code, int ErrCode, string? Description);

    private sealed record Done(bool Success);
}
