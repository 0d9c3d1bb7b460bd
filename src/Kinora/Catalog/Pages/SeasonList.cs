using Kinora.Catalog.Contracts;

namespace Kinora.Catalog.Pages;

/// <summary>One season of a series.</summary>
/// <param name="Number">0 = without a number.</param>
internal sealed record SeasonList(int Number, IReadOnlyList<TitleCard> Episodes);
