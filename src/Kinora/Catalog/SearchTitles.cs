using System.Globalization;
using System.Text;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Pages;
using Kinora.Catalog.Search;
using Kinora.Catalog.Snapshots;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>Searches and browses the titles of the catalogue: words, filters that combine, counts, and what to do where nothing is found.</summary>
internal static class SearchTitles
{
    private const int MostCounted = 50;

    /// <summary>How much of a name a cursor carries for the case that its title has gone.</summary>
    private const int NameInCursor = 60;

    /// <summary>A page, and what is true of all that was found.</summary>
    /// <param name="Facets">By parameter name: values of what was found, most titles first. A facet that is asked for is counted as if it were not.</param>
    /// <param name="Relax">Where nothing was found: how many there would be without one parameter.</param>
    /// <param name="DidYouMean">A query that finds more than the one asked.</param>
    internal sealed record Response(
        IReadOnlyList<TitleReply> Items, string? NextCursor, long Total, IReadOnlyDictionary<string, IReadOnlyList<Count>> Facets,
        IReadOnlyList<Hint> Relax, string? DidYouMean);

    internal sealed record Count(string Value, int Titles);

    internal sealed record Hint(string Without, int Titles);

    /// <summary>Where the next page starts.</summary>
    internal sealed record Place(int Tier, long Weight, string Name, int Ordinal);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/catalog/titles", RunAsync).NeedsViewerUnlessPublic();

    private static async Task<IResult> RunAsync(
        HttpContext context, Paged paged, Caller? caller, ICatalogue catalogue, Cursors cursors, ITitleReplies replies, SearchMeter meter,
        CancellationToken cancel)
    {
        // Load
        var snapshot = catalogue.Current;
        var owner = caller?.UserId ?? "";
        var place = cursors.Read<Place>(paged.Cursor, owner, paged.Question);
        if (place.Refusal is { } unknown)
            return unknown.ToHttp();
        var request = Ask(context.Request.Query, snapshot, paged.Limit, place.Value is { } at ? PositionOf(at, snapshot) : null);
        if (request.Refusal is { } refusal)
            return refusal.ToHttp();

        // Decide
        var found = meter.Find(snapshot.SearchFor(caller), request.Value);

        // Show
        var items = await replies.OfAsync(caller, snapshot, [.. found.Hits.Select(hit => hit.Ordinal)], cancel);
        var next = found.Next is { } position ? cursors.Protect(PlaceOf(position), owner, paged.Question) : null;
        return Results.Json(new Response(
            items, next, found.Total, CountsOf(found, snapshot),
            [.. found.Relax.Select(hint => new Hint(NameOf(hint.Part, request.Value.Filter), hint.Titles))], found.DidYouMean));
    }

    private static Outcome<TitleRequest> Ask(IQueryCollection query, CatalogueSnapshot snapshot, int limit, TitlePosition? after)
    {
        var filter = ReadFilter(query, snapshot);
        if (filter.Refusal is { } refusal)
            return refusal;
        if (!Sort(query["sort"].ToString(), out var sort))
            return Wrong("sort", $"One of: {string.Join(", ", Enum.GetNames<TitleSort>().Select(WordConverter.Of))}.");
        return new TitleRequest { Query = query["q"].ToString(), Filter = filter.Value, Sort = sort, Limit = limit, After = after, WithFacets = true };
    }

    /// <summary>What the parameters narrow a search to.</summary>
    public static Outcome<TitleFilter> ReadFilter(IQueryCollection query, CatalogueSnapshot snapshot)
    {
        var values = new Dictionary<FilterPart, IReadOnlyCollection<int>>();
        foreach (var (name, part) in SearchQuestion.Facets)
        {
            var asked = query[name].Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!.Trim()).ToList();
            if (part == FilterPart.Kind && asked.Find(kind => SearchWords.Number(snapshot, part, kind) < 0) is { } strange)
                return Wrong("kind", $"'{strange}' is no kind: {string.Join(", ", Enum.GetNames<TitleKind>().Select(WordConverter.Of))}.");
            if (asked.Count > 0)
                values[part] = [.. asked.Select(value => Number(snapshot, part, value))];
        }

        if (query["available"].ToString() is { Length: > 0 } available)
        {
            if (!bool.TryParse(available, out var only))
                return Wrong("available", "true or false.");
            values[FilterPart.Available] = [only ? 1 : 0];
        }

        if (!Milliseconds(query["duration_min_ms"].ToString(), out var shortest))
            return Wrong("duration_min_ms", "A whole number of milliseconds.");
        if (!Milliseconds(query["duration_max_ms"].ToString(), out var longest))
            return Wrong("duration_max_ms", "A whole number of milliseconds.");
        return new TitleFilter { Values = values, ShortestMs = shortest, LongestMs = longest };
    }

    /// <summary>Genres and languages are lower case in the catalogue, however they are asked for.</summary>
    private static int Number(CatalogueSnapshot snapshot, FilterPart part, string value) =>
        SearchWords.Number(snapshot, part, part is FilterPart.Genre or FilterPart.Language ? value.ToLowerInvariant() : value);

    private static bool Sort(string text, out TitleSort sort)
    {
        sort = TitleSort.Relevance;
        return text.Length == 0 || (Enum.TryParse(text, ignoreCase: true, out sort) && Enum.IsDefined(sort) && !char.IsAsciiDigit(text[0]));
    }

    private static bool Milliseconds(string text, out long? value)
    {
        value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return text.Length == 0 || value is not null;
    }

    private static Refusal Wrong(string field, string detail) => new(RefusalKind.Invalid, "parameter-invalid", detail, field);

    private static Dictionary<string, IReadOnlyList<Count>> CountsOf(TitleResults found, CatalogueSnapshot snapshot) => found.Facets.ToDictionary(
        facet => NameOf(facet.Key, TitleFilter.None),
        facet => (IReadOnlyList<Count>)
        [
            .. facet.Value.Take(MostCounted).Select(count => new Count(
                facet.Key == FilterPart.Available ? count.Value == 1 ? "true" : "false" : SearchWords.Value(snapshot, facet.Key, count.Value),
                count.Titles)),
        ]);

    private static string NameOf(FilterPart part, TitleFilter filter) => part switch
    {
        FilterPart.Query => "q",
        FilterPart.Duration => filter.LongestMs is null ? "duration_min_ms" : "duration_max_ms",
        _ => WordConverter.Of(part.ToString()),
    };

    private static Place PlaceOf(TitlePosition position) => new(
        position.Tier, position.Weight, position.Name.Length <= NameInCursor ? position.Name : position.Name[..NameInCursor], position.Ordinal);

    private static TitlePosition PositionOf(Place place, CatalogueSnapshot snapshot)
    {
        var titles = snapshot.Search.Titles;
        var name = titles.SegmentOf(place.Ordinal) is { } segment ? Encoding.UTF8.GetString(segment.SortNameOf(place.Ordinal & Bits.Mask)) : "";
        return new TitlePosition(
            place.Tier, place.Weight, name.StartsWith(place.Name, StringComparison.Ordinal) ? name : place.Name, place.Ordinal);
    }
}
