using System.Numerics.Tensors;
using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Learning;

/// <summary>
/// People of like taste: k-means of what they care for (creators, genres, tags) on the unit sphere, and what each group had most. A group
/// that is so small that somebody could be recognised in it offers nothing.
/// </summary>
/// <param name="centres">A unit vector each.</param>
/// <param name="titles">Of each group, the titles that most of its people had, each with its share of the most.</param>
internal sealed class Clusters(float[][] centres, (int Title, float Share)[][] titles)
{
    public const int Dimensions = 64;

    /// <summary>A group's titles were had by at least so many of its people.</summary>
    public const int LeastPeople = 3;

    private const int KeptTitles = 100;
    private const int Turns = 20;
    private const double HalfLifeMs = 90.0 * 86_400_000;

    public IReadOnlyList<float[]> Centres => centres;

    public IReadOnlyList<(int Title, float Share)[]> Titles => titles;

    /// <summary>Null where there are too few people to make two groups.</summary>
    public static Clusters? Of(CatalogueColumns columns, IReadOnlyList<IReadOnlyList<(int Title, long At)>> people, long nowMs)
    {
        var known = people.Select(history => (History: history, Vector: VectorOf(columns, history, nowMs))).Where(one => one.Vector is not null).ToList();
        var count = Math.Min(16, (int)Math.Sqrt(known.Count / 2.0));
        if (count < 2)
            return null;
        var vectors = known.ConvertAll(one => one.Vector!);
        var centres = Begin(vectors, count);
        var groups = new int[vectors.Count];
        for (var turn = 0; turn < Turns; turn++)
        {
            var moved = false;
            for (var i = 0; i < groups.Length; i++)
            {
                var nearest = Nearest(centres, vectors[i]);
                (moved, groups[i]) = (moved || nearest != groups[i] || turn == 0, nearest);
            }

            if (!moved)
                break;
            for (var group = 0; group < count; group++)
                Move(centres[group], vectors.Where((_, i) => groups[i] == group));
        }

        return new Clusters(centres, [.. Enumerable.Range(0, count).Select(group => Most(known.Where((_, i) => groups[i] == group).Select(one => one.History)))]);
    }

    /// <summary>By title, from 0 to 1, what the person's own group and half as much the next one had; empty where the person has no taste yet.</summary>
    public Dictionary<int, double> For(CatalogueColumns columns, IReadOnlyList<(int Title, long At)> history, long nowMs)
    {
        var wanted = new Dictionary<int, double>();
        if (VectorOf(columns, history, nowMs) is not { } own)
            return wanted;
        var weight = 1.0;
        foreach (var group in Enumerable.Range(0, centres.Length).OrderByDescending(group => TensorPrimitives.Dot<float>(centres[group], own)).ThenBy(group => group).Take(2))
        {
            foreach (var (title, share) in titles[group])
                wanted[title] = Math.Max(wanted.GetValueOrDefault(title), weight * share);
            weight /= 2;
        }

        return wanted;
    }

    /// <summary>Creators and topics, hashed with a sign, fading by half in 90 days; of length 1.</summary>
    public static float[]? VectorOf(CatalogueColumns columns, IReadOnlyList<(int Title, long At)> history, long nowMs)
    {
        var vector = new float[Dimensions];
        foreach (var (title, at) in history)
        {
            if (!columns.Has(title))
                continue;
            var weight = (float)Math.Exp(-Math.Log(2) * Math.Max(0, nowMs - at) / HalfLifeMs);
            if (columns.CreatorOf(title) is var creator && creator >= 0)
                Add(vector, Feature.Creator(creator), weight);
            foreach (var feature in columns.FeaturesOf(title))
            {
                if (Feature.IsTopic(feature))
                    Add(vector, feature, weight);
            }
        }

        var length = TensorPrimitives.Norm<float>(vector);
        if (length < 1e-6f)
            return null;
        TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    private static void Add(float[] vector, int feature, float weight)
    {
        var bits = CounterRandom.Bits(1, (uint)feature);
        vector[bits % Dimensions] += (bits >> 32 & 1) == 0 ? weight : -weight;
    }

    /// <summary>The first person, then whoever is furthest from all centres so far.</summary>
    private static float[][] Begin(List<float[]> vectors, int count)
    {
        var centres = new List<float[]> { vectors[0].ToArray() };
        while (centres.Count < count)
            centres.Add(vectors.MinBy(vector => centres.Max(centre => TensorPrimitives.Dot<float>(centre, vector)))!.ToArray());
        return [.. centres];
    }

    private static int Nearest(float[][] centres, float[] vector)
    {
        var (best, nearest) = (float.NegativeInfinity, 0);
        for (var i = 0; i < centres.Length; i++)
        {
            if (TensorPrimitives.Dot<float>(centres[i], vector) is var cosine && cosine > best)
                (best, nearest) = (cosine, i);
        }

        return nearest;
    }

    private static void Move(float[] centre, IEnumerable<float[]> members)
    {
        var sum = new float[Dimensions];
        foreach (var member in members)
            TensorPrimitives.Add(sum, member, sum);
        var length = TensorPrimitives.Norm<float>(sum);
        if (length > 1e-6f)
            TensorPrimitives.Divide(sum, length, centre);
    }

    private static (int, float)[] Most(IEnumerable<IReadOnlyList<(int Title, long At)>> histories)
    {
        var counts = histories.SelectMany(history => history.Select(one => one.Title).Distinct()).GroupBy(title => title)
            .Select(group => (Title: group.Key, Count: group.Count())).Where(one => one.Count >= LeastPeople)
            .OrderByDescending(one => one.Count).ThenBy(one => one.Title).Take(KeptTitles).ToList();
        return [.. counts.Select(one => (one.Title, (float)one.Count / counts[0].Count))];
    }
}
