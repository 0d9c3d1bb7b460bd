using System.Collections.Frozen;

namespace Kinora.Catalog.Titles;

/// <summary>
/// The catalogue's own genres: lower case, one word for one thing. Labels of providers that mean the same become the same genre; an unknown
/// label is kept in lower case; a label that names no genre (an origin, an audience, a way of publishing) gives none.
/// </summary>
internal static class GenreNames
{
    private static readonly FrozenDictionary<string, string[]> Known = Table().ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the genres of one label to the list, each once.</summary>
    public static void Add(List<string> genres, string label)
    {
        var name = label.Trim().ToLowerInvariant();
        if (name.StartsWith("and ", StringComparison.Ordinal))
            name = name[4..];
        if (Lookup.TryGetValue(name, out var known) || Lookup.TryGetValue(Bare(name), out known))
        {
            foreach (var genre in known)
                AddOnce(genres, genre);
        }
        else if (name.Length > 0)
        {
            AddOnce(genres, name);
        }
    }

    private static void AddOnce(List<string> genres, string genre)
    {
        if (!genres.Contains(genre))
            genres.Add(genre);
    }

    /// <summary>"TV Dramas" and "Horror Movies" are about dramas and horror.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> name)
    {
        if (name.StartsWith("tv "))
            name = name[3..];
        foreach (var kind in (ReadOnlySpan<string>)[" movies", " movie", " films", " film", " tv shows", " shows", " series", " features", " tv"])
        {
            if (name.Length > kind.Length && name.EndsWith(kind, StringComparison.Ordinal))
                return name[..^kind.Length];
        }

        return name;
    }

    private static Dictionary<string, string[]> Table()
    {
        var table = new Dictionary<string, string[]>(StringComparer.Ordinal);
        string[] lines =
        [
            "action: action", "action & adventure, action and adventure, action-adventure: action+adventure", "adventure: adventure",
            "animation, animated, cartoon, cartoons: animation", "anime: anime+animation", "arthouse, art house: arthouse",
            "arts, culture, art, arts & culture: arts", "biography, biographical, biopic: biography", "comedy, comedies: comedy",
            "stand-up comedy, stand-up, standup: stand-up+comedy", "stand-up comedy & talk shows: stand-up+comedy+talk show",
            "crime: crime", "documentary, documentaries, docuseries, docs: documentary", "drama, dramas: drama",
            "family, children & family, children: family", "kids, kids', kids' tv, kids tv: kids+family",
            "faith & spirituality, faith and spirituality, faith: faith", "fantasy: fantasy", "fitness: fitness",
            "historical, history: history", "horror: horror", "lgbtq, lgbtq+: lgbtq", "military and war, military & war, war: war",
            "music, musicals, musical, music & musicals, music videos and concerts: music", "mystery, mysteries: mystery",
            "noir, film noir, film-noir: noir", "reality, reality tv, unscripted: reality",
            "romance, romantic, romances: romance", "romantic comedy, romantic comedies: romance+comedy",
            "science fiction, sci-fi, scifi, sf: science fiction", "sci-fi & fantasy: science fiction+fantasy",
            "science & nature, science & nature tv, nature: nature+documentary", "short, shorts: short", "silent: silent",
            "sport, sports: sports", "talk show and variety, talk show, talk shows, variety: talk show",
            "thriller, thrillers, suspense: thriller", "western, westerns: western", "classic, classics: classic",
            "cult: cult", "classic & cult, classic & cult tv: classic+cult", "independent, indie: independent", "teen, young adult audience: teen",
            "international, british, korean, spanish-language, movies, tv shows, entertainment, special interest: ",
        ];
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var genres = line[(colon + 1)..].Trim() is { Length: > 0 } some ? some.Split('+') : [];
            foreach (var label in line[..colon].Split(", "))
                table[label] = genres;
        }

        return table;
    }
}
