using System.Text;
using Kinora.Catalog.Search;

namespace Kinora.Benchmarks.Search;

/// <summary>
/// Titles whose words are drawn by Zipf's law (the n-th word is n times rarer than the first) from known words followed by 60,000 made of
/// syllables, one to seven in a name, some with punctuation, accents or an original name. The same seed gives the same titles.
/// </summary>
internal sealed class GeneratedTitles : ITitleFacets
{
    private static readonly string[] Known =
        ("the of a and in to my love man night life day house story one world girl boy little great last first two blood red black war " +
         "time death dark star king christmas secret family big city school dead heart home road dream lost summer new game live show best " +
         "children fire water moon sun wild good bad way woman island mystery murder kill hunter dragon ghost monster return rise fall kid " +
         "super doctor train bridge river mountain ocean winter spring music dance street party wedding mother father brother sister angel " +
         "devil hell heaven golden silver blue green white shadow light hour minute year money gun knight queen prince princess hero legend " +
         "journey escape chase race killer detective police crime trial judge truth lie promise kiss beautiful strange invisible forgotten")
        .Split(' ');

    private readonly Random _random = new(20);
    private readonly string[] _words;
    private readonly double[] _weights;
    private readonly float[] _popularity;
    private readonly long[] _durations;
    private readonly long[] _published;
    private readonly byte[] _kinds;
    private readonly ulong[] _genres;

    public GeneratedTitles(int count)
    {
        _words = [.. Known, .. Enumerable.Range(0, 60_000).Select(_ => Syllables())];
        _weights = new double[_words.Length];
        for (var i = 0; i < _words.Length; i++) _weights[i] = (i == 0 ? 0 : _weights[i - 1]) + 1.0 / (i + 1);
        Names = [.. Enumerable.Range(0, count).Select(_ => Name())];
        _popularity = [.. Names.Select(_ => (float)Math.Pow(_random.NextDouble(), 8))];
        _durations = [.. Names.Select(_ => _random.NextInt64(60_000, 9_000_000))];
        _published = [.. Names.Select(_ => _random.NextInt64(1_000_000_000_000))];
        _kinds = [.. Names.Select(_ => (byte)_random.Next(7))];
        _genres = [.. Names.Select(_ => 1UL << _random.Next(24) | 1UL << _random.Next(24))];
    }

    public TitleName[] Names { get; }

    public int Kind(int ordinal) => _kinds[ordinal];

    public int Read(int ordinal, FilterPart facet, Span<int> values)
    {
        switch (facet)
        {
            case FilterPart.Kind:
                values[0] = _kinds[ordinal];
                return 1;
            case FilterPart.Category:
                values[0] = (int)((uint)ordinal * 2654435761 >> 8) % 60;
                return 1;
            case FilterPart.Language:
                values[0] = (int)((uint)ordinal * 2246822519 >> 9) % 12;
                return 1;
            case FilterPart.Creator:
                values[0] = (int)((uint)ordinal * 3266489917 >> 1) % 50_000;
                return 1;
            case FilterPart.Available:
                values[0] = 1;
                return 1;
            case FilterPart.Genre:
                var count = 0;
                for (var rest = _genres[ordinal]; rest != 0; rest &= rest - 1) values[count++] = System.Numerics.BitOperations.TrailingZeroCount(rest);
                return count;
            default:
                return 0;
        }
    }

    public ReadOnlySpan<ulong> Listed(int chunk) => Everything;

    public ReadOnlySpan<float> Popularity(int chunk) => Column(_popularity, chunk);

    public ReadOnlySpan<long> PublishedAt(int chunk) => Column(_published, chunk);

    public ReadOnlySpan<long> DurationMs(int chunk) => Column(_durations, chunk);

    private static readonly ulong[] Everything = [.. Enumerable.Repeat(ulong.MaxValue, Bits.Length)];

    private static ReadOnlySpan<T> Column<T>(T[] column, int chunk) =>
        column.AsSpan(chunk << Bits.Shift, Math.Min(Bits.Titles, column.Length - (chunk << Bits.Shift)));

    private TitleName Name()
    {
        var name = new StringBuilder();
        var length = 1 + (_random.Next(4) + _random.Next(4));
        for (var i = 0; i < length; i++)
        {
            var word = Word();
            if (i > 0) name.Append(_random.Next(25) switch { 0 => ": ", 1 => "-", 2 => ", ", _ => " " });
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
            if (_random.Next(40) == 0) name.Append("'s");
        }

        if (_random.Next(12) == 0) name.Append(' ').Append(_random.Next(2, 2026));
        var text = name.ToString();
        return new TitleName(_random.Next(25) == 0 ? text.Replace('e', 'é') : text, _random.Next(20) == 0 ? $"{Word()} {Word()}" : null);
    }

    private string Word()
    {
        var at = Array.BinarySearch(_weights, _random.NextDouble() * _weights[^1]);
        return _words[at < 0 ? ~at : at];
    }

    private string Syllables()
    {
        const string Consonants = "bcdfghjklmnprstvwz";
        const string Vowels = "aeiou";
        var word = new StringBuilder();
        for (var i = 1 + _random.Next(2) + _random.Next(2); i >= 0; i--)
        {
            word.Append(Consonants[_random.Next(Consonants.Length)]).Append(Vowels[_random.Next(Vowels.Length)]);
            if (_random.Next(3) == 0) word.Append("nrslmt"[_random.Next(6)]);
        }

        return word.ToString();
    }
}
