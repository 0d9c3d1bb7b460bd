using Kinora.Ranking.Columns;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Feed;

namespace Kinora.Ranking.Rails;

/// <summary>
/// What is most like a title: found through what they have in common, the rarest first, so that it costs little in a large catalogue
/// (ranking.md, Because you watched).
/// </summary>
internal static class Nearest
{
    /// <summary>Titles that are compared at most.</summary>
    private const int Most = 4_000;

    /// <summary>Titles with a common feature that are taken at most; more common ones are sampled from the front of each chunk.</summary>
    private const int OfFeature = 1_000;

    /// <summary>Titles with near vectors that are compared.</summary>
    private const int Near = 400;

    /// <summary>In a larger catalogue comparing all vectors would be felt on the home page.</summary>
    private const int MostScanned = 200_000;

    private const double DescribedShare = 0.5;

    private static readonly ulong[] Everything = [.. Enumerable.Repeat(ulong.MaxValue, ColumnChunk.Size / 64)];

    /// <summary>A word of more titles than this share is no likeness.</summary>
    private const double CommonShare = 0.05;

    /// <summary>In a small catalogue a word is common from so many titles on.</summary>
    private const int FewestForCommon = 10;

    /// <summary>Most alike first; nothing that shares nothing.</summary>
    /// <param name="model">Where given, half of the likeness is how much those who had the one wanted the other.</param>
    public static List<(int Title, double Likeness)> To(
        CatalogueColumns columns, int title, Func<int, bool> may, int count, LearnedModel? model = null)
    {
        var subject = columns.Subject(title);
        var found = new HashSet<int>();
        var learned = model?.Neighbours(subject, OfFeature).Where(near => columns.Has(near.Title)).ToDictionary(near => near.Title, near => near.Share) ?? [];
        var (common, everywhere) = Common(columns, subject);
        foreach (var titles in common)
        {
            foreach (var other in titles)
            {
                if (found.Count >= Most)
                    break;
                found.Add(other);
            }
        }

        AddNear(columns, subject, found);
        found.UnionWith(learned.Keys);
        found.Remove(subject);
        found.Remove(title);
        return [.. found.Where(may).Select(other => (other, Likeness(other))).Where(pair => pair.Item2 > 0)
            .OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.other).Take(count)];

        double Likeness(int other)
        {
            var alike = Alike(columns, subject, other, everywhere);
            return learned.Count == 0 ? alike : (alike + learned.GetValueOrDefault(other)) / 2;
        }
    }

    /// <summary>Titles whose vectors are nearest, where the title has one and comparing all is quick.</summary>
    private static void AddNear(CatalogueColumns columns, int subject, HashSet<int> found)
    {
        var (vectors, local) = (columns.Chunk(subject).Vectors, CatalogueColumns.Local(subject));
        if (vectors?.Has(local) != true || columns.Count > MostScanned)
            return;
        var query = new float[Vectors.Dimensions];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(vectors[local], query);
        foreach (var near in VectorScan.Top(columns, query, Near, _ => Everything))
            found.Add(near.Ordinal);
    }

    /// <summary>The cosine, and half as much what both are described with: each finds what the other misses (ranking.md, Search).</summary>
    private static double Alike(CatalogueColumns columns, int a, int b, int[] everywhere)
    {
        var (va, vb) = (columns.Chunk(a).Vectors, columns.Chunk(b).Vectors);
        var (localA, localB) = (CatalogueColumns.Local(a), CatalogueColumns.Local(b));
        var alike = Similarity.Of(columns, a, b, everywhere);
        return va is null || vb is null || va.Model != vb.Model || !va.Has(localA) || !vb.Has(localB)
            ? alike
            : (alike + (DescribedShare * Similarity.Jaccard(columns.Chunk(a).Features[localA], columns.Chunk(b).Features[localB]))) / (1 + DescribedShare);
    }

    /// <summary>Titles that a person would be told about: recently completed or liked, newest first, episodes as their series.</summary>
    public static List<int> Seeds(RailContext context, int count)
    {
        var seeds = new List<int>();
        var viewings = context.State.Viewings.All(context.Columns, context.State.ResetAt, context.State.Ratings);
        for (var i = viewings.Count - 1; i >= 0 && seeds.Count < count; i--)
        {
            if (!(viewings[i].Completed || viewings[i].Liked) || viewings[i].Disliked || !context.Columns.Has(viewings[i].Title))
                continue;
            var subject = context.Columns.Subject(viewings[i].Title);
            if (!seeds.Contains(subject) && context.May(subject))
                seeds.Add(subject);
        }

        return seeds;
    }

    /// <summary>The rail Because you watched: what is most like the seed and new to the profile.</summary>
    public static List<RailPick> BecauseYouWatched(RailContext context, int seed, int limit) =>
        [.. To(context.Columns, seed, context.MayAsNew, limit, context.Shared.Model).Select(near => new RailPick(near.Title, near.Likeness, new Cause(CauseKind.Watched, Title: seed)))];

    /// <summary>By feature, the rarest first; and the words that stand in so many names that they say nothing.</summary>
    private static (IEnumerable<List<int>> Titles, int[] Everywhere) Common(CatalogueColumns columns, int subject)
    {
        var (all, everywhere) = (new List<(int Total, List<int> Titles)>(), new List<int>());
        var most = Math.Max(FewestForCommon, CommonShare * columns.Count);
        foreach (var feature in columns.FeaturesOf(subject))
        {
            if (!Feature.IsAlike(feature))
                continue;
            var (titles, total) = (new List<int>(), 0);
            for (var i = 0; i < columns.Chunks.Count; i++)
            {
                var places = columns.Chunks[i].Index[feature];
                total += places.Length;
                var share = Math.Max(1, OfFeature / columns.Chunks.Count);
                foreach (var place in places[..Math.Min(share, places.Length)])
                    titles.Add(i << ColumnChunk.Shift | place);
            }

            if (total > most && Feature.IsWord(feature))
                everywhere.Add(feature);
            else
                all.Add((total, titles));
        }

        return (all.OrderBy(feature => feature.Total).Select(feature => feature.Titles), [.. everywhere]);
    }
}
