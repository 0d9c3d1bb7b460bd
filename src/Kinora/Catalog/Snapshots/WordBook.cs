using Kinora.Catalog.Contracts;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Snapshots;

/// <summary>The vocabularies of this process while snapshots are built. Safe for several threads.</summary>
internal sealed class WordBook(Vocabularies words)
{
    public WordLists Genres { get; } = new(words.Genres);

    public WordLists Categories { get; } = new(words.Categories);

    public WordLists Tags { get; } = new(words.Tags);

    public WordLists Moods { get; } = new(words.Moods);

    public WordLists Themes { get; } = new(words.Themes);

    /// <summary>Languages beyond what a column can number count as unknown.</summary>
    public short Language(string language) => words.Languages.Add(language) is var number and <= short.MaxValue ? (short)number : (short)-1;

    public int Owner(string owner) => words.Owners.Add(owner);

    /// <summary>What the title may have in common with others.</summary>
    public int[] Features(in LoadedTitle title, int[] genres, int[] tags, int[] themes)
    {
        var features = new List<int>(genres.Length + tags.Length + themes.Length + 8);
        Genres.AddTopics(genres, features, themes: false);
        Tags.AddTopics(tags, features, themes: false);
        Themes.AddTopics(themes, features, themes: true);
        if (title.Creator >= 0)
            features.Add(Feature.Creator(title.Creator));
        Feature.AddWords(title.Name, features);
        return [.. features];
    }
}
