using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Ranking;

namespace Kinora.Catalog.Titles;

/// <summary>What titles lack that search, rails and pages would use. Removed titles lack nothing.</summary>
internal static class TitleGaps
{
    private static readonly (string Member, Func<CatalogueChunk, int, bool> Of)[] Lacks =
    [
        ("synopsis", (chunk, at) => !chunk.Has(at, StoredFlags.Synopsis)),
        ("artwork", (chunk, at) => !chunk.Has(at, StoredFlags.Artwork)),
        ("playback", (chunk, at) => !chunk.Has(at, StoredFlags.Media) && !chunk.Has(at, StoredFlags.Page)),
        ("genres", (chunk, at) => chunk.Columns.Genres[at].IsEmpty),
        ("creator", (chunk, at) => chunk.Columns.Creators[at] < 0),
        ("year", (chunk, at) => chunk.Columns.Years[at] == 0),
        ("duration_ms", (chunk, at) => chunk.Columns.Durations[at] == 0 && chunk.Columns.Kinds[at] is not (TitleKind.Series or TitleKind.Season)),
        ("language", (chunk, at) => chunk.Columns.Languages[at] < 0),
        ("maturity", (chunk, at) => chunk.Columns.Ages[at] == Maturity.Adult),
    ];

    public static IEnumerable<string> Members => Lacks.Select(lack => lack.Member);

    /// <summary>How many titles lack each member, and the first of them.</summary>
    public static IReadOnlyList<(string Member, int Count, IReadOnlyList<string> Examples)> Count(CatalogueSnapshot snapshot, int examples)
    {
        var (counts, some) = (new int[Lacks.Length], Lacks.Select(_ => new List<string>()).ToArray());
        foreach (var (chunk, at, _) in There(snapshot))
        {
            for (var i = 0; i < Lacks.Length; i++)
            {
                if (Lacks[i].Of(chunk, at) && counts[i]++ < examples)
                    some[i].Add(chunk.Ids[at]);
            }
        }

        return [.. Lacks.Select((lack, i) => (lack.Member, counts[i], (IReadOnlyList<string>)some[i]))];
    }

    /// <summary>Ordinals of titles that lack the member, from one on; none where no such member is looked for.</summary>
    public static IEnumerable<int> Of(CatalogueSnapshot snapshot, string member, int from)
    {
        var lacks = Array.Find(Lacks, lack => lack.Member == member).Of;
        return lacks is null ? [] : There(snapshot).Where(one => one.Ordinal >= from && lacks(one.Chunk, one.At)).Select(one => one.Ordinal);
    }

    private static IEnumerable<(CatalogueChunk Chunk, int At, int Ordinal)> There(CatalogueSnapshot snapshot)
    {
        for (var i = 0; i < snapshot.Chunks.Count; i++)
        {
            var chunk = snapshot.Chunks[i];
            for (var at = 0; at < chunk.Count; at++)
            {
                if (chunk.Revisions[at] != 0 && !chunk.Has(at, StoredFlags.Removed))
                    yield return (chunk, at, (i << CatalogueChunk.Shift) | at);
            }
        }
    }
}
