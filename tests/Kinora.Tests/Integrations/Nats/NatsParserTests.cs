using System.Buffers;
using System.Text;
using Kinora.Integrations.Nats;

namespace Kinora.Tests.Integrations.Nats;

public sealed class NatsParserTests
{
    private const string Whole =
        "INFO {\"max_payload\":1048576}\r\nPING\r\n+OK\r\nMSG a.b 7 5\r\nhello\r\nMSG a.b 7 reply.to 0\r\n\r\nHMSG c 9 19 24\r\nNATS/1.0\r\nA: bc\r\n\r\n12345\r\n"
        + "msg  low\t3 2\r\n\r\n\r\nPONG\r\n-ERR 'Slow Consumer'\r\n";

    [Fact]
    public void Frames_are_the_same_wherever_the_network_cuts_them()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        var expected = Told(Read(new NatsParser(), [bytes]));
        Assert.Equal(
            ["Info:{\"max_payload\":1048576}", "Ping:", "Ok:", "Message:a.b,7,,0,hello", "Message:a.b,7,reply.to,0,", "Message:c,9,,19,NATS/1.0\r\nA: bc\r\n\r\n12345", "Message:low,3,,0,\r\n", "Pong:", "Error:Slow Consumer"],
            expected);
        for (var cut = 1; cut < bytes.Length; cut++)
            Assert.Equal(expected, Told(Read(new NatsParser(), [bytes[..cut], bytes[cut..]])));
        Assert.Equal(expected, Told(Read(new NatsParser(), [.. bytes.Select(one => new[] { one })])));
    }

    [Theory]
    [InlineData("MSG a 1 99999999999999999\r\n")]
    [InlineData("MSG a 1 999999999999999999999999\r\n")]
    [InlineData("MSG a 1 -1\r\n")]
    [InlineData("MSG a 1 5x\r\n")]
    [InlineData("MSG a 1\r\n")]
    [InlineData("MSG a 1 2 3 4 5 6 7 8 9\r\n")]
    [InlineData("HMSG a 1 9 5\r\n12345\r\n")]
    [InlineData("MSG a 1 5\r\nhello!!\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("\r\n")]
    [InlineData("PING\n")]
    public void What_is_not_the_protocol_is_refused(string text) =>
        Assert.Equal(NatsFault.Protocol, Assert.Throws<NatsException>(() => Read(new NatsParser(), [Encoding.UTF8.GetBytes(text)])).Fault);

    [Fact]
    public void A_huge_length_takes_no_memory_before_as_much_is_there()
    {
        var parser = new NatsParser { MostPayload = 256 << 20 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(Read(parser, [.. Enumerable.Repeat("MSG a 1 268435456\r\nx"u8.ToArray(), 1)]));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 * 1024);
    }

    [Fact]
    public void A_line_without_an_end_is_refused() =>
        Assert.Equal(NatsFault.Protocol, Assert.Throws<NatsException>(() => Read(new NatsParser(), [new byte[NatsParser.MostLine + 1]])).Fault);

    [Fact]
    public void Random_bytes_give_frames_or_a_refusal_and_nothing_else()
    {
        var random = new Random(20_261_201);
        var words = new[] { "MSG ", "HMSG ", "PING", "PONG", "INFO {}", "+OK", "-ERR ''", "\r\n", "\r", "\n", " ", "1", "0", "12", "999999999", "a.b", "NATS/1.0" };
        var refused = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(4) == 0 ? Bytes(random) : Encoding.ASCII.GetBytes(words[random.Next(words.Length)])).ToArray();
            try
            {
                Read(new NatsParser(), parts);
            }
            catch (NatsException fault) when (fault.Fault == NatsFault.Protocol)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 20_000);
    }

    [Fact]
    public void Headers_keep_their_order_and_hold_no_line_breaks()
    {
        var headers = new NatsHeaders().Add("A", "1").Add("b", "two words").Add("A", "3");
        var back = NatsHeaders.Parse(headers.ToBytes());
        Assert.Equal(headers.All, back.All);
        Assert.Equal("1", back["a"]);
        Assert.Throws<NatsException>(() => headers.Add("x", "1\r\nEvil: 2"));
        Assert.Throws<NatsException>(() => headers.Add("x:y", "1"));
        var status = NatsHeaders.Parse("NATS/1.0 503 No Responders\r\n\r\n"u8);
        Assert.Equal((503, "No Responders"), (status.Status, status.Description));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\r\nPUB x 0")]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a.*")]
    [InlineData(">")]
    public void A_subject_that_would_be_another_command_is_refused(string subject) =>
        Assert.Equal(NatsFault.Invalid, Assert.Throws<NatsException>(() => NatsNames.Subject(subject)).Fault);

    [Theory]
    [InlineData("otp/request/ann", true)]
    [InlineData("a=b.c_d-e", true)]
    [InlineData("snapshots/2026-01-01T00:00:00", false)]
    [InlineData(".a", false)]
    [InlineData("a..b", false)]
    [InlineData("", false)]
    public void Keys_follow_the_server(string key, bool fits) => Assert.Equal(fits, NatsNames.IsKey(key));

    [Theory]
    [InlineData("nats://127.0.0.1:4222", 1)]
    [InlineData("tls://nats.example.org, nats.example.net:5222", 2)]
    [InlineData("nats://ann:secret@127.0.0.1", null)]
    [InlineData("http://127.0.0.1", null)]
    [InlineData("nats://", null)]
    public void Addresses_are_read_and_never_with_a_password(string text, int? servers) => Assert.Equal(servers, NatsServer.Parse(text)?.Count);

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(1, 40)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static List<NatsFrame> Read(NatsParser parser, byte[][] pieces)
    {
        var (frames, held) = (new List<NatsFrame>(), Array.Empty<byte>());
        foreach (var piece in pieces)
        {
            // What was not taken comes again, in two segments.
            var rest = Sequence(held, piece);
            while (parser.TryRead(ref rest, out var frame))
                frames.Add(frame);
            held = rest.ToArray();
        }

        return frames;
    }

    private static ReadOnlySequence<byte> Sequence(byte[] first, byte[] second)
    {
        var start = new Piece(first, null);
        var end = new Piece(second, start);
        return new ReadOnlySequence<byte>(start, 0, end, second.Length);
    }

    private static List<string> Told(IEnumerable<NatsFrame> frames) => [.. frames.Select(frame =>
        frame.Kind == NatsFrameKind.Message ? $"{frame.Kind}:{frame.Text},{frame.Sid},{frame.Reply},{frame.Headers},{Encoding.UTF8.GetString(frame.Data!)}" : $"{frame.Kind}:{frame.Text}")];

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, Piece? before)
        {
            Memory = bytes;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
