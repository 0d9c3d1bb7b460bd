using System.Buffers.Text;
using System.Text;

namespace Kinora.Integrations.Nats;

/// <summary>
/// What waits to be written, up to a bound. Of what is lasting (a published message) nothing is forgotten when the connection breaks; what
/// belongs to that connection alone (questions, subscriptions, pings) is.
/// </summary>
internal sealed class NatsOutbox(int bound) : IDisposable
{
    private const int Usual = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly List<(int Start, int Length)> _passing = [];
    private TaskCompletionSource _space = New();
    private byte[] _buffer = new byte[Usual];
    private byte[] _spare = new byte[Usual];
    private int _used;
    private int _lasting;

    public int Bound => bound;

    /// <summary>Lasting messages that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _lasting;
        }
    }

    /// <summary>Ends when something was taken or the connection broke. Ask for it before trying.</summary>
    public Task Space
    {
        get
        {
            lock (_gate)
                return _space.Task;
        }
    }

    /// <summary>A line of the protocol; small ones always find room.</summary>
    public void AppendControl(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            _passing.Add((_used, line.Length));
            line.CopyTo(Room(line.Length));
            Signal();
        }
    }

    /// <summary>A message; false when it would go over the bound.</summary>
    public bool TryAppend(string subject, string? reply, byte[]? headers, ReadOnlySpan<byte> payload, bool lasting)
    {
        Span<byte> numbers = stackalloc byte[32];
        var at = 0;
        if (headers is not null)
        {
            Utf8Formatter.TryFormat(headers.Length, numbers, out at);
            numbers[at++] = (byte)' ';
        }

        Utf8Formatter.TryFormat((headers?.Length ?? 0) + payload.Length, numbers[at..], out var more);
        numbers = numbers[..(at + more)];
        var word = headers is null ? "PUB "u8 : "HPUB "u8;
        var reserved = reply is null ? 0 : Encoding.UTF8.GetByteCount(reply) + 1;
        var length = word.Length + Encoding.UTF8.GetByteCount(subject) + 1 + reserved + numbers.Length + 2 + (headers?.Length ?? 0) + payload.Length + 2;
        lock (_gate)
        {
            if ((long)_used + length > bound)
                return false;
            if (lasting)
                _lasting++;
            else
                _passing.Add((_used, length));
            var into = Room(length);
            Put(ref into, word);
            Put(ref into, subject);
            if (reply is not null)
                Put(ref into, reply);
            Put(ref into, numbers);
            Put(ref into, "\r\n"u8);
            Put(ref into, headers);
            Put(ref into, payload);
            Put(ref into, "\r\n"u8);
            Signal();
            return true;
        }
    }

    /// <summary>Waits for something and takes all of it, with the number of lasting messages in it. One taker at a time.</summary>
    public async Task<(ReadOnlyMemory<byte> Bytes, int Lasting)> TakeAsync(CancellationToken cancel)
    {
        await _work.WaitAsync(cancel);
        lock (_gate)
        {
            var taken = (_buffer.AsMemory(0, _used), _lasting);
            (_buffer, _spare) = (_spare.Length > 16 * Usual ? new byte[Usual] : _spare, _buffer);
            (_used, _lasting) = (0, 0);
            _passing.Clear();
            Freed();
            return taken;
        }
    }

    /// <summary>The connection broke: only what is lasting goes on waiting, for the next one.</summary>
    public void Break()
    {
        lock (_gate)
        {
            var (kept, from) = (0, 0);
            foreach (var (start, length) in _passing.Append((Start: _used, Length: 0)))
            {
                _buffer.AsSpan(from, start - from).CopyTo(_buffer.AsSpan(kept));
                kept += start - from;
                from = start + length;
            }

            _used = kept;
            _passing.Clear();
            if (_used > 0)
                Signal();
            Freed();
        }
    }

    public void Dispose() => _work.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Span<byte> Room(int length)
    {
        if (_used + length > _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max((long)_buffer.Length * 2, _used + (long)length)));
        var room = _buffer.AsSpan(_used, length);
        _used += length;
        return room;
    }

    private void Signal()
    {
        if (_work.CurrentCount == 0)
            _work.Release();
    }

    private void Freed()
    {
        _space.TrySetResult();
        _space = New();
    }

    private static void Put(ref Span<byte> into, scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(into);
        into = into[bytes.Length..];
    }

    private static void Put(ref Span<byte> into, string text)
    {
        into = into[Encoding.UTF8.GetBytes(text, into)..];
        into[0] = (byte)' ';
        into = into[1..];
    }
}
