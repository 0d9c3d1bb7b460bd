using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kinora.Integrations.Nats;

/// <summary>A consumer that is asked for messages. What is not acknowledged comes again, to whoever asks.</summary>
internal sealed class PullConsumer(JetStream streams, string stream, string name)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public string Name => name;

    /// <summary>
    /// At most so many messages, as many as are there within a time; none where none came. The connection may break meanwhile: then what came
    /// so far is given, and the rest comes again.
    /// </summary>
    public async Task<IReadOnlyList<JetStreamMessage>> FetchAsync(int most, TimeSpan patience, CancellationToken cancel)
    {
        var got = new List<JetStreamMessage>(Math.Min(most, 1024));
        var client = streams.Client;
        await client.ConnectedAsync(cancel);
        var own = $"{client.Inbox}.f.{client.Number()}";
        await using var answers = client.Listen(own, most: most + 16, passing: true);
        var ask = JsonSerializer.SerializeToUtf8Bytes(new { batch = most, expires = Math.Max(1, patience.Ticks) * 100 });
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(patience + Grace);
        try
        {
            await client.AskOnAsync($"$JS.API.CONSUMER.MSG.NEXT.{stream}.{name}", own, ask, cancel);
            while (got.Count < most)
            {
                var message = await answers.ReadAsync(late.Token);
                if (message.Status == 0)
                    got.Add(new JetStreamMessage(client, message));
                else if (Ends(message))
                    break;
            }
        }
        catch (NatsException fault) when (fault.Fault is NatsFault.Away or NatsFault.Broken)
        {
            // The question went with its connection.
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // A server says nothing at all about a consumer that is gone.
            if (got.Count == 0)
                await streams.ApiAsync<ConsumerInfo>($"CONSUMER.INFO.{stream}.{name}", null, cancel);
            if (got.Count == 0)
                throw new NatsException(NatsFault.Timeout, $"The consumer {name} of {stream} does not answer.");
        }

        return got;
    }

    /// <summary>404 none there, 408 none came, 409 what the server could not do, 503 nobody there, 100 a sign of life.</summary>
    private bool Ends(NatsMessage message) => message.Status switch
    {
        100 => false,
        404 or 408 => true,
        409 when message.Headers?.Description?.Contains("Consumer Deleted", StringComparison.OrdinalIgnoreCase) == true =>
            throw new NatsException(NatsFault.NotFound, $"The consumer {name} of {stream} was removed."),
        409 => true,
        503 => throw new NatsException(NatsFault.NotFound, $"There is no consumer {name} of {stream}."),
        _ => throw new NatsException(NatsFault.Refused, $"JetStream says: {message.Status} {message.Headers?.Description}"),
    };
}

/// <summary>A message of a stream, which wants to be answered.</summary>
internal sealed class JetStreamMessage(NatsClient client, NatsMessage message)
{
    public NatsMessage Message => message;

    public JetStreamPlace Place { get; } = JetStreamPlace.Parse(message.Reply)
        ?? throw new NatsException(NatsFault.Protocol, "A message of a stream does not say where it stands.");

    /// <summary>Done: ends when the server knows.</summary>
    public async Task AckAsync(CancellationToken cancel) => await client.RequestAsync(message.Reply!, "+ACK"u8.ToArray(), cancel);

    /// <summary>Not now: it comes again, after a time.</summary>
    public ValueTask NakAsync(TimeSpan after, CancellationToken cancel) => SayAsync(
        after > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"-NAK {{\"delay\":{after.Ticks * 100}}}") : "-NAK", cancel);

    /// <summary>Never again.</summary>
    public ValueTask TermAsync(CancellationToken cancel) => SayAsync("+TERM", cancel);

    /// <summary>It takes longer.</summary>
    public ValueTask WorkingAsync(CancellationToken cancel) => SayAsync("+WPI", cancel);

    private ValueTask SayAsync(string what, CancellationToken cancel) => client.PublishAsync(message.Reply!, Encoding.ASCII.GetBytes(what), cancel);
}
