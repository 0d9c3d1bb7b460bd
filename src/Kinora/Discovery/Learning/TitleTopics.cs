using Kinora.Catalog.Contracts;

namespace Kinora.Discovery.Learning;

/// <summary>
/// What titles are about, of the topics that a person learns, and for whom they are. A topic is a genre, theme, category or tag of that name, in any
/// case; the level is a tag or category such as <c>beginner</c>, <c>intermediate</c> or <c>advanced</c>.
/// </summary>
internal sealed class TitleTopics
{
    private static readonly string[][] Levels =
    [
        ["beginner", "beginners", "basic", "basics", "intro", "introduction", "introductory"], ["intermediate"], ["advanced", "expert", "experts"],
    ];

    private readonly CatalogueSnapshot _snapshot;
    private readonly HashSet<int>[][] _topics;
    private readonly HashSet<int>[][] _levels;

    private TitleTopics(CatalogueSnapshot snapshot, HashSet<int>[][] topics, HashSet<int>[][] levels) => (_snapshot, _topics, _levels) = (snapshot, topics, levels);

    public static TitleTopics Find(IReadOnlyList<string> topics, CatalogueSnapshot snapshot) => new(
        snapshot, [.. topics.Select(topic => Numbers([topic], snapshot))], [.. Levels.Select(words => Numbers(words, snapshot))]);

    /// <summary>Places in the list of topics.</summary>
    public IReadOnlyList<int> Of(int title)
    {
        List<int>? about = null;
        for (var topic = 0; topic < _topics.Length; topic++)
        {
            if (Has(title, _topics[topic]))
                (about ??= []).Add(topic);
        }

        return about ?? (IReadOnlyList<int>)[];
    }

    /// <summary>1 to 3; 0 where it does not say.</summary>
    public int LevelOf(int title) => Array.FindIndex(_levels, words => Has(title, words)) + 1;

    /// <summary>The numbers of these words among genres, themes, categories and tags.</summary>
    private static HashSet<int>[] Numbers(IReadOnlyCollection<string> words, CatalogueSnapshot snapshot) =>
        [.. new[] { snapshot.Words.Genres, snapshot.Words.Themes, snapshot.Words.Categories, snapshot.Words.Tags }.Select(terms =>
            Enumerable.Range(0, terms.Count).Where(number => words.Contains(terms[number], StringComparer.OrdinalIgnoreCase)).ToHashSet())];

    private bool Has(int title, HashSet<int>[] numbers) =>
        Any(_snapshot.GenresOf(title), numbers[0]) || Any(_snapshot.ThemesOf(title), numbers[1])
        || Any(_snapshot.CategoriesOf(title), numbers[2]) || Any(_snapshot.TagsOf(title), numbers[3]);

    private static bool Any(ReadOnlySpan<int> numbers, HashSet<int> wanted)
    {
        if (wanted.Count == 0)
            return false;
        foreach (var number in numbers)
        {
            if (wanted.Contains(number))
                return true;
        }

        return false;
    }
}
