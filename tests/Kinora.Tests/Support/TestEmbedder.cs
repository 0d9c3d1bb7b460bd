using Kinora.Catalog.Embeddings;
using Kinora.Ranking.Columns;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Support;

/// <summary>Embeds texts by the words in them: texts with common words are near. Counts what it is asked, and can be down.</summary>
internal sealed class TestEmbedder(string modelId = "test-1") : ITitleEmbedder
{
    private int _titles;

    public string ModelId => modelId;

    public string Name => "test";

    public int Batch => 4;

    /// <summary>Titles embedded so far.</summary>
    public int Titles => _titles;

    /// <summary>After so many titles it does not answer any more.</summary>
    public int DownAfter { get; set; } = int.MaxValue;

    public Action<IServiceCollection> Use => services => services.AddSingleton<ITitleEmbedder>(this);

    public Task<IReadOnlyList<float[]>> TitlesAsync(IReadOnlyList<TitleText> titles, CancellationToken cancel)
    {
        if (_titles >= DownAfter)
            throw new EmbedderDownException("The test says so.");
        Interlocked.Add(ref _titles, titles.Count);
        return Task.FromResult<IReadOnlyList<float[]>>([.. titles.Select(title => Of(title.Whole))]);
    }

    public Task<float[]> QueryAsync(string query, CancellationToken cancel) =>
        DownAfter == 0 ? throw new EmbedderDownException("The test says so.") : Task.FromResult(Of(query));

    private float[] Of(string text)
    {
        var vector = new float[Vectors.Dimensions];
        foreach (var word in text.ToLowerInvariant().Split([' ', '.', ',', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = 17u;
            foreach (var letter in $"{modelId[^1]}{word}")
                hash = (hash * 31) + letter;
            for (var i = 0; i < 8; i++)
                vector[(hash >> i * 3) % Vectors.Dimensions] += (hash >> i & 1) == 0 ? 1 : -1;
        }

        return Unit.Of(vector);
    }
}
