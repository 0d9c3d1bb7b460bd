using Kinora.Platform.Ui;

namespace Kinora.Catalog.Contracts;

/// <summary>Collections as cards of a page.</summary>
internal static class CollectionCards
{
    public static string PageOf(string id) => $"/collections/{id}";

    /// <summary>It wears the picture of its first title.</summary>
    public static CardData Of(CatalogueSnapshot snapshot, CollectionCard collection) => new()
    {
        Name = collection.Name,
        Href = PageOf(collection.Id),
        Line = collection.Titles == 1 ? KindWords.OneTitle : KindWords.TitlesIn(collection.Titles),
        Art = TitleCards.ArtOf(collection.FirstOrdinals.FirstOrDefault(snapshot.Has, -1) is var first and >= 0 ? snapshot.IdOf(first) : $"collection:{collection.Id}"),
    };
}
