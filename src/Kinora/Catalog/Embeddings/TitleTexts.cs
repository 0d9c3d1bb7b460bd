using System.Security.Cryptography;
using System.Text;
using Kinora.Catalog.Contracts;
using Kinora.Ranking;

namespace Kinora.Catalog.Embeddings;

/// <summary>Reads what titles say about themselves.</summary>
internal sealed class TitleTexts(ITitleDetails details)
{
    public async Task<IReadOnlyList<TitleText>> OfAsync(CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, CancellationToken cancel)
    {
        var texts = await details.GetAsync(snapshot, ordinals, cancel);
        return [.. ordinals.Select((ordinal, i) => Of(snapshot, ordinal, texts[i].Synopsis))];
    }

    /// <summary>Equal for equal texts.</summary>
    public static long Hash(TitleText text) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{text.Short}\u001F{text.Whole}")));

    private static TitleText Of(CatalogueSnapshot snapshot, int ordinal, string? synopsis)
    {
        var (words, series) = (snapshot.Words, snapshot.SeriesOf(ordinal));
        var part = snapshot.KindOf(ordinal) is TitleKind.Season or TitleKind.Episode && series >= 0;
        var genres = snapshot.GenresOf(ordinal);
        return new TitleText(
            part ? $"{snapshot.NameOf(series)}: {snapshot.NameOf(ordinal)}" : snapshot.NameOf(ordinal),
            words.Genres.Of(part && genres.IsEmpty ? snapshot.GenresOf(series) : genres),
            [.. words.Tags.Of(snapshot.TagsOf(ordinal))], synopsis);
    }
}
