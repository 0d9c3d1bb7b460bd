using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Embeddings;

/// <summary>
/// Puts vectors of the embedder's space into the snapshot: what was stored since the last time, or all of it at start. Titles whose texts
/// changed keep the vector they had until there is a new one.
/// </summary>
internal sealed class VectorLoader(Db db, Embedder embedder)
{
    /// <summary>Ordinals, and so at most rows, that one query reads.</summary>
    private const int PerRead = 16_384;

    private const int OnlyModel = 1;

    private readonly ConcurrentDictionary<int, Loaded> _chunks = new();
    private long _batch;

    /// <summary>The revision whose texts a title's vector was made of; 0 = it has none.</summary>
    public long RevisionOf(int ordinal) =>
        _chunks.TryGetValue(ordinal >> ColumnChunk.Shift, out var chunk) ? chunk.Revisions[CatalogueColumns.Local(ordinal)] : 0;

    /// <summary>Whether the title is one that gets a vector.</summary>
    public static bool Wants(CatalogueSnapshot snapshot, int ordinal) =>
        snapshot.Has(ordinal) && snapshot.VisibilityOf(ordinal) != Visibility.Removed;

    /// <summary>Titles without a vector in this space, or with one of older texts.</summary>
    public List<int> Stale(CatalogueSnapshot snapshot)
    {
        var stale = new List<int>();
        for (var ordinal = 0; ordinal < snapshot.Count; ordinal++)
        {
            if (Wants(snapshot, ordinal) && RevisionOf(ordinal) != snapshot.RevisionOf(ordinal))
                stale.Add(ordinal);
        }

        return stale;
    }

    /// <summary>One call at a time. The same snapshot where nothing is new.</summary>
    public async Task<CatalogueSnapshot> NextAsync(CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        if (embedder.Current is not { } current)
            return snapshot;
        var newest = await db.ScalarAsync<long>("select value from catalogue_counter where name = 'vector'", null, cancel);
        if (newest > _batch)
            await ReadAsync(current.ModelId, newest, cancel);
        var changed = new Dictionary<int, ColumnChunk>();
        foreach (var (number, chunk) in _chunks)
        {
            if (number < snapshot.Chunks.Count && !ReferenceEquals(snapshot.Chunks[number].Columns.Vectors, chunk.Vectors))
                changed[number] = snapshot.Chunks[number].Columns.With(chunk.Vectors);
        }

        return changed.Count == 0 ? snapshot : snapshot.With(changed);
    }

    private async Task ReadAsync(string model, long newest, CancellationToken cancel)
    {
        if (_batch == 0)
        {
            var last = await db.ScalarAsync<long?>("select max(ordinal) from title_vector", null, cancel) ?? -1;
            var ranges = Enumerable.Range(0, (int)(last / PerRead) + 1).Select(i => (long)i * PerRead);
            var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
            await Parallel.ForEachAsync(ranges, parallel, async (from, token) =>
                Take(await RowsAsync($"{Select} and ordinal >= @from and ordinal < @to", new { model, newest, from, to = from + PerRead }, token)));
        }
        else
        {
            Take(await RowsAsync($"{Select} and batch > @batch", new { model, newest, batch = _batch }, cancel));
        }

        _batch = newest;
    }

    private async Task<List<Row>> RowsAsync(string sql, object args, CancellationToken cancel) => await db.ReadAsync(
        async session =>
        {
            var rows = new List<Row>();
            await using var reader = await session.ReaderAsync(sql, args);
            while (await reader.ReadAsync(session.Cancel))
                rows.Add(new Row((int)reader.GetInt64(0), reader.GetInt64(1), (float)reader.GetDouble(2), (byte[])reader.GetValue(3)));
            return rows;
        },
        cancel);

    private void Take(List<Row> rows)
    {
        foreach (var group in rows.GroupBy(row => row.Ordinal >> ColumnChunk.Shift))
        {
            var chunk = _chunks.GetOrAdd(group.Key, _ => new Loaded());
            lock (chunk)
            {
                chunk.Vectors = chunk.Vectors.With(group.Select(row => (
                    CatalogueColumns.Local(row.Ordinal), (ReadOnlyMemory<sbyte>)MemoryMarshal.Cast<byte, sbyte>(row.Vector).ToArray(), row.Scale)));
                foreach (var row in group)
                    chunk.Revisions[CatalogueColumns.Local(row.Ordinal)] = row.Revision;
            }
        }
    }

    private const string Select = "select ordinal, revision, scale, vector from title_vector where model = @model and batch <= @newest";

    private sealed record Row(int Ordinal, long Revision, float Scale, byte[] Vector);

    private sealed class Loaded
    {
        public Vectors Vectors { get; set; } = Vectors.None(OnlyModel);

        public long[] Revisions { get; } = new long[ColumnChunk.Size];
    }
}
