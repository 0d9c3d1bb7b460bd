using Kinora.Catalog.Embeddings;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Enrichment;

/// <summary>A label for a title, and how sure it is: from 0.5, where it is just taken, to 1.</summary>
internal sealed record LabelGuess(string Name, double Confidence);

/// <summary>Which moods and themes a title has.</summary>
internal sealed record Labels(IReadOnlyList<LabelGuess> Moods, IReadOnlyList<LabelGuess> Themes);

/// <summary>
/// Gives titles the moods and themes whose example sentences they are nearest to, each label measured against what is usual for it; genres
/// speak for and against moods.
/// </summary>
internal sealed class LabelModel(IReadOnlyList<float[]> prototypes)
{
    private const int Most = 3;

    /// <summary>Standard deviations above the usual from which a label is given.</summary>
    private const double Threshold = 1.5;

    private const double Steepness = 1.5;

    /// <summary>The mean direction of each label's sentences.</summary>
    public static async Task<LabelModel> MakeAsync(ITitleEmbedder embedder, CancellationToken cancel)
    {
        var prototypes = new List<float[]>();
        foreach (var label in Label.All)
        {
            var sum = new float[Vectors.Dimensions];
            foreach (var sentence in await embedder.TitlesAsync([.. label.Says.Select(said => new TitleText(said, [], [], null))], cancel))
                System.Numerics.Tensors.TensorPrimitives.Add(sum, sentence, sum);
            prototypes.Add(Unit.Of(sum));
        }

        return new LabelModel(prototypes);
    }

    public Labels Of(ReadOnlySpan<sbyte> numbers, float scale, IReadOnlyList<string> genres)
    {
        var (moods, themes) = (new List<(string Name, double Score)>(), new List<(string Name, double Score)>());
        for (var i = 0; i < Label.All.Count; i++)
        {
            var label = Label.All[i];
            var score = (Cosine(i, numbers, scale) - label.Mean) / label.Spread;
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
