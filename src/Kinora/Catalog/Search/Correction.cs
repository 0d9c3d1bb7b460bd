using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>
/// "Did you mean": each word of the query that begins no word of any listed name is replaced by the nearest word that stands in one,
/// by edits, then by shared grams, then by the number of titles. Offered only where all words together find a title.
/// </summary>
internal sealed class Correction(TitleSearch search, MatchRun asked)
{
    private const int MostWords = 8;
    private const int Choices = 3;

    public string? Find()
    {
        var words = asked.Query[0].Text.Split(' ');
        if (words.Length > MostWords) return null;
        var choices = words.Select(word => IsKnown(word) ? [word] : Nearest(word)).ToArray();
        if (choices.Any(c => c.Length == 0) || choices.Zip(words).All(c => c.First[0] == c.Second)) return null;
        var picks = new int[words.Length];
        do
        {
            string[] corrected = [.. picks.Select((pick, i) => choices[i][pick])];
            if (StandTogether(corrected)) return string.Join(' ', corrected);
        }
        while (Advance(picks, choices));
        return null;
    }

    private static bool Advance(int[] picks, string[][] choices)
    {
        for (var i = picks.Length - 1; i >= 0; i--)
        {
            if (++picks[i] < choices[i].Length) return true;
            picks[i] = 0;
        }

        return false;
    }

    private string[] Nearest(string word)
    {
        var found = new Dictionary<string, (int Distance, int Titles)>(StringComparer.Ordinal);
        for (var chunk = 0; chunk < search.Titles.Chunks.Length; chunk++)
        {
            var (titles, at) = (search.Titles.Chunks[chunk], chunk);
            Near(titles.Base, titles.Edited, at);
            if (titles.Overlay is { } overlay) Near(overlay, [], at);
        }

        var grams = Gram.Padded(word);
        return
        [
            .. found.OrderBy(f => f.Value.Distance).ThenByDescending(f => Gram.Padded(f.Key).Intersect(grams).Count())
                .ThenByDescending(f => f.Value.Titles).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key).Take(Choices),
        ];

        void Near(TitleSegment segment, ReadOnlySpan<ulong> edited, int chunk)
        {
            foreach (var (near, distance) in asked.Near.Of(segment, word))
            {
                var titles = Titles(segment, near, near + 1, edited, chunk);
                if (titles == 0) continue;
                var text = Encoding.UTF8.GetString(segment.Words[near]);
                found[text] = (distance, titles + found.GetValueOrDefault(text).Titles);
            }
        }
    }

    private bool IsKnown(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        for (var chunk = 0; chunk < search.Titles.Chunks.Length; chunk++)
        {
            var titles = search.Titles.Chunks[chunk];
            if (Begins(titles.Base, bytes, titles.Edited, chunk)) return true;
            if (titles.Overlay is { } overlay && Begins(overlay, bytes, [], chunk)) return true;
        }

        return false;
    }

    private bool Begins(TitleSegment segment, byte[] word, ReadOnlySpan<ulong> edited, int chunk)
    {
        var (from, to) = segment.Words.StartingWith(word);
        return from < to && Titles(segment, from, to, edited, chunk) > 0;
    }

    /// <summary>How many listed titles have one of the words.</summary>
    private int Titles(TitleSegment segment, int from, int to, ReadOnlySpan<ulong> edited, int chunk)
    {
        var set = asked.Scratch.One;
        set.Clear();
        for (var list = from; list < to; list++) segment.WordLists.AddTo(set, list);
        if (!edited.IsEmpty) Bits.AndNot(set, edited);
        return Bits.CountAnd(set, search.Source.Listed(chunk));
    }

    private bool StandTogether(string[] words)
    {
        using var run = new MatchRun(search.Titles, search.Source, string.Join(' ', words));
        run.Match(forgiving: false);
        return !run.IsEmpty;
    }
}
