using Kinora.Platform.Telemetry;

namespace Kinora.Catalog.Embeddings;

/// <summary>Whether titles can be found by meaning. Without it nothing stops: words still find them.</summary>
internal sealed class EmbeddingHealth(GenerateEmbeddings state) : IHealthPart
{
    public string Name => "embeddings";

    public bool Required => false;

    public Task<HealthState> CheckAsync(CancellationToken cancel)
    {
        var now = state.Now();
        return Task.FromResult(new HealthState(true, now.Missing ?? $"{now.Model}: {now.Embedded} of {now.Titles} titles"));
    }
}
