using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Embeddings;
using Kinora.Catalog.Search;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>Searches titles by what a question means, alone or merged with the words of their names.</summary>
internal static class SearchByMeaning
{
    private const int MostPages = MeaningSearch.MostFound;

    /// <summary>A page.</summary>
    /// <param name="Mode">How it was searched: <c>lexical</c> where nothing could understand the question.</param>
    /// <param name="Page">From 1.</param>
    /// <param name="HasMore">Whether a next page holds something.</param>
    internal sealed record Response(IReadOnlyList<Item> Items, MeaningMode Mode, int Page, int PageSize, bool HasMore);

    /// <summary>A title found.</summary>
    /// <param name="Score">The cosine, or for merged orders the sum of 1 / (60 + rank).</param>
    internal sealed record Item(TitleReply Title, double Score);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/catalog/search/semantic", RunAsync).NeedsViewerUnlessPublic();

    /// <summary>Filters are those of the title search. At most 500 titles are found; paging is stable while the catalogue does not change.</summary>
    private static async Task<IResult> RunAsync(
        HttpContext context, string? q, string? page, string? page_size, string? mode, Caller? caller, ICatalogue catalogue, MeaningSearch search,
        ITitleReplies replies, CancellationToken cancel)
    {
        // Load
        var snapshot = catalogue.Current;
        if (string.IsNullOrWhiteSpace(q) || q.Length > TitleRequest.LongestQuery)
            return new Refusal(RefusalKind.Invalid, "q-invalid", $"'q' says what to look for, in at most {TitleRequest.LongestQuery} characters.", "q").ToHttp();
        var size = Paged.Read(page_size, "page_size");
        if (size.Refusal is { } sizeRefusal)
            return sizeRefusal.ToHttp();
        if (!Number(page, out var number))
            return new Refusal(RefusalKind.Invalid, "page-out-of-range", $"'page' is a whole number from 1 to {MostPages}.", "page").ToHttp();
        if (mode is not (null or "" or "semantic" or "hybrid"))
            return new Refusal(RefusalKind.Invalid, "mode-unknown", "'mode' is semantic or hybrid.", "mode").ToHttp();
        var filter = SearchTitles.ReadFilter(context.Request.Query, snapshot);
        if (filter.Refusal is { } filterRefusal)
            return filterRefusal.ToHttp();

        // Decide
        var found = await search.FindAsync(snapshot, caller, q, filter.Value, mode == "semantic" ? MeaningMode.Semantic : MeaningMode.Hybrid, cancel);
        if (found.Refusal is { } refusal)
            return refusal.ToHttp();
        var hits = found.Value.Hits.Skip((number - 1) * size.Value).Take(size.Value).ToList();

        // Show
        var titles = await replies.OfAsync(caller, snapshot, hits.ConvertAll(hit => hit.Ordinal), cancel);
        return Results.Json(new Response(
            [.. hits.Select((hit, place) => new Item(titles[place], Math.Round(hit.Score, 5)))], found.Value.Mode, number, size.Value,
            found.Value.Hits.Count > number * size.Value));
    }

    private static bool Number(string? text, out int number)
    {
        number = 1;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= MostPages);
    }
}
