using System.Globalization;
using System.Text;

namespace Kinora.Ranking.Columns;

/// <summary>
/// One thing that titles may have in common, as a number: the upper 30 bits are a hash of its name, the lower two its class. Stable for
/// ever, because hidden topics are stored by it. A genre, a tag and a theme of one name are one topic.
/// </summary>
internal static class Feature
{
    public const int WordClass = 0;
    public const int CreatorClass = 1;

    /// <summary>A genre or a tag.</summary>
    public const int TopicClass = 2;

    /// <summary>A theme: a topic that can be hidden, but no part of the likeness of two titles.</summary>
    public const int ThemeClass = 3;

    private const int ShortestWord = 3;

    /// <summary>The topic of that name, of whatever class it is on a title.</summary>
    public static int Topic(string name) => (int)(Hash(name) & ~3u) | TopicClass;

    public static int Theme(string name) => Topic(name) | ThemeClass;

    public static int Word(string word) => (int)(Hash(word) & ~3u) | WordClass;

    public static int Creator(int creator) => (int)(Mix((uint)creator + 0x9e3779b9u) & ~3u) | CreatorClass;

    public static bool IsTopic(int feature) => (feature & TopicClass) != 0;

    /// <summary>Whether it takes part in the likeness of two titles: creator, genres, tags and words do, themes do not.</summary>
    public static bool IsAlike(int feature) => (feature & 3) != ThemeClass;

    public static bool IsWord(int feature) => (feature & 3) == WordClass;

    /// <summary>A theme as the topic that it is.</summary>
    public static int AsTopic(int feature) => feature & ~3 | TopicClass;

    /// <summary>Adds the words of a title's name that say something: no article, nothing below three letters, no number.</summary>
    public static void AddWords(string name, ICollection<int> to)
    {
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && char.IsLetter(name[i]))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0 && i - start >= ShortestWord && name[start..i] is var word && !StopWords.Contains(word))
                to.Add(Word(word));
            start = -1;
        }
    }

    /// <summary>FNV-1a over the folded name: case and accents do not count.</summary>
    private static uint Hash(string name)
    {
        var hash = 2166136261u;
        var folded = System.Text.Ascii.IsValid(name) ? name : name.Normalize(NormalizationForm.FormD);
        foreach (var letter in folded.AsSpan().Trim())
        {
            if (letter < 128 || CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                hash = (hash ^ char.ToLowerInvariant(letter)) * 16777619u;
        }

        return Mix(hash);
    }

    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * 0x7feb352du;
        x = (x ^ (x >> 15)) * 0x846ca68bu;
        return x ^ (x >> 16);
    }

    private static readonly HashSet<string> StopWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "and", "why", "how", "who", "what", "when", "where", "are", "was", "not", "but", "all", "our", "his", "her", "its", "into", "for", "from", "with", "you", "your", "this", "that", "der", "die", "das", "und", "les", "des", "las", "los", "part",
        "episode", "season",
    };
}
