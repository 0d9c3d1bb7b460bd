using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Learning;

/// <summary>
/// What was learned from the people who share: a weighted blend of linear models over the titles that enough of them had. Immutable, and
/// safe for any number of threads. Its numbers may lie in a mapped file.
/// </summary>
internal sealed class LearnedModel
{
    /// <summary>Names the training run.</summary>
    public required string Id { get; init; }

    public required long TrainedAtMs { get; init; }

    /// <summary>The titles' ordinals, rising; the place is the number of the item.</summary>
    public required ReadOnlyMemory<byte> TitleBytes { get; init; }

    /// <summary><see cref="LinkTable"/> or <see cref="PackedFactors"/>.</summary>
    public required IReadOnlyList<IItemScorer> Parts { get; init; }

    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>From a person's score to the chance of a good viewing.</summary>
    public Platt Chance { get; init; } = new(1, 0);

    /// <summary>Likewise from the affinity that stands for titles that the model says nothing about; null where that was not measured.</summary>
    public Platt? Otherwise { get; init; }

    /// <summary>Groups of people of like taste; null where there were too few.</summary>
    public Clusters? Clusters { get; init; }

    public int Count => TitleBytes.Length / sizeof(int);

    public int TitleOf(int item) => Titles[item];

    /// <summary>−1 for a title that the model does not know.</summary>
    public int ItemOf(int title) => Titles.BinarySearch(title) is var at && at >= 0 ? at : -1;

    /// <summary>The same titles and parts with other constants.</summary>
    public LearnedModel With(string id, long trainedAtMs, Platt? chance, Platt? otherwise, Clusters? clusters) => new()
    {
        Id = id,
        TrainedAtMs = trainedAtMs,
        TitleBytes = TitleBytes,
        Parts = Parts,
        Weights = Weights,
        Chance = chance ?? Chance,
        Otherwise = otherwise,
        Clusters = clusters,
    };

    /// <summary>What a title's people want besides, strongest first, with the share of the strongest; empty where it is not known.</summary>
    public List<(int Title, double Share)> Neighbours(int title, int count)
    {
        var item = ItemOf(title);
        if (item < 0)
            return [];
        var scores = new float[Count];
        Span<int> one = [item];
        new Blend([.. Parts], [.. Weights]).Score(one, 0, scores);
        scores[item] = 0;
        var most = TensorPrimitives.Max<float>(scores);
        if (most <= 0)
            return [];
        return [.. Enumerable.Range(0, scores.Length).Where(other => scores[other] > 0).OrderByDescending(other => scores[other]).ThenBy(other => other)
            .Take(count).Select(other => (TitleOf(other), (double)scores[other] / most))];
    }

    private ReadOnlySpan<int> Titles => MemoryMarshal.Cast<byte, int>(TitleBytes.Span);
}
