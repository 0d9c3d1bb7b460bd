using Kinora.Catalog.Embeddings;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Enrichment;

/// <summary>A label for a title, and how sure it is: from 0.5, where it is just taken, to 1.</summary>
internal sealed record LabelGuess(string Name, double Confidence);

/// <summary>Which moods and themes a title has.</summary>
internal sealed record Labels(IReadOnlyList<LabelGuess> Moods, IReadOnlyList<LabelGuess> Themes)
{
    /// <summary>A line or two about it; null = none.</summary>
    public string? Short { get; init; }
}

/// <summary>
/// Gives titles the moods and themes whose example sentences they are nearest to, each label measured against what is usual for it; genres
/// speak for and against moods.
/// </summary>
internal sealed class LabelModel(IReadOnlyList<float[]> prototypes, IReadOnlyList<LabelModel.Usual>? measured = null)
{
    /// <summary>Titles that a measure of what is usual needs.</summary>
    public const int LeastMeasured = 50;

    /// <summary>A title is given no more of either.</summary>
    public const int Most = 3;

    /// <summary>Less spread than this is no measure.</summary>
    private const double LeastSpread = 0.01;

    /// <summary>Standard deviations above the usual from which a label is given.</summary>
    private const double Threshold = 1.5;

    private const double Steepness = 1.5;

    /// <summary>The mean direction of each label's sentences.</summary>
    public static async Task<LabelModel> MakeAsync(ITitleEmbedder embedder, CancellationToken cancel)
    {
        var sentences = new Queue<float[]>();
        foreach (var batch in Label.All.SelectMany(label => label.Says).Chunk(embedder.Batch))
        {
            foreach (var sentence in await embedder.TitlesAsync([.. batch.Select(said => new TitleText(said, [], [], null))], cancel))
                sentences.Enqueue(sentence);
        }

        var prototypes = new List<float[]>();
        foreach (var label in Label.All)
        {
            var sum = new float[Vectors.Dimensions];
            for (var i = 0; i < label.Says.Count; i++)
                System.Numerics.Tensors.TensorPrimitives.Add(sum, sentences.Dequeue(), sum);
            prototypes.Add(Unit.Of(sum));
        }

        return new LabelModel(prototypes);
    }

    /// <summary>How near titles usually are to a label's sentences.</summary>
    internal sealed record Usual(double Mean, double Spread);

    /// <summary>The same model, measured on titles: the built-in numbers say nothing about another model's vectors.</summary>
    /// <param name="titles">Their vectors with their scales.</param>
    public LabelModel Measured(IReadOnlyList<(sbyte[] Numbers, float Scale)> titles) => new(prototypes, [.. Label.All.Select((_, label) =>
    {
        var cosines = titles.Select(title => Cosine(label, title.Numbers, title.Scale)).ToList();
        var mean = cosines.Average();
        return new Usual(mean, Math.Max(LeastSpread, Math.Sqrt(cosines.Average(cosine => (cosine - mean) * (cosine - mean)))));
    })]);

    public Labels Of(ReadOnlySpan<sbyte> numbers, float scale, IReadOnlyList<string> genres)
    {
        var (moods, themes) = (new List<(string Name, double Score)>(), new List<(string Name, double Score)>());
        for (var i = 0; i < Label.All.Count; i++)
        {
            var label = Label.All[i];
            var usual = measured?[i] ?? new Usual(label.Mean, label.Spread);
            var score = (Cosine(i, numbers, scale) - usual.Mean) / usual.Spread;
            foreach (var genre in genres)
                score += label.Genres.GetValueOrDefault(genre);
            if (score >= Threshold)
                (label.Kind == LabelKind.Mood ? moods : themes).Add((label.Name, score));
        }

        return new Labels(Best(moods), Best(themes));
    }

    /// <summary>How near a vector is to a label's sentences.</summary>
    public double Cosine(int label, ReadOnlySpan<sbyte> numbers, float scale) => ByteDot.Of(prototypes[label], numbers) * scale;

    private static List<LabelGuess> Best(List<(string Name, double Score)> found) =>
    [
        .. found.OrderByDescending(guess => guess.Score).ThenBy(guess => guess.Name, StringComparer.Ordinal).Take(Most)
            .Select(guess => new LabelGuess(guess.Name, Math.Round(1 / (1 + Math.Exp(-Steepness * (guess.Score - Threshold))), 3))),
    ];
}
