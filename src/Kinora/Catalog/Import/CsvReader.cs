using System.Text;

namespace Kinora.Catalog.Import;

/// <summary>Cells of a CSV file (RFC 4180, either line end), with line and column of every fault.</summary>
internal sealed class CsvReader(Stream stream) : IDisposable
{
    private const int LongestCell = 16 << 20;

    private readonly StreamReader _text = new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 64 * 1024);
    private readonly char[] _buffer = new char[64 * 1024];
    private readonly StringBuilder _cell = new();
    private int _at;
    private int _end;
    private long _line = 1;
    private long _column = 1;

    /// <summary>Line on which the row last read starts, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Reads the next row that is not empty into the list; false at the end.</summary>
    public bool Read(List<string> cells)
    {
        do
        {
            cells.Clear();
            Line = _line;
            if (Peek() < 0)
                return false;
            while (ReadCell(cells))
            {
            }
        }
        while (cells is [""]);
        return true;
    }

    public void Dispose() => _text.Dispose();

    /// <summary>True while the row goes on.</summary>
    private bool ReadCell(List<string> cells)
    {
        _cell.Clear();
        if (Peek() == '"')
            ReadQuoted();
        else
            ReadBare();
        cells.Add(_cell.ToString());
        var after = Next();
        if (after == '\r' && Peek() == '\n')
            after = Next();
        return after == ',';
    }

    private void ReadBare()
    {
        while (Peek() is not (-1 or ',' or '\n' or '\r'))
        {
            var from = _at;
            var length = _buffer.AsSpan(_at, _end - _at).IndexOfAny(',', '\n', '\r');
            _at = length < 0 ? _end : _at + length;
            _column += _at - from;
            _cell.Append(_buffer, from, _at - from);
            if (_cell.Length > LongestCell)
                throw new MalformedFile(_line, _column, "a cell is too long.");
        }
    }

    private void ReadQuoted()
    {
        var (line, column) = (_line, _column);
        Next();
        while (true)
        {
            var letter = Next();
            if (letter < 0 || _cell.Length > LongestCell)
                throw new MalformedFile(line, column, "the quote that opens here is never closed.");
            if (letter != '"')
            {
                _cell.Append((char)letter);
                continue;
            }

            if (Peek() != '"')
                break;
            _cell.Append('"');
            Next();
        }

        if (Peek() is not (-1 or ',' or '\n' or '\r'))
            throw new MalformedFile(_line, _column, "text follows a closing quote: a quote inside a cell is written twice.");
    }

    private int Peek()
    {
        if (_at < _end)
            return _buffer[_at];
        try
        {
            (_at, _end) = (0, _text.Read(_buffer, 0, _buffer.Length));
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedFile(_line, _column, "this is not UTF-8: save the file as CSV in UTF-8.");
        }

        return _end == 0 ? -1 : _buffer[0];
    }

    private int Next()
    {
        var letter = Peek();
        if (letter < 0)
            return -1;
        _at++;
        if (letter == '\n')
            (_line, _column) = (_line + 1, 1);
        else
            _column++;
        return letter;
    }
}
