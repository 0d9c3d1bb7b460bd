namespace Kinora.Catalog.Embeddings;

/// <summary>Turns titles and questions into vectors of one space: nearer means more alike. Vectors have length 1.</summary>
internal interface ITitleEmbedder
{
    /// <summary>
    /// Names the space: model, version, weights and how texts are put together. Vectors of different ids are never compared.
    /// </summary>
    string ModelId { get; }

    /// <summary>What an admin knows it by.</summary>
    string Name { get; }

    /// <summary>Whether the usual nearness of labels to titles was measured with this model beforehand.</summary>
    bool IsBuiltIn => false;

    /// <summary>How many titles to hand over in one call.</summary>
    int Batch { get; }

    /// <summary>One vector of <see cref="Ranking.Columns.Vectors.Dimensions"/> numbers a title, in order.</summary>
    Task<IReadOnlyList<float[]>> TitlesAsync(IReadOnlyList<TitleText> titles, CancellationToken cancel);

    Task<float[]> QueryAsync(string query, CancellationToken cancel);
}

/// <summary>An embedder cannot answer now; the message is for an admin.</summary>
internal sealed class EmbedderDownException(string message, Exception? inner = null) : Exception(message, inner);
