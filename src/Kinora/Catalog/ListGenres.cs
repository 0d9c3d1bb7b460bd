using Kinora.Catalog.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>The genres and the categories that public titles have, most titles first.</summary>
internal sealed class ListGenres
{
    private readonly Lock _counting = new();
    private (CatalogueSnapshot? Of, IReadOnlyList<Word> Genres, IReadOnlyList<Word> Categories) _counted = (null, [], []);

    /// <summary>One genre or category.</summary>
    /// <param name="Name">As it stands on titles and is asked for in searches.</param>
    /// <param name="Titles">Public titles that have it.</param>
    internal sealed record Word(string Name, int Titles);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/catalog/genres", Genres).NeedsViewerUnlessPublic();
        endpoints.MapGet("/api/catalog/categories", Categories).NeedsViewerUnlessPublic();
    }

    private static IResult Genres(ICatalogue catalogue, ListGenres slice) => Reply(slice.Count(catalogue.Current).Genres);

    private static IResult Categories(ICatalogue catalogue, ListGenres slice) => Reply(slice.Count(catalogue.Current).Categories);

    private static IResult Reply(IReadOnlyList<Word> words) => Results.Json(new Page<Word>(words, null, words.Count));

    /// <summary>Counted once a snapshot.</summary>
    public (IReadOnlyList<Word> Genres, IReadOnlyList<Word> Categories) Count(CatalogueSnapshot snapshot)
    {
        lock (_counting)
        {
            if (!ReferenceEquals(_counted.Of, snapshot))
            {
                _counted = (
                    snapshot,
                    Count(snapshot, snapshot.Words.Genres, chunk => chunk.Columns.Genres),
                    Count(snapshot, snapshot.Words.Categories, chunk => chunk.Categories));
            }

            return (_counted.Genres, _counted.Categories);
        }
    }

    private static List<Word> Count(CatalogueSnapshot snapshot, Terms terms, Func<Snapshots.CatalogueChunk, PackedLists> listsOf)
    {
        var counts = new int[terms.Count];
        foreach (var chunk in snapshot.Chunks)
        {
            var lists = listsOf(chunk);
            for (var at = 0; at < chunk.Count; at++)
            {
                if ((chunk.Columns.Flags[at] & TitleFlags.Public) == TitleFlags.None)
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
