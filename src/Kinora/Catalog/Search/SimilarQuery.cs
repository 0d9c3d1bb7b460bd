namespace Kinora.Catalog.Search;

/// <summary>A query prepared for names that only resemble it.</summary>
internal sealed class SimilarQuery
{
    /// <summary>With more words than this, only the grams are compared.</summary>
    private const int MostWords = 8;

    /// <summary>Shared grams are looked at or not: where the words as typed find something, corrected words are enough.</summary>
    public SimilarQuery(string text, bool byGrams, NearWords near)
    {
        Near = near;
        Grams = byGrams ? Gram.Padded(text) : [];
        LeastShared = (Grams.Length + 1) / 2;
        string[] words = [.. text.Split(' ').Distinct(StringComparer.Ordinal)];
        Words = words.Length <= MostWords ? words : [];
    }

    /// <summary>The grams of the query with a space at each end.</summary>
    public uint[] Grams { get; }

    /// <summary>A name resembles the query when it shares half of its grams.</summary>
    public int LeastShared { get; }

    public string[] Words { get; }

    public NearWords Near { get; }

    /// <summary>How many edits are forgiven: none up to two letters, one up to five, then two.</summary>
    public static int EditsIn(string word) => word.Length switch { <= 2 => 0, <= 5 => 1, _ => 2 };

    /// <summary>0 to 1000. Corrected words go before shared grams of the same weight.</summary>
    public int ScoreOfShared(int shared) => shared * 900 / Grams.Length;

    public static int ScoreOfEdits(int edits) => Math.Max(1000 - 50 * edits, 500);
}
