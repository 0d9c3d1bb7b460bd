using System.Text.Json;
using Kinora.Catalog.Titles;
using Kinora.Platform;

namespace Kinora.Catalog.Import;

/// <summary>One JSON object a line; empty lines are passed over.</summary>
internal sealed class NdjsonRows(Stream stream) : RowReader
{
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _final;
    private long _lines;
    private ReadOnlyMemory<byte> _row;

    public override bool Read()
    {
        while (TryLine(out var line))
        {
            _lines++;
            if (_lines == 1 && line.Span.StartsWith("\uFEFF"u8))
                line = line[3..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
                continue;
            Row++;
            Line = _lines;
            _row = line;
            Check();
            return true;
        }

        return false;
    }

    public override TitleDraft ToDraft(Faults faults)
    {
        using var json = JsonDocument.Parse(_row, new JsonDocumentOptions { MaxDepth = 32 });
        return JsonTitle.Read(json.RootElement, faults, CountUnknown);
    }

    public override void Dispose() => stream.Dispose();

    private void Check()
    {
        try
        {
            var reader = new Utf8JsonReader(_row.Span, new JsonReaderOptions { MaxDepth = 32 });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new MalformedFile(Line, 1, "each line is one JSON object.");
            reader.Skip();
            if (reader.Read())
                throw new MalformedFile(Line, reader.TokenStartIndex + 1, "something follows the object.");
        }
        catch (JsonException fault)
        {
            throw new MalformedFile(Line, (fault.BytePositionInLine ?? 0) + 1, "this is not JSON: " + JsonRows.Short(fault.Message));
        }
    }

    private bool TryLine(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = _buffer.AsMemory(_start, searched + found);
                _start += searched + found + 1;
                return true;
            }

            if (_final)
            {
                line = _buffer.AsMemory(_start, _end - _start);
                _start = _end;
                return !line.IsEmpty;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        var kept = _end - _start;
        if (kept >= LongestRow)
            throw new MalformedFile(_lines + 1, 1, $"a line is longer than {LongestRow >> 20} MB.");
        if (kept * 2 > _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, kept);
        (_start, _end) = (0, kept);
        var read = stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _final = read < _buffer.Length - _end;
        _end += read;
    }
}
