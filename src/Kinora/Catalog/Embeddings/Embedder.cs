using Kinora.Catalog.Pages;
using Kinora.Integrations.OpenAi;
using Microsoft.Extensions.Options;

namespace Kinora.Catalog.Embeddings;

/// <summary>The embedder that is set up, and why there is none.</summary>
internal sealed class Embedder
{
    public Embedder(IOptions<EmbeddingOptions> options, OpenAiClient openAi, IEnumerable<ITitleEmbedder> given)
    {
        var folder = options.Value.WeightsFolder;
        if (given.FirstOrDefault() is { } other)
            Current = other;
        else if (options.Value.Provider == "none")
            Missing = EmbeddingWords.TurnedOff;
        else if (options.Value.Provider == EmbeddingOptions.OpenAi && openAi.Options.IsConfigured)
            Current = new OpenAiEmbedder(openAi);
        else if (options.Value.Provider == EmbeddingOptions.OpenAi)
            Missing = EmbeddingWords.NoServer;
        else if (UseLiteFiles.AreIn(folder))
            Current = new UseLiteEmbedder(folder);
        else
            Missing = EmbeddingWords.NoWeights;
    }

    /// <summary>Null: titles are found by their words alone.</summary>
    public ITitleEmbedder? Current { get; }

    /// <summary>For an admin, where there is none.</summary>
    public string? Missing { get; }
}
