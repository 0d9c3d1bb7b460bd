namespace Kinora.Catalog.Search;

/// <summary>Where a title stands in an order, complete enough to continue behind it when it has moved or gone since.</summary>
/// <param name="Tier">Its tier, with the similarity in it.</param>
/// <param name="Weight">What it was ordered by, ascending.</param>
/// <param name="Name">Its name as it sorts.</param>
internal readonly record struct TitlePosition(int Tier, long Weight, string Name, int Ordinal);
