namespace Kinora.Catalog.Embeddings;

/// <summary>What a title says about itself, as an embedder reads it.</summary>
/// <param name="Name">With the series' name before it for an episode.</param>
/// <param name="Topics">Genres, then tags and themes.</param>
internal sealed record TitleText(string Name, IReadOnlyList<string> Genres, IReadOnlyList<string> Topics, string? Synopsis)
{
    /// <summary>Name and genres.</summary>
    public string Short => Genres.Count == 0 ? $"{Name}." : $"{Name}. {string.Join(", ", Genres)}.";

    /// <summary>All of it.</summary>
    public string Whole => string.Join(' ', new[] { Short, Synopsis, string.Join(", ", Topics) }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
