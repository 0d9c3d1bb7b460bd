using System.Numerics.Tensors;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Embedding;

namespace Kinora.Catalog.Embeddings;

/// <summary>The built-in embedder: in this process, offline, English. Its files are read when it is first asked.</summary>
internal sealed class UseLiteEmbedder(string folder) : ITitleEmbedder
{
    /// <summary>How much name and genres count beside the whole text; a title is more what it is called than its synopsis tells.</summary>
    private const float ShortWeight = 0.5f;

    private readonly Lock _starting = new();
    private Task<UseLite>? _model;

    public string ModelId => "use-lite/713639df/384/1";

    public string Name => "USE-lite";

    public bool IsBuiltIn => true;

    public int Batch => 32;

    public async Task<IReadOnlyList<float[]>> TitlesAsync(IReadOnlyList<TitleText> titles, CancellationToken cancel)
    {
        var model = await ModelAsync(cancel);
        return await Task.Run(() => titles.Select(title => Sum(model, title.Whole, title.Short, ShortWeight, cancel)).ToList(), cancel);
    }

    public async Task<float[]> QueryAsync(string query, CancellationToken cancel) =>
        Sum(await ModelAsync(cancel), query, $"Movie: {query}", 1, cancel);

    private static float[] Sum(UseLite model, string first, string second, float weight, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var sum = model.Embed(first);
        TensorPrimitives.MultiplyAdd(model.Embed(second), weight, sum, sum);
        return Unit.Of(sum);
    }

    /// <summary>Files that could not be read are tried again by the next who asks.</summary>
    private async Task<UseLite> ModelAsync(CancellationToken cancel)
    {
        Task<UseLite> loading;
        lock (_starting)
            loading = _model is { IsFaulted: false } ? _model : _model = UseLiteFiles.LoadAsync(folder, CancellationToken.None);
        try
        {
            return await loading.WaitAsync(cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new EmbedderDownException(fault.Message, fault);
        }
    }
}

/// <summary>Vectors as the columns hold them.</summary>
internal static class Unit
{
    /// <summary>
    /// The first <see cref="Vectors.Dimensions"/> numbers, of length 1 together. A shorter vector is filled up with 0, which changes no
    /// cosine; a vector of nothing stays one.
    /// </summary>
    public static float[] Of(ReadOnlySpan<float> vector)
    {
        var unit = new float[Vectors.Dimensions];
        vector[..Math.Min(vector.Length, unit.Length)].CopyTo(unit);
        var length = TensorPrimitives.Norm(unit);
        if (length > 0 && float.IsFinite(length))
            TensorPrimitives.Divide(unit, length, unit);
        else
            Array.Clear(unit);
        return unit;
    }
}
