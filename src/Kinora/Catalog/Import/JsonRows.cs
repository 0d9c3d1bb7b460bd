using System.Text.Json;
using Kinora.Catalog.Titles;
using Kinora.Platform;

namespace Kinora.Catalog.Import;

/// <summary>A JSON array of titles.</summary>
internal sealed class JsonRows : RowReader
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 32 };

    private readonly Stream _stream;
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _final;
    private JsonReaderState _state = new(Strict);
    private bool _inside;
    private long _line = 1;
    private ReadOnlyMemory<byte> _row;

    public JsonRows(Stream stream)
    {
        _stream = stream;
        Fill();
        if (_buffer.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8))
            _start += 3;
    }

    public override bool Read()
    {
        while (true)
        {
            try
            {
                if (TryNext() is { } found)
                    return found;
            }
            catch (JsonException fault)
            {
                throw new MalformedFile((fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1, "this is not JSON: " + Short(fault.Message));
            }

            if (_final)
                throw new MalformedFile(_line + Lines(_start, _end), 1, "the file ends in the middle of the array.");
            Fill();
        }
    }

    public override TitleDraft ToDraft(Faults faults)
    {
        using var json = JsonDocument.Parse(_row, new JsonDocumentOptions { MaxDepth = 32 });
        return JsonTitle.Read(json.RootElement, faults, CountUnknown);
    }

    public override void Dispose() => _stream.Dispose();

    internal static string Short(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>True: a row was read. False: the array has ended. Null: more bytes are needed.</summary>
    private bool? TryNext()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
        if (!reader.Read())
            return null;
        if (!_inside)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new MalformedFile(_line, 1, "a JSON import is one array of titles; for one title a line choose the format ndjson.");
            _inside = true;
            Consume(reader);
            return TryNext();
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            Consume(reader);
            End();
            return false;
        }

        var start = _start + (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
            return null;
        Row++;
        Line = _line + Lines(_start, start);
        _row = _buffer.AsMemory(start, _start + (int)reader.BytesConsumed - start);
        Consume(reader);
        return true;
    }

    private void Consume(Utf8JsonReader reader)
    {
        var next = _start + (int)reader.BytesConsumed;
        _line += Lines(_start, next);
        (_start, _state) = (next, reader.CurrentState);
    }

    private void End()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
            if (reader.Read())
                throw new MalformedFile(_line, 1, "something follows the end of the array.");
            if (_final)
                return;
            Consume(reader);
            Fill();
        }
    }

    private int Lines(int from, int to) => _buffer.AsSpan(from, to - from).Count((byte)'\n');

    private void Fill()
    {
        var kept = _end - _start;
        if (kept >= LongestRow)
            throw new MalformedFile(_line, 1, $"a row is longer than {LongestRow >> 20} MB.");
        var next = kept * 2 > _buffer.Length ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _start, next, 0, kept);
        (_buffer, _start, _end) = (next, 0, kept);
        var read = _stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _final = read < _buffer.Length - _end;
        _end += read;
    }
}
