using System.Collections.Concurrent;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Search;
using Kinora.Catalog.Snapshots;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Kinora.Ranking.Columns;
using Microsoft.Extensions.Logging;

namespace Kinora.Catalog.Embeddings;

/// <summary>How titles are looked for.</summary>
internal enum MeaningMode
{
    /// <summary>By meaning and by the words of the name, both orders merged.</summary>
    Hybrid,

    /// <summary>By meaning alone.</summary>
    Semantic,

    /// <summary>By words alone: what hybrid comes down to where nothing can embed the question.</summary>
    Lexical,
}

/// <summary>Finds titles by what a question means. The viewer's ceiling, visibility and filters hold while it searches.</summary>
internal sealed class MeaningSearch(Embedder embedder, SearchMeter meter, ILogger<MeaningSearch> log)
{
    /// <summary>Titles that one question finds at most.</summary>
    public const int MostFound = 500;

    private const int Remembered = 512;

    private readonly ConcurrentDictionary<string, float[]> _questions = new(StringComparer.Ordinal);

    /// <summary>One title found: the cosine, or for merged orders the sum of 1 / (60 + rank).</summary>
    internal sealed record Hit(int Ordinal, double Score);

    /// <summary>The titles in order; the same for the same question and snapshot.</summary>
    internal sealed record Found(MeaningMode Mode, IReadOnlyList<Hit> Hits);

    /// <summary>Why meaning cannot be asked for now; null = it can.</summary>
    public Refusal? Unavailable => embedder.Missing is { } missing ? new Refusal(RefusalKind.Unavailable, "embedder-missing", missing) : null;

    public async Task<Outcome<Found>> FindAsync(
        CatalogueSnapshot snapshot, Caller? caller, string query, TitleFilter filter, MeaningMode mode, CancellationToken cancel)
    {
        var search = snapshot.SearchFor(caller);
        var vector = mode == MeaningMode.Lexical ? null : await VectorAsync(query, cancel);
        if (vector is null && mode == MeaningMode.Semantic)
            return Unavailable ?? new Refusal(RefusalKind.Unavailable, "embedder-down", "The server that understands questions does not answer now. Try again shortly, or search by words.");
        var near = vector is null ? [] : Near(snapshot, search, vector, filter);
        if (mode == MeaningMode.Semantic)
            return new Found(mode, [.. near.Select(hit => new Hit(hit.Ordinal, hit.Cosine))]);
        var words = meter.Find(search, new TitleRequest { Query = query, Filter = filter, Limit = MostFound }).Hits
            .Where(hit => hit.Tier < MatchTier.Similar || vector is null).Select(hit => hit.Ordinal).ToList();
        var merged = RankFusion.Merge(near.ConvertAll(hit => hit.Ordinal), words);
        return new Found(vector is null ? MeaningMode.Lexical : mode, [.. merged.Take(MostFound).Select(hit => new Hit(hit.Ordinal, hit.Score))]);
    }

    private static List<(int Ordinal, float Cosine)> Near(CatalogueSnapshot snapshot, TitleSearch search, float[] vector, TitleFilter filter)
    {
        var allowed = new ulong[snapshot.Chunks.Count][];
        for (var chunk = 0; chunk < allowed.Length; chunk++)
            allowed[chunk] = search.Passing(chunk, filter);
        return VectorScan.Top(snapshot.Columns, vector, MostFound, chunk => allowed[chunk]);
    }

    /// <summary>Null where the question cannot be embedded now: words still find titles.</summary>
    private async Task<float[]?> VectorAsync(string query, CancellationToken cancel)
    {
        if (embedder.Current is not { } current)
            return null;
        if (_questions.TryGetValue(query, out var known))
            return known;
        try
        {
            var vector = await meter.TimedAsync("question", () => current.QueryAsync(query, cancel));
            if (_questions.Count >= Remembered)
                _questions.Clear();
            return _questions[query] = vector;
        }
        catch (EmbedderDownException down)
        {
            log.LogWarning(down, "A question could not be embedded; its words are looked for.");
            return null;
        }
    }
}
