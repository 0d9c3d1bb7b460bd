using Kinora.Catalog.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>The genres and the categories that public titles within the profile's ceiling have, most titles first.</summary>
internal sealed class ListGenres
{
    private readonly Lock _counting = new();
    private readonly Dictionary<int, (IReadOnlyList<Word> Genres, IReadOnlyList<Word> Categories)> _counted = [];
    private CatalogueSnapshot? _of;

    /// <summary>One genre or category.</summary>
    /// <param name="Name">As it stands on titles and is asked for in searches.</param>
    /// <param name="Titles">Public titles that have it and that the profile's ceiling lets through.</param>
    internal sealed record Word(string Name, int Titles);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/catalog/genres", Genres).NeedsViewerUnlessPublic();
        endpoints.MapGet("/api/catalog/categories", Categories).NeedsViewerUnlessPublic();
    }

    private static IResult Genres(Caller? caller, ICatalogue catalogue, ListGenres slice) =>
        Reply(slice.Count(catalogue.Current, TitleAccess.CeilingOf(caller)).Genres);

    private static IResult Categories(Caller? caller, ICatalogue catalogue, ListGenres slice) =>
        Reply(slice.Count(catalogue.Current, TitleAccess.CeilingOf(caller)).Categories);

    private static IResult Reply(IReadOnlyList<Word> words) => Results.Json(new Page<Word>(words, null, words.Count));

    /// <summary>Counted once a snapshot and a ceiling, of which there are few.</summary>
    public (IReadOnlyList<Word> Genres, IReadOnlyList<Word> Categories) Count(CatalogueSnapshot snapshot, int ceiling)
    {
        lock (_counting)
        {
            if (!ReferenceEquals(_of, snapshot))
                _counted.Clear();
            _of = snapshot;
            if (_counted.TryGetValue(ceiling, out var known))
                return known;
            return _counted[ceiling] = (
                Count(snapshot, snapshot.Words.Genres, ceiling, chunk => chunk.Columns.Genres),
                Count(snapshot, snapshot.Words.Categories, ceiling, chunk => chunk.Categories));
        }
    }

    private static List<Word> Count(CatalogueSnapshot snapshot, Terms terms, int ceiling, Func<Snapshots.CatalogueChunk, PackedLists> listsOf)
    {
        var counts = new int[terms.Count];
        foreach (var chunk in snapshot.Chunks)
        {
            var lists = listsOf(chunk);
            for (var at = 0; at < chunk.Count; at++)
            {
                if ((chunk.Columns.Flags[at] & TitleFlags.Public) == TitleFlags.None || chunk.Columns.Ages[at] > ceiling)
                    continue;
                foreach (var number in lists[at])
                    counts[number]++;
            }
        }

        return
        [
            .. counts.Select((count, number) => new Word(terms[number], count)).Where(word => word.Titles > 0)
                .OrderByDescending(word => word.Titles).ThenBy(word => word.Name, StringComparer.Ordinal),
        ];
    }
}
