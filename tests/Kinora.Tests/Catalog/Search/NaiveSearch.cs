using System.Text;
using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

/// <summary>The same promises as the index, kept by looking at every title: what the index is held against.</summary>
internal sealed class NaiveSearch(Library library)
{
    public (List<TitleHit> Hits, List<(FilterPart Part, int Titles)> Relax, bool IsPoor) Find(TitleRequest request)
    {
        var query = ReadingsOf(request.Query ?? "", TitleRequest.LongestQuery);
        var tiers = new Dictionary<int, (MatchTier Tier, int Score)>();
        foreach (var (ordinal, title) in library.Titles)
            if (query.Count == 0) tiers[ordinal] = (MatchTier.Substring, 0);
            else if (TierOf(title, query) is { } tier) tiers[ordinal] = (tier, 0);
        var listed = tiers.Keys.Count(o => library[o]!.Listed);
        var poor = query.Count > 0 && query[0].HasWords && listed < TitleSearch.FewTitles
            && !tiers.Any(t => t.Value.Tier == MatchTier.Exact && library[t.Key]!.Listed);
        if (poor)
            foreach (var (ordinal, title) in library.Titles)
                if (!tiers.ContainsKey(ordinal) && SimilarityOf(title, query[0].Text, listed == 0) is > 0 and var score)
                    tiers[ordinal] = (MatchTier.Similar, score);
        var byTier = request.Sort == TitleSort.Relevance && query.Count > 0;
        var hits = tiers.Where(t => Passes(t.Key, request.Filter, null))
            .OrderBy(t => byTier ? (int)t.Value.Tier * 1001 - t.Value.Score : 0)
            .ThenBy(t => WeightOf(library[t.Key]!, request.Sort))
            .ThenBy(t => SortNameOf(library[t.Key]!), ByBytes.Instance)
            .ThenBy(t => t.Key)
            .Select(t => new TitleHit(t.Key, t.Value.Tier)).ToList();
        var relax = request.Filter.Parts.Select(part => (part, tiers.Keys.Count(o => Passes(o, request.Filter, part)))).ToList();
        return (hits, relax, poor);
    }

    public int Count(TitleRequest request, IEnumerable<TitleHit> hits, FilterPart facet, int value)
    {
        var among = request.Filter.Values.ContainsKey(facet)
            ? Find(new TitleRequest { Query = request.Query, Filter = Without(request.Filter, facet) }).Hits
            : hits;
        return among.Count(h => library[h.Ordinal]!.ValuesOf(facet).Contains(value));
    }

    public static List<(string Text, bool HasWords)> ReadingsOf(string text, int limit)
    {
        var readings = new Readings();
        readings.Read(text, limit);
        var distinct = new List<(string Text, bool HasWords)>();
        foreach (var (reading, hasWords) in new[]
                 { (readings.Words.ToString(), true), (readings.Joined.ToString(), true), (readings.Literal.ToString(), false) })
            if (reading.Length > 0 && distinct.TrueForAll(d => d.Text != reading))
                distinct.Add((reading, hasWords));
        return distinct;
    }

    private static TitleFilter Without(TitleFilter filter, FilterPart part) => new()
    {
        Values = filter.Values.Where(v => v.Key != part).ToDictionary(v => v.Key, v => v.Value),
        ShortestMs = filter.ShortestMs,
        LongestMs = filter.LongestMs,
    };

    private static List<(string Text, bool HasWords)> TextsOf(Library.Entry title) =>
    [
        .. ReadingsOf(title.Name.Name, SegmentBuilder.LongestName),
        .. title.Name.Original is { } original ? ReadingsOf(original, SegmentBuilder.LongestName) : [],
    ];

    private static string SortNameOf(Library.Entry title) => TextsOf(title).Select(t => t.Text).FirstOrDefault("");

    private static string[] WordsOf(Library.Entry title) => [.. TextsOf(title).Where(t => t.HasWords).SelectMany(t => t.Text.Split(' '))];

    private static MatchTier? TierOf(Library.Entry title, List<(string Text, bool HasWords)> query)
    {
        var texts = TextsOf(title).ConvertAll(t => t.Text);
        var words = WordsOf(title);
        MatchTier? best = null;
        foreach (var (needle, hasWords) in query)
        {
            var asked = hasWords ? needle.Split(' ') : [];
            MatchTier? tier = texts.Contains(needle) ? MatchTier.Exact
                : texts.Exists(t => t.StartsWith(needle, StringComparison.Ordinal)) ? MatchTier.Prefix
                : hasWords && asked.All(words.Contains) ? MatchTier.Word
                : hasWords && asked.All(a => words.Any(w => w.StartsWith(a, StringComparison.Ordinal))) ? MatchTier.WordPrefix
                : texts.Exists(t => t.Contains(needle, StringComparison.Ordinal)) ? MatchTier.Substring
                : null;
            if (tier is not null && (best is null || tier < best)) best = tier;
        }

        return best;
    }

    private static int SimilarityOf(Library.Entry title, string text, bool byGrams)
    {
        var query = new SimilarQuery(text, byGrams, new NearWords());
        var words = WordsOf(title);
        var edits = 0;
        foreach (var asked in query.Words)
        {
            var most = SimilarQuery.EditsIn(asked);
            var nearest = words.Select(w => w.StartsWith(asked, StringComparison.Ordinal) ? 0 : EditDistance.Between(asked, w, most)).DefaultIfEmpty(99).Min();
            edits += nearest <= most ? nearest : 1000;
        }

        if (query.Words.Length > 0 && edits < 1000) return SimilarQuery.ScoreOfEdits(edits);
        var grams = TextsOf(title).SelectMany(t => Gram.Padded(t.Text)).ToHashSet();
        var shared = query.Grams.Count(grams.Contains);
        return byGrams && shared >= query.LeastShared ? query.ScoreOfShared(shared) : 0;
    }

    private bool Passes(int ordinal, TitleFilter filter, FilterPart? except)
    {
        var title = library[ordinal]!;
        return title.Listed
            && filter.Values.All(v => v.Key == except || v.Value.Any(value => title.ValuesOf(v.Key).Contains(value)))
            && (except == FilterPart.Duration || (filter.ShortestMs is null && filter.LongestMs is null)
                || (title.DurationMs > 0 && title.DurationMs >= (filter.ShortestMs ?? 0) && title.DurationMs <= (filter.LongestMs ?? long.MaxValue)));
    }

    private static double WeightOf(Library.Entry title, TitleSort sort) => sort switch
    {
        TitleSort.Name => 0,
        TitleSort.Newest => -(double)title.PublishedAt,
        _ => -title.Popularity,
    };

    private sealed class ByBytes : IComparer<string>
    {
        public static readonly ByBytes Instance = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
