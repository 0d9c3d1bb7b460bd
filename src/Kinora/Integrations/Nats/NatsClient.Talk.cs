using System.Text;

namespace Kinora.Integrations.Nats;

/// <summary>Publishing, asking and listening.</summary>
internal sealed partial class NatsClient
{
    private const int UsualBound = 65_536;

    private readonly NatsQuestions _questions;

    /// <summary>
    /// Hands a message to the connection, at most once: with a connection it waits while the server is slow, without one the message waits, and
    /// what is over the bound is refused.
    /// </summary>
    public ValueTask PublishAsync(string subject, ReadOnlyMemory<byte> data, CancellationToken cancel, NatsHeaders? headers = null, string? reply = null)
    {
        NatsNames.Subject(subject);
        Start();
        return AppendAsync(subject, reply, headers?.ToBytes(), data, lasting: true, cancel);
    }

    /// <summary>Ends when the server has taken all that was published before.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        await ConnectedAsync(cancel);
        Task taken;
        lock (_gate)
            taken = _link?.PingAsync() ?? throw new NatsException(NatsFault.Broken, "The connection broke.");
        await taken.WaitAsync(cancel);
    }

    /// <summary>
    /// Asks and waits for one answer. A question is asked over one connection: when that breaks, it fails, and it is never asked again by
    /// itself.
    /// </summary>
    /// <param name="patience">Null: <c>Nats:RequestSeconds</c>.</param>
    public async Task<NatsMessage> RequestAsync(
        string subject, ReadOnlyMemory<byte> data, CancellationToken cancel, TimeSpan? patience = null, NatsHeaders? headers = null)
    {
        NatsNames.Subject(subject);
        var limit = patience ?? TimeSpan.FromSeconds(_options.RequestSeconds);
        using var late = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        var asked = false;
        var question = default(NatsQuestions.Question);
        try
        {
            await ConnectedAsync(either.Token);
            ListenForAnswers();
            question = _questions.Add();
            await AppendAsync(subject, question.Subject, headers?.ToBytes(), data, lasting: false, either.Token);
            asked = true;
            var answer = await question.Answer.WaitAsync(either.Token);
            return answer.Status == 503 && answer.Data.Length == 0
                ? throw new NatsException(NatsFault.NoResponders, $"Nobody answers on {subject}.")
                : answer;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw asked
                ? new NatsException(NatsFault.Timeout, $"No answer on {subject} within {limit.TotalSeconds:0.#} s: whether it was done is unknown.")
                : new NatsException(NatsFault.Away, $"The bus was away for {limit.TotalSeconds:0.#} s: {_state.Fault ?? "not connected yet"}");
        }
        finally
        {
            _questions.Remove(question.Id);
        }
    }

    /// <summary>Asks and gathers all that is answered within a time.</summary>
    public async Task<IReadOnlyList<NatsMessage>> GatherAsync(string subject, ReadOnlyMemory<byte> data, TimeSpan window, CancellationToken cancel)
    {
        NatsNames.Subject(subject);
        var own = $"{Inbox}.g.{Number()}";
        await using var answers = Listen(own, passing: true);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var all = new List<NatsMessage>();
        await ConnectedAsync(cancel);
        await AskOnAsync(subject, own, data, cancel);
        using var timer = _time.CreateTimer(_ => answers.Close(), null, window, Timeout.InfiniteTimeSpan);
        await foreach (var answer in answers.ReadAllAsync(cancel))
        {
            if (answer.Status == 503 && answer.Data.Length == 0)
                break;
            all.Add(answer);
        }

        return all;
    }

    /// <summary>Publishes over the connection that stands, and over no later one.</summary>
    public ValueTask AskOnAsync(string subject, string? reply, ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        NatsNames.Subject(subject);
        return AppendAsync(subject, reply, null, data, lasting: false, cancel);
    }

    /// <summary>A number that nothing else of this client has.</summary>
    public long Number() => _questions.Number();

    /// <summary>Begins to listen, from here on and over every connection to come.</summary>
    /// <param name="group">Of those who listen in one group, each message reaches one.</param>
    /// <param name="most">Messages that may wait for their reader.</param>
    /// <param name="passing">Over this connection only: it is closed when that breaks.</param>
    public NatsSubscription Listen(string pattern, string? group = null, int most = UsualBound, bool passing = false)
    {
        NatsNames.Pattern(pattern);
        if (group is not null)
            NatsNames.Subject(group);
        Start();
        lock (_gate)
        {
            var subscription = _listeners.Add(pattern, group, most, Leave, passing);
            if (_link is not null)
                _outbox.AppendControl(NatsListeners.Line(subscription));
            return subscription;
        }
    }

    private void ListenForAnswers()
    {
        lock (_gate)
        {
            if (_listeners.AddAnswers($"{Inbox}.r.*") is { } line && _link is not null)
                _outbox.AppendControl(line);
        }
    }

    private void Leave(NatsSubscription subscription)
    {
        lock (_gate)
        {
            if (_listeners.Remove(subscription) && _link is not null)
                _outbox.AppendControl(Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"UNSUB {subscription.Sid}\r\n")));
        }
    }

    private void Hear(NatsMessage message, long sid)
    {
        if (sid == NatsListeners.Answers)
            _questions.Answer(message);
        else if (_listeners.Find(sid) is { } subscription && subscription.Hear(message))
            TooSlow(subscription.Pattern);
    }

    private async ValueTask AppendAsync(
        string subject, string? reply, byte[]? headers, ReadOnlyMemory<byte> data, bool lasting, CancellationToken cancel)
    {
        var size = (headers?.Length ?? 0) + (long)data.Length;
        if (size > _most || size + 4096 > _outbox.Bound)
            throw new NatsException(NatsFault.TooLarge, $"A message of {size} bytes is larger than the server takes ({_most}; max_payload in its configuration).");
        while (true)
        {
            var space = _outbox.Space;
            lock (_gate)
            {
                if (!lasting && _link is null)
                    throw new NatsException(NatsFault.Broken, "The connection broke before it could be asked.");
                if (_outbox.TryAppend(subject, reply, headers, data.Span, lasting))
                    return;
                if (_link is null)
                    throw new NatsException(NatsFault.Full, $"The bus is away, and {_options.PendingMegabytes} MB wait for it already (Nats:PendingMegabytes).");
            }

            await space.WaitAsync(cancel);
        }
    }
}
