using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>Folded text as it grows: runs of gaps are one space, and none stands at either end.</summary>
internal sealed class CharBuffer
{
    private char[] _chars = new char[64];
    private int _length;
    private bool _gap;

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, _length);

    public void Clear()
    {
        _length = 0;
        _gap = false;
    }

    public void Gap() => _gap = true;

    public void Add(char c)
    {
        if (_length + 2 > _chars.Length) Array.Resize(ref _chars, _chars.Length * 2);
        if (_gap && _length > 0) _chars[_length++] = ' ';
        _gap = false;
        _chars[_length++] = c;
    }

    public void Add(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        var count = rune.EncodeToUtf16(units);
        Add(units[0]);
        if (count == 2) Add(units[1]);
    }
}
