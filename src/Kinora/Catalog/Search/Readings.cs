using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>
/// How a name and a query are read before they are compared. Case, accents, width and typographic forms are folded away, and what is
/// left is read three ways: <see cref="Words"/> (punctuation separates: "spider man", "c h u d"), <see cref="Joined"/> (punctuation
/// inside a word vanishes: "spiderman", "chud") and <see cref="Literal"/> (punctuation stands: "spider-man", "c.h.u.d."). Any text is
/// accepted, whatever characters it holds. One instance serves one thread; a reading is valid until the next <see cref="Read"/>.
/// </summary>
internal sealed class Readings
{
    private const char FractionSlash = '\u2044';

    private readonly CharBuffer _words = new();
    private readonly CharBuffer _joined = new();
    private readonly CharBuffer _literal = new();

    public ReadOnlySpan<char> Words => _words.Span;

    public ReadOnlySpan<char> Joined => _joined.Span;

    public ReadOnlySpan<char> Literal => _literal.Span;

    /// <summary>Reads at most <paramref name="limit"/> characters of the text; a surrogate pair is never cut in two.</summary>
    public void Read(string text, int limit)
    {
        _words.Clear();
        _joined.Clear();
        _literal.Clear();
        var cut = text.AsSpan(0, Math.Min(text.Length, limit));
        if (cut.Length < text.Length && cut.Length > 0 && char.IsHighSurrogate(cut[^1])) cut = cut[..^1];
        if (Ascii.IsValid(cut)) Scan(cut);
        else Scan(WholeScalars(cut).Normalize(NormalizationForm.FormKD));
    }

    /// <summary>The distinct readings, the one by words first; none for a text of white space alone.</summary>
    public IEnumerable<string> Distinct()
    {
        var words = Words.ToString();
        var joined = Joined.ToString();
        var literal = Literal.ToString();
        if (words.Length > 0) yield return words;
        if (joined.Length > 0 && joined != words) yield return joined;
        if (literal.Length > 0 && literal != words && literal != joined) yield return literal;
    }

    private void Scan(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] < 0x80)
            {
                ReadAscii(text, at);
                at++;
                continue;
            }

            Rune.DecodeFromUtf16(text[at..], out var rune, out var used);
            at += used;
            ReadRune(Rune.ToLowerInvariant(rune));
        }
    }

    private void ReadAscii(ReadOnlySpan<char> text, int at)
    {
        var c = text[at];
        if (char.IsAsciiLetterOrDigit(c)) Letter((char)(char.IsAsciiLetterUpper(c) ? c | 0x20 : c));
        else if (c <= ' ' || c == 0x7F) Space();
        else if (c == '&' && IsGap(text, at - 1) && IsGap(text, at + 1)) And();
        else Mark(c);
    }

    private void ReadRune(Rune rune)
    {
        if (SpecialLetters.Fold(rune.Value) is { } letters)
        {
            foreach (var letter in letters) Letter(letter);
            return;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Control:
                Space();
                break;
            case UnicodeCategory.Format:
                break;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark when SpecialLetters.IsAccent(rune.Value):
                break;
            case UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
                or UnicodeCategory.OtherPunctuation:
                Mark((char)rune.Value, rune);
                break;
            case UnicodeCategory.MathSymbol when rune.Value == FractionSlash:
                Mark(FractionSlash);
                break;
            case UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol
                or UnicodeCategory.OtherSymbol:
                Symbol(rune);
                break;
            default:
                _words.Add(rune);
                _joined.Add(rune);
                _literal.Add(rune);
                break;
        }
    }

    private void Letter(char c)
    {
        _words.Add(c);
        _joined.Add(c);
        _literal.Add(c);
    }

    private void Space()
    {
        _words.Gap();
        _joined.Gap();
        _literal.Gap();
    }

    private void Mark(char c, Rune rune = default)
    {
        _words.Gap();
        if (rune.Value > char.MaxValue) _literal.Add(rune);
        else _literal.Add(c);
    }

    /// <summary>A picture, a currency sign and the like is a word by itself.</summary>
    private void Symbol(Rune rune)
    {
        _words.Gap();
        _words.Add(rune);
        _words.Gap();
        _joined.Add(rune);
        _literal.Add(rune);
    }

    private void And()
    {
        foreach (var c in "and")
        {
            _words.Add(c);
            _joined.Add(c);
        }

        _literal.Add('&');
    }

    private static bool IsGap(ReadOnlySpan<char> text, int at) => (uint)at >= (uint)text.Length || char.IsWhiteSpace(text[at]);

    /// <summary>
    /// Half of a surrogate pair is no character, and normalisation throws on it as on U+FFFE: both are read as U+FFFD. A fraction is set
    /// apart from the number before it, which its decomposition would run into.
    /// </summary>
    private static string WholeScalars(ReadOnlySpan<char> text)
    {
        var whole = new StringBuilder(text.Length);
        while (text.Length > 0)
        {
            var status = Rune.DecodeFromUtf16(text, out var rune, out var used);
            if (status != OperationStatus.Done || (rune.Value & 0xFFFE) == 0xFFFE) rune = Rune.ReplacementChar;
            if (rune.Value is (>= 0xBC and <= 0xBE) or (>= 0x2150 and <= 0x215E) or 0x2189) whole.Append(' ');
            whole.Append(rune.ToString());
            text = text[used..];
        }

        return whole.ToString();
    }
}
