using Kinora.Catalog.Embeddings;

namespace Kinora.Catalog.Enrichment;

/// <summary>The labels' sentences as the embedder in use sees them, asked for once: a server charges for them.</summary>
internal sealed class LabelModels
{
    private volatile Known? _known;

    public async Task<LabelModel> OfAsync(ITitleEmbedder embedder, CancellationToken cancel)
    {
        if (_known is { } known && known.ModelId == embedder.ModelId)
            return known.Model;
        var made = await LabelModel.MakeAsync(embedder, cancel);
        _known = new Known(embedder.ModelId, made);
        return made;
    }

    private sealed record Known(string ModelId, LabelModel Model);
}
