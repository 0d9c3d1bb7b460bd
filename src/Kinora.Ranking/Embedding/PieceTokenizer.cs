using System.Text;

namespace Kinora.Ranking.Embedding;

/// <summary>
/// Cuts a text into the pieces of a SentencePiece unigram vocabulary: of all ways to cut it, the one with the highest sum of scores. Any text
/// is fine, ill-formed Unicode too. Safe for several threads.
/// </summary>
internal sealed class PieceTokenizer
{
    /// <summary>What no piece covers; neighbours of it are one.</summary>
    public const int Unknown = 0;

    /// <summary>The first entries of a vocabulary stand for no text.</summary>
    private const int Reserved = 6;

    /// <summary>More of a text is not read: it has more pieces than anybody asks for.</summary>
    private const int LongestText = 4_096;

    private const char Space = '\u2581';

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int[] _lengths;
    private readonly float[] _scores;
    private readonly int _longest;

    /// <summary>A vocabulary in the order of its ids.</summary>
    public PieceTokenizer(IReadOnlyList<(string Piece, float Score)> vocabulary)
    {
        _ids = new Dictionary<string, int>(vocabulary.Count, StringComparer.Ordinal);
        (_lengths, _scores) = (new int[vocabulary.Count], new float[vocabulary.Count]);
        for (var id = 0; id < vocabulary.Count; id++)
        {
            (_lengths[id], _scores[id]) = (vocabulary[id].Piece.Length, vocabulary[id].Score);
            if (id < Reserved)
                continue;
            _ids[vocabulary[id].Piece] = id;
            _longest = Math.Max(_longest, _lengths[id]);
        }

        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The ids of a text's pieces, at most <paramref name="most"/>; none for an empty text.</summary>
    public int[] Encode(string text, int most = int.MaxValue)
    {
        var prepared = Prepare(text);
        var ids = new int[prepared.Length + 1];
        var best = new float[prepared.Length + 1];
        for (var start = 0; start < prepared.Length; start++)
        {
            // A place that nothing reaches begins anew, at 0.
            for (var length = 1; length <= Math.Min(_longest, prepared.Length - start); length++)
            {
                if (!_lookup.TryGetValue(prepared.AsSpan(start, length), out var id))
                    continue;
                var (end, score) = (start + length, best[start] + _scores[id]);
                if (best[end] == 0 || score >= best[end])
                    (best[end], ids[end]) = (score, id);
            }
        }

        var pieces = new List<int>();
        for (var at = prepared.Length; at > 0; at -= ids[at] == Unknown ? 1 : _lengths[ids[at]])
        {
            if (ids[at] != Unknown || pieces.Count == 0 || pieces[^1] != Unknown)
                pieces.Add(ids[at]);
        }

        pieces.Reverse();
        return [.. pieces.Take(most)];
    }

    /// <summary>Compatibility forms become plain ones (NFKC); words begin with a mark.</summary>
    private static string Prepare(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, LongestText));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= LongestText)
                break;
            clean.Append(rune.ToString());
        }

        var normal = clean.ToString().Normalize(NormalizationForm.FormKC);
        return normal.Length == 0 ? "" : Space + normal.Replace(' ', Space);
    }
}
