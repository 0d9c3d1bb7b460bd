using System.Buffers;
using System.Numerics.Tensors;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Learning;

/// <summary>
/// What a model says to one person: the titles it would offer, at most 1,000, each with its strength and the title of one's own that speaks
/// for it most. Made whenever the person's history changed, 12 bytes a title.
/// </summary>
internal sealed class PersonScores
{
    private const int Most = 1_000;

    /// <summary>Newer titles than these say enough.</summary>
    private const int LongestHistory = 200;

    /// <summary>Of factors, so many offers and so many own titles are held against each other for causes.</summary>
    private const int Compared = 200;

    private const int ComparedHistory = 30;
    private const int Buckets = 512;

    private readonly LearnedModel _model;
    private readonly int[] _titles;
    private readonly float[] _scores;
    private readonly int[] _causes;
    private readonly float _best;
    private int[]? _bestFirst;

    private PersonScores(LearnedModel model, int[] titles, float[] scores, int[] causes)
    {
        (_model, _titles, _scores, _causes) = (model, titles, scores, causes);
        _best = scores.Length == 0 ? 1 : TensorPrimitives.Max<float>(scores);
    }

    public LearnedModel Model => _model;

    /// <summary>What it offers, strongest first.</summary>
    public ReadOnlySpan<int> BestFirst => _bestFirst ??= Sorted();

    /// <summary>Null where nothing that the person had is known to the model.</summary>
    /// <param name="history">Titles, oldest first.</param>
    public static PersonScores? Of(LearnedModel model, IReadOnlyList<(int Title, long At)> history)
    {
        var own = new List<int>(Math.Min(history.Count, LongestHistory));
        for (var i = Math.Max(0, history.Count - LongestHistory); i < history.Count; i++)
        {
            if (model.ItemOf(history[i].Title) is var item && item >= 0)
                own.Add(item);
        }

        if (own.Count == 0 || model.Parts.Count == 0)
            return null;
        var (room, part) = (ArrayPool<float>.Shared.Rent(model.Count), ArrayPool<float>.Shared.Rent(model.Count));
        var sum = room.AsSpan(0, model.Count);
        var scores = part.AsSpan(0, model.Count);
        sum.Clear();
        Span<float> factors = stackalloc float[model.Parts.Count];
        int[] items = [.. own];
        for (var i = 0; i < model.Parts.Count; i++)
        {
            if (model.Weights[i] == 0)
                continue;
            model.Parts[i].Score(items, 0, scores);
            factors[i] = Blend.Standardise(scores, items) * model.Weights[i];
            TensorPrimitives.MultiplyAdd<float>(scores, model.Weights[i], sum, sum);
        }

        foreach (var item in items)
            sum[item] = float.NegativeInfinity;
        var made = Make(model, items, sum, factors);
        ArrayPool<float>.Shared.Return(room);
        ArrayPool<float>.Shared.Return(part);
        return made;
    }

    /// <summary>The chance of a good viewing; −1 for a title that it does not offer.</summary>
    public double ChanceOf(int title) => Find(title) is var at && at >= 0 ? _model.Chance.Of(_scores[at]) : -1;

    /// <summary>The score that the chance is made of; null where it is not offered.</summary>
    public double? ScoreOf(int title) => Find(title) is var at && at >= 0 ? _scores[at] : null;

    /// <summary>From 0, not offered, to 1, the strongest.</summary>
    public double StrengthOf(int title) => Find(title) is var at && at >= 0 ? _scores[at] / _best : 0;

    /// <summary>The title of one's own that speaks for it most; −1 = none in particular.</summary>
    public int CauseOf(int title) => Find(title) is var at && at >= 0 ? _causes[at] : -1;

    private int Find(int title) => Array.BinarySearch(_titles, title);

    private static PersonScores Make(LearnedModel model, int[] history, ReadOnlySpan<float> sum, ReadOnlySpan<float> factors)
    {
        var least = Least(sum);
        var (items, scores) = (new List<int>(), new List<float>());
        for (var item = 0; item < sum.Length && items.Count < Most; item++)
        {
            if (sum[item] > least)
            {
                items.Add(item);
                scores.Add(sum[item]);
            }
        }

        var causes = new int[items.Count];
        Array.Fill(causes, -1);
        var strongest = new float[items.Count];
        for (var i = 0; i < model.Parts.Count; i++)
        {
            if (model.Parts[i] is LinkTable links)
                Trace(links, history, factors[i], items, causes, strongest);
            else if (model.Parts[i] is PackedFactors packed)
                Trace(packed, history, items, scores, causes);
        }

        for (var i = 0; i < causes.Length; i++)
            causes[i] = causes[i] < 0 ? -1 : model.TitleOf(causes[i]);
        return new PersonScores(model, [.. items.Select(model.TitleOf)], [.. scores], causes);
    }

    /// <summary>Above it lie at most about <see cref="Most"/> of the positive scores.</summary>
    private static float Least(ReadOnlySpan<float> scores)
    {
        var (count, best) = (0, 0f);
        foreach (var score in scores)
        {
            count += score > 0 ? 1 : 0;
            best = Math.Max(best, score);
        }

        if (count <= Most)
            return 0;
        Span<int> counts = stackalloc int[Buckets];
        counts.Clear();
        foreach (var score in scores)
        {
            if (score > 0)
                counts[Math.Min(Buckets - 1, (int)(score / best * Buckets))]++;
        }

        var (bucket, above) = (Buckets, 0);
        while (bucket > 0 && above + counts[bucket - 1] <= Most)
            above += counts[--bucket];
        return best * bucket / Buckets;
    }

    /// <summary>The largest term of each sum.</summary>
    private static void Trace(LinkTable links, int[] history, float factor, List<int> items, int[] causes, float[] strongest)
    {
        for (var age = 0; age < history.Length && factor > 0; age++)
        {
            var weight = links.WeightAt(age) * factor;
            if (weight < 1e-6f)
                break;
            links.Row(history[^(age + 1)], out var others, out var weights);
            for (int i = 0, at = 0; i < others.Length && at < items.Count; i++)
            {
                if (weights[i] <= 0 || weight * weights[i] is var term && term <= 0)
                    continue;
                var found = items.BinarySearch(at, items.Count - at, others[i], null);
                at = found >= 0 ? found : ~found;
                if (found >= 0 && term > strongest[found])
                    (strongest[found], causes[found]) = (term, history[^(age + 1)]);
            }
        }

        GC.KeepAlive(links);
    }

    private static void Trace(PackedFactors packed, int[] history, List<int> items, List<float> scores, int[] causes)
    {
        var size = packed.Options.Dimensions;
        var own = history[^Math.Min(history.Length, ComparedHistory)..];
        var rows = new float[own.Length * size];
        for (var i = 0; i < own.Length; i++)
            packed.Row(own[i], rows.AsSpan(i * size, size));
        Span<float> row = stackalloc float[size];
        foreach (var place in Enumerable.Range(0, items.Count).OrderByDescending(place => scores[place]).Take(Compared))
        {
            packed.Row(items[place], row);
            var nearest = 0f;
            for (var i = 0; i < own.Length; i++)
            {
                var cosine = TensorPrimitives.CosineSimilarity<float>(row, rows.AsSpan(i * size, size));
                if (cosine > nearest)
                    (nearest, causes[place]) = (cosine, own[i]);
            }
        }
    }

    private int[] Sorted()
    {
        var titles = _titles.ToArray();
        Array.Sort(Array.ConvertAll(_scores, score => -score), titles);
        return titles;
    }
}
