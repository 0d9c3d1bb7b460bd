using System.Security.Cryptography;
using System.Text;
using Kinora.Integrations.OpenAi;

namespace Kinora.Catalog.Embeddings;

/// <summary>Embeds by a server that speaks the OpenAI interface. Longer vectors are cut to the first numbers, shorter ones filled up.</summary>
internal sealed class OpenAiEmbedder(OpenAiClient client) : ITitleEmbedder
{
    /// <summary>More of a text is not sent.</summary>
    private const int LongestText = 4_000;

    private OpenAiOptions Options => client.Options;

    public string ModelId =>
        $"openai/{Options.EmbeddingModel}/{Options.Dimensions}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Options.TitlePrefix}\u001F{Options.QueryPrefix}")))[..8]}/1";

    public string Name => Options.EmbeddingModel!;

    public int Batch => 64;

    public Task<IReadOnlyList<float[]>> TitlesAsync(IReadOnlyList<TitleText> titles, CancellationToken cancel) =>
        AskAsync([.. titles.Select(title => Options.TitlePrefix + title.Whole)], Options.Tries, cancel);

    public async Task<float[]> QueryAsync(string query, CancellationToken cancel) => (await AskAsync([Options.QueryPrefix + query], 1, cancel))[0];

    private async Task<IReadOnlyList<float[]>> AskAsync(IReadOnlyList<string> texts, int tries, CancellationToken cancel)
    {
        try
        {
            var vectors = await client.EmbedAsync([.. texts.Select(text => text.Length <= LongestText ? text : text[..LongestText])], tries, cancel);
            return [.. vectors.Select(vector => Unit.Of(vector))];
        }
        catch (OpenAiException fault)
        {
            throw new EmbedderDownException(fault.Message, fault);
        }
    }
}
