using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Kinora.Integrations.Nats;

internal enum NatsFrameKind
{
    Info,
    Message,
    Ok,
    Error,
    Ping,
    Pong,
}

/// <summary>One thing that a server said.</summary>
/// <param name="Text">The subject of a message; what INFO and -ERR say.</param>
/// <param name="Data">Headers and payload of a message.</param>
internal readonly record struct NatsFrame(NatsFrameKind Kind, string Text = "", long Sid = 0, string? Reply = null, int Headers = 0, byte[]? Data = null);

/// <summary>
/// Cuts what a server sends into frames. It keeps nothing between calls; no number from the wire decides how much memory is taken before
/// as many bytes are there, and none may be over <see cref="MostPayload"/>.
/// </summary>
internal sealed class NatsParser
{
    /// <summary>The longest line; INFO of a large cluster is the longest of all.</summary>
    public const int MostLine = 256 * 1024;

    private const int MostOther = 8 * 1024;

    /// <summary>Also what JetStream sends by itself, which may be over what a client may send.</summary>
    public int MostPayload { get; set; } = 4 << 20;

    /// <summary>Takes one frame from the beginning of <paramref name="input"/>; false when its end is not there yet.</summary>
    public bool TryRead(ref ReadOnlySequence<byte> input, out NatsFrame frame)
    {
        frame = default;
        if (input.PositionOf((byte)'\n') is not { } end)
            return input.Length > MostLine ? throw Broken("a line has no end") : false;
        var line = input.Slice(0, end);
        if (line.Length > MostLine)
            throw Broken("a line is too long");
        var after = input.GetPosition(1, end);
        if (line.IsSingleSegment)
            return Read(line.FirstSpan, after, ref input, out frame);
        var rented = ArrayPool<byte>.Shared.Rent((int)line.Length);
        try
        {
            line.CopyTo(rented);
            return Read(rented.AsSpan(0, (int)line.Length), after, ref input, out frame);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool Read(ReadOnlySpan<byte> line, SequencePosition after, ref ReadOnlySequence<byte> input, out NatsFrame frame)
    {
        if (line.IsEmpty || line[^1] != '\r')
            throw Broken("a line ends without a carriage return");
        line = line[..^1];
        if (line.Length > MostOther && !Begins(line, "INFO "u8))
            throw Broken("a line is too long");
        if (Begins(line, "MSG "u8))
            return TryMessage(line[4..], headers: false, after, ref input, out frame);
        if (Begins(line, "HMSG "u8))
            return TryMessage(line[5..], headers: true, after, ref input, out frame);
        frame = line.Length >= 3 && Begins(line, "+OK"u8) ? new NatsFrame(NatsFrameKind.Ok)
            : Begins(line, "PING"u8) ? new NatsFrame(NatsFrameKind.Ping)
            : Begins(line, "PONG"u8) ? new NatsFrame(NatsFrameKind.Pong)
            : Begins(line, "INFO "u8) ? new NatsFrame(NatsFrameKind.Info, Encoding.UTF8.GetString(line[5..]))
            : Begins(line, "-ERR"u8) ? new NatsFrame(NatsFrameKind.Error, Encoding.UTF8.GetString(line[4..]).Trim().Trim('\''))
            : throw Broken("a line is no command");
        input = input.Slice(after);
        return true;
    }

    private bool TryMessage(ReadOnlySpan<byte> line, bool headers, SequencePosition after, ref ReadOnlySequence<byte> input, out NatsFrame frame)
    {
        frame = default;
        Span<Range> parts = stackalloc Range[7];
        var count = Split(line, parts);
        var numbers = headers ? 2 : 1;
        if (count != 2 + numbers && count != 3 + numbers)
            throw Broken("a message's line has too few or too many parts");
        var total = Number(line[parts[count - 1]]);
        var head = headers ? Number(line[parts[count - 2]]) : 0;
        if (total > MostPayload || head > total)
            throw Broken("a message is larger than this server may send");
        var rest = input.Slice(after);
        if (rest.Length < total + 2)
            return false;
        var tail = rest.Slice(total, 2);
        Span<byte> ending = stackalloc byte[2];
        tail.CopyTo(ending);
        if (ending[0] != '\r' || ending[1] != '\n')
            throw Broken("a message is longer or shorter than it says");
        var data = total == 0 ? [] : GC.AllocateUninitializedArray<byte>((int)total);
        rest.Slice(0, total).CopyTo(data);
        var reply = count == 3 + numbers ? Encoding.UTF8.GetString(line[parts[2]]) : null;
        frame = new NatsFrame(NatsFrameKind.Message, Encoding.UTF8.GetString(line[parts[0]]), Number(line[parts[1]]), reply, (int)head, data);
        input = rest.Slice(tail.End);
        return true;
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> parts)
    {
        var count = 0;
        for (var at = 0; at < line.Length;)
        {
            if (line[at] is (byte)' ' or (byte)'\t')
            {
                at++;
                continue;
            }

            var length = line[at..].IndexOfAny((byte)' ', (byte)'\t');
            var end = length < 0 ? line.Length : at + length;
            if (count == parts.Length)
                throw Broken("a message's line has too many parts");
            parts[count++] = at..end;
            at = end;
        }

        return count;
    }

    private static long Number(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= 18 && Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length && number >= 0
            ? number : throw Broken("a number is none");

    private static bool Begins(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word) =>
        line.Length >= word.Length && Ascii.EqualsIgnoreCase(line[..word.Length], word);

    private static NatsException Broken(string what) => new(NatsFault.Protocol, $"The server does not speak NATS: {what}.");
}
