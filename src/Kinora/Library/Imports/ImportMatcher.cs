using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Ranking;

namespace Kinora.Library.Imports;

/// <summary>How sure it is which title a file means.</summary>
internal enum MatchKind
{
    /// <summary>By the id of its provider.</summary>
    Exact,

    /// <summary>By name, year and length, and no other title comes near.</summary>
    Likely,
    Unmatched,
}

/// <summary>A title that may be meant.</summary>
/// <param name="Confidence">0–1.</param>
internal sealed record MatchCandidate(string VideoId, double Confidence);

/// <summary>What was found for one title of a file.</summary>
/// <param name="Suggestions">Others that may be meant, the likeliest first.</param>
internal sealed record ImportMatch(MatchKind Kind, string? VideoId, double Confidence, IReadOnlyList<MatchCandidate> Suggestions)
{
    public static ImportMatch None { get; } = new(MatchKind.Unmatched, null, 0, []);
}

/// <summary>
/// Finds the titles of a file in the catalogue, in one walk through it: by the id of a provider, else by folded name, year, length and creator. Only what the
/// caller may look at is found.
/// </summary>
internal sealed class ImportMatcher(CatalogueSnapshot snapshot, Caller caller)
{
    /// <summary>From here on a title is likely, where the next one is as much less likely as <see cref="Distance"/>.</summary>
    public const double Likely = 0.7;

    private const double Distance = 0.1;
    private const double Least = 0.3;
    private const int MostSuggestions = 5;
    private const int MostNear = 20;

    /// <summary>A word that so many titles have says nothing.</summary>
    private const int CommonWord = 200;

    private readonly Dictionary<string, List<int>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _words = new(StringComparer.Ordinal);

    /// <summary>The matches in the order of the titles.</summary>
    public List<ImportMatch> Match(IReadOnlyList<ImportedTitle> titles)
    {
        var exact = titles.Select(Exact).ToList();
        for (var i = 0; i < titles.Count; i++)
        {
            if (exact[i] is null && Wanted(titles[i]) is { } name)
            {
                _names.TryAdd(ImportNames.Fold(name), []);
                foreach (var word in ImportNames.Words(name).Where(word => word.Length > 2))
                    _words.TryAdd(word, []);
            }
        }

        if (_names.Count > 0)
            Walk();
        return [.. titles.Select((title, i) => exact[i] ?? Named(title))];
    }

    private ImportMatch? Exact(ImportedTitle title)
    {
        foreach (var id in title.Ids)
        {
            if (snapshot.TryOrdinal(id, out var ordinal) && IsThere(ordinal))
                return new ImportMatch(MatchKind.Exact, snapshot.IdOf(ordinal), 1, []);
        }

        return null;
    }

    /// <summary>An episode is looked for by its series. A name that is only an id names nothing.</summary>
    private static string? Wanted(ImportedTitle title) =>
        title.Kind == ImportedKind.Episode && title.Series is not null ? title.Series : title.Ids.Contains(title.Name, StringComparer.Ordinal) ? null : title.Name;

    private void Walk()
    {
        for (var ordinal = 0; ordinal < snapshot.Count; ordinal++)
        {
            if (!snapshot.Has(ordinal) || !IsThere(ordinal))
                continue;
            var name = snapshot.NameOf(ordinal);
            if (_names.TryGetValue(ImportNames.Fold(name), out var same))
                same.Add(ordinal);
            foreach (var word in ImportNames.Words(name).Where(word => word.Length > 2).Distinct(StringComparer.Ordinal))
            {
                if (_words.TryGetValue(word, out var titles) && titles.Count <= CommonWord)
                    titles.Add(ordinal);
            }
        }
    }

    private ImportMatch Named(ImportedTitle title)
    {
        if (Wanted(title) is not { } name)
            return ImportMatch.None;
        var found = new Dictionary<int, double>();
        foreach (var ordinal in _names[ImportNames.Fold(name)])
        {
            if (title.Kind == ImportedKind.Episode)
                Episodes(title, ordinal, found);
            else if (Fits(title, ordinal))
                found[ordinal] = MatchScore.Of(title, FactsOf(ordinal));
        }

        var best = Ranked(found);
        if (best is [var first, ..] && first.Confidence >= Likely && (best.Count == 1 || best[1].Confidence <= first.Confidence - Distance))
            return new ImportMatch(MatchKind.Likely, first.VideoId, first.Confidence, [.. best.Skip(1).Take(MostSuggestions)]);
        Near(title, name, found);
        return new ImportMatch(MatchKind.Unmatched, null, 0, [.. Ranked(found).Take(MostSuggestions)]);
    }

    private void Episodes(ImportedTitle title, int series, Dictionary<int, double> found)
    {
        if (snapshot.KindOf(series) != TitleKind.Series || title.Episode is null)
            return;
        foreach (var member in snapshot.MembersOf(series))
        {
            if (snapshot.KindOf(member) == TitleKind.Episode && snapshot.EpisodeOf(member) == title.Episode && snapshot.SeasonOf(member) == (title.Season ?? 1) && IsThere(member))
                found[member] = MatchScore.OfEpisode(title, snapshot.YearOf(series));
        }
    }

    /// <summary>Titles that share words, at most half as likely as their words are the same.</summary>
    private void Near(ImportedTitle title, string name, Dictionary<int, double> found)
    {
        var words = ImportNames.Words(name).Where(word => word.Length > 2).Distinct(StringComparer.Ordinal).ToList();
        var shared = new Dictionary<int, int>();
        foreach (var ordinal in words.SelectMany(word => _words.GetValueOrDefault(word) is { Count: <= CommonWord } few ? few : []))
            shared[ordinal] = shared.GetValueOrDefault(ordinal) + 1;
        // Those that share the most, so that a long file does not take long.
        foreach (var (ordinal, count) in shared.Where(pair => pair.Value * 2 >= words.Count && !found.ContainsKey(pair.Key) && Fits(title, pair.Key))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostNear))
        {
            var all = ImportNames.Words(snapshot.NameOf(ordinal)).Count(word => word.Length > 2) + words.Count - count;
            found[ordinal] = MatchScore.Near((double)count / Math.Max(1, all), title, FactsOf(ordinal));
        }
    }

    private List<MatchCandidate> Ranked(Dictionary<int, double> found) =>
    [
        .. found.Where(pair => pair.Value >= Least).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
            .Select(pair => new MatchCandidate(snapshot.IdOf(pair.Key), Math.Round(pair.Value, 2))),
    ];

    private MatchFacts FactsOf(int ordinal) => new(
        snapshot.YearOf(ordinal), snapshot.DurationOf(ordinal), snapshot.CreatorOf(ordinal) is var creator and >= 0 ? snapshot.Creators.NameOf(creator) : null);

    private bool Fits(ImportedTitle title, int ordinal) => title.Kind switch
    {
        ImportedKind.Series => snapshot.KindOf(ordinal) == TitleKind.Series,
        ImportedKind.Episode => snapshot.KindOf(ordinal) == TitleKind.Episode,
        ImportedKind.Movie => snapshot.KindOf(ordinal) is not (TitleKind.Series or TitleKind.Season or TitleKind.Episode),
        _ => snapshot.IsPlayed(ordinal),
    };

    private bool IsThere(int ordinal) => snapshot.MayLookAt(ordinal, caller) && snapshot.VisibilityOf(ordinal) != Visibility.Removed;
}
