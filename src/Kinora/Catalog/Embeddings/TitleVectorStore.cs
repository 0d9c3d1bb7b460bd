using System.Runtime.InteropServices;
using Kinora.Catalog.Snapshots;
using Kinora.Catalog.Titles;
using Kinora.Platform.Database;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Embeddings;

/// <summary>The only writer of <c>title_vector</c>.</summary>
internal sealed class TitleVectorStore(Db db, TimeProvider time, SnapshotKeeper keeper)
{
    /// <summary>A vector to be stored; without one only the revision moves on, because the texts did not change.</summary>
    internal sealed record Entry(int Ordinal, long Revision, long Content, float[]? Vector);

    /// <summary>What is known of these titles' vectors by one model.</summary>
    public async Task<Dictionary<int, long>> ContentsAsync(string model, IEnumerable<int> ordinals, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<Known>(
            $"select ordinal, content from title_vector where model = @model and {db.Dialect.AnyOf("ordinal", "ordinals")}",
            new { model, ordinals = db.Dialect.List(ordinals.Select(ordinal => (long)ordinal)) }, cancel);
        return rows.ToDictionary(row => (int)row.Ordinal, row => row.Content);
    }

    /// <summary>Stores a batch; snapshots follow.</summary>
    public Task SaveAsync(string model, IReadOnlyList<Entry> entries, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            // Whoever takes a number holds its row to the end, so batches become visible in their order.
            var batch = await ChangeSets.NextAsync(tx, "vector", 1);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (var entry in entries)
            {
                if (entry.Vector is null)
                {
                    await tx.ExecuteAsync(Touch, new { entry.Ordinal, entry.Revision, batch, model });
                    continue;
                }

                var numbers = new sbyte[Vectors.Dimensions];
                var scale = (double)Vectors.Quantise(entry.Vector, numbers);
                var vector = MemoryMarshal.AsBytes<sbyte>(numbers).ToArray();
                await tx.ExecuteAsync(
                    Upsert, new { entry.Ordinal, model, Vectors.Dimensions, entry.Revision, entry.Content, scale, vector, batch, now });
            }

            tx.OnCommitted(keeper.Nudge);
        },
        cancel);

    private const string Touch = "update title_vector set revision = @Revision, batch = @batch where ordinal = @Ordinal and model = @model";

    private const string Upsert = """
        insert into title_vector (ordinal, model, dimensions, revision, content, scale, vector, batch, made_at)
        values (@Ordinal, @model, @Dimensions, @Revision, @Content, @scale, @vector, @batch, @now)
        on conflict (ordinal) do update set model = excluded.model, dimensions = excluded.dimensions, revision = excluded.revision,
            content = excluded.content, scale = excluded.scale, vector = excluded.vector, batch = excluded.batch, made_at = excluded.made_at
        """;

    private sealed record Known
    {
        public required long Ordinal { get; init; }

        public required long Content { get; init; }
    }
}
