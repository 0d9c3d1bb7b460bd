using Kinora.Platform.Database;

namespace Kinora.Catalog.Titles;

/// <summary>The only writer of <c>creator</c>. The caller holds the lock of the change sets.</summary>
internal static class CreatorStore
{
    private static readonly string[] Columns = ["ordinal", "id", "name", "revision"];

    /// <summary>
    /// The ordinals of the titles' creators; new ones are added. A known creator keeps its name unless <paramref name="rename"/>:
    /// an import that is not visible yet must change nothing that is.
    /// </summary>
    public static async Task<Dictionary<string, long>> OrdinalsAsync(Tx tx, long revision, IReadOnlyList<StoredTitle> titles, bool rename)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var title in titles)
        {
            if (title.CreatorId is not null)
                names[title.CreatorId] = title.CreatorName ?? title.CreatorId;
        }

        var ordinals = new Dictionary<string, long>(StringComparer.Ordinal);
        if (names.Count == 0)
            return ordinals;
        foreach (var known in await tx.QueryAsync<Known>(
            $"select id, ordinal, name from creator where {tx.Dialect.AnyOf("id", "ids")}", new { ids = tx.Dialect.List(names.Keys) }))
        {
            ordinals[known.Id] = known.Ordinal;
            if (rename && names[known.Id] != known.Name && names[known.Id] != known.Id)
                await tx.ExecuteAsync("update creator set name = @name, revision = @revision where id = @id", new { known.Id, name = names[known.Id], revision });
        }

        var missing = names.Keys.Where(id => !ordinals.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            var next = await ChangeSets.NextAsync(tx, "creator", missing.Count);
            await tx.InsertManyAsync("creator", Columns, missing.ConvertAll(id => new object?[] { ordinals[id] = next++, id, names[id], revision }));
        }

        return ordinals;
    }

    private sealed record Known
    {
        public required string Id { get; init; }

        public required long Ordinal { get; init; }

        public required string Name { get; init; }
    }
}
