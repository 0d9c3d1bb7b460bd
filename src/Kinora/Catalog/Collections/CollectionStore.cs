using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;

namespace Kinora.Catalog.Collections;

/// <summary>The only writer of <c>collection</c> and <c>collection_item</c>.</summary>
internal sealed class CollectionStore(Db db, ICatalogue catalogue, AuditLog audit, TimeProvider time) : ICollections
{
    public const int MostTitles = 1_000;
    private const int MostCollections = 500;
    private const string Lock = "collections";

    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "collection-not-found", "There is no such collection.");

    public Task<IReadOnlyList<Collection>> ListAsync(CancellationToken cancel) => db.ReadAsync<IReadOnlyList<Collection>>(
        async session =>
        {
            var items = (await session.QueryAsync<Item>("select collection_id, title_id from collection_item order by collection_id, position"))
                .ToLookup(item => item.CollectionId, item => item.TitleId, StringComparer.Ordinal);
            return [.. (await session.QueryAsync<Row>($"{Select} order by position, id")).Select(row => row.With([.. items[row.Id]]))];
        },
        cancel);

    public Task<Collection?> FindAsync(string id, CancellationToken cancel) => db.ReadAsync(session => ReadAsync(session, id), cancel);

    public Task<Outcome<Collection>> PutAsync(
        string id, string name, string? description, IReadOnlyList<string> titleIds, string? who, CancellationToken cancel) =>
        SaveAsync(id, who, now => now is null
            ? new Collection { Id = id, Name = name, Description = description, Position = 0, Version = 0, TitleIds = titleIds }
            : now with { Name = name, Description = description, TitleIds = titleIds }, cancel);

    /// <summary>
    /// Saves what <paramref name="decide"/> makes of the collection that is there (null: none). Position 0 = at the end; else it moves there
    /// and the others make room.
    /// </summary>
    public Task<Outcome<Collection>> SaveAsync(string id, string? who, Func<Collection?, Outcome<Collection>> decide, CancellationToken cancel)
    {
        var (by, repeat) = (Author.Current, Repeat.Current);
        return db.TransactAsync<Outcome<Collection>>(
            async tx =>
            {
                await tx.LockAsync(Lock);
                var now = await ReadAsync(tx, id);
                var decided = decide(now);
                if (decided.Refusal is { } no)
                    return no;
                if (Check(decided.Value) is { } refusal)
                    return refusal;
                var others = await tx.QueryAsync<string>("select id from collection where id <> @id order by position, id", new { id });
                if (now is null && others.Count >= MostCollections)
                    return new Refusal(RefusalKind.Invalid, "too-many", $"There are {MostCollections} collections: remove one first.");
                var place = decided.Value.Position == 0 ? others.Count : (int)Math.Min(decided.Value.Position - 1, others.Count);
                others.Insert(place, id);
                await WriteAsync(tx, decided.Value with { Position = place + 1, Version = (now?.Version ?? 0) + 1 }, now is null, who);
                if (now?.Position != place + 1)
                    await RenumberAsync(tx, others);
                if (repeat is not null)
                    await repeat.NoteAsync(tx, id);
                var saved = (await ReadAsync(tx, id))!;
                await audit.WriteAsync(tx, by, now is null ? "collection.added" : "collection.changed", id, now, saved);
                return saved;
            },
            cancel);
    }

    public Task<Outcome<Done>> RemoveAsync(string id, CancellationToken cancel)
    {
        var by = Author.Current;
        return db.TransactAsync<Outcome<Done>>(
            async tx =>
            {
                await tx.LockAsync(Lock);
                if (await ReadAsync(tx, id) is not { } gone)
                    return NotFound;
                await tx.ExecuteAsync("delete from collection_item where collection_id = @id", new { id });
                await tx.ExecuteAsync("delete from collection where id = @id", new { id });
                await RenumberAsync(tx, await tx.QueryAsync<string>("select id from collection order by position, id"));
                await audit.WriteAsync(tx, by, "collection.removed", id, gone, null);
                return default(Done);
            },
            cancel);
    }

    private Refusal? Check(Collection collection)
    {
        var faults = new Faults();
        if (TextRules.Line("name", collection.Name, 200, faults) is null && !faults.Any)
            faults.Add("name-missing", "name", "A collection needs a name.");
        TextRules.Prose("description", collection.Description, 2_000, faults);
        if (collection.ShownUntil <= collection.ShownFrom)
            faults.Add("out-of-range", "shown_until", "A collection is shown until after it is shown from.");
        // JSON may say null for a list and for what is in it, whatever their types here say.
        if (collection.TitleIds is not { } titles)
            return new Refusal(RefusalKind.Invalid, "value-invalid", "A list of titles; [] is one without any.", "items");
        if (titles.Count > MostTitles)
            faults.Add("too-many", "items", $"A collection takes at most {MostTitles} titles.");
        var (snapshot, here) = (catalogue.Current, new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < titles.Count; i++)
        {
            if (titles[i] is not { } id || !snapshot.TryOrdinal(id, out _))
                faults.Add("title-unknown", $"items[{i}]", "There is no such title.");
            else if (!here.Add(id))
                faults.Add("title-twice", $"items[{i}]", "This title stands in the list already.");
        }

        return faults.Any ? faults.ToRefusal() : null;
    }

    private async Task WriteAsync(Tx tx, Collection collection, bool isNew, string? who)
    {
        var row = new
        {
            collection.Id,
            collection.Name,
            collection.Description,
            collection.Position,
            collection.Version,
            collection.Published,
            from = collection.ShownFrom?.ToUnixTimeMilliseconds(),
            until = collection.ShownUntil?.ToUnixTimeMilliseconds(),
            who,
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        await tx.ExecuteAsync(isNew ? Insert : Update, row);
        await tx.ExecuteAsync("delete from collection_item where collection_id = @Id", new { collection.Id });
        await tx.InsertManyAsync(
            "collection_item", ["collection_id", "title_id", "position"],
            [.. collection.TitleIds.Select((title, i) => new object?[] { collection.Id, title, (long)i + 1 })]);
    }

    private static async Task RenumberAsync(Tx tx, List<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
            await tx.ExecuteAsync("update collection set position = @position where id = @id and position <> @position", new { id = ids[i], position = (long)i + 1 });
    }

    private static async Task<Collection?> ReadAsync(Session session, string id)
    {
        var row = await session.FirstOrDefaultAsync<Row>($"{Select} where id = @id", new { id });
        return row?.With(await session.QueryAsync<string>("select title_id from collection_item where collection_id = @id order by position", new { id }));
    }

    private const string Select = "select id, name, description, position, version, published, shown_from, shown_until from collection";

    private const string Insert = """
        insert into collection (id, name, description, position, version, published, shown_from, shown_until, created_by, created_at, updated_at)
        values (@Id, @Name, @Description, @Position, @Version, @Published, @from, @until, @who, @now, @now)
        """;

    private const string Update = """
        update collection set name = @Name, description = @Description, position = @Position, version = @Version, published = @Published,
            shown_from = @from, shown_until = @until, updated_at = @now where id = @Id
        """;

    private sealed record Item
    {
        public required string CollectionId { get; init; }

        public required string TitleId { get; init; }
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public string? Description { get; init; }

        public required long Position { get; init; }

        public required long Version { get; init; }

        public required bool Published { get; init; }

        public long? ShownFrom { get; init; }

        public long? ShownUntil { get; init; }

        public Collection With(IReadOnlyList<string> titles) => new()
        {
            Id = Id,
            Name = Name,
            Description = Description,
            Position = Position,
            Version = Version,
            Published = Published,
            ShownFrom = Time(ShownFrom),
            ShownUntil = Time(ShownUntil),
            TitleIds = titles,
        };

        private static DateTimeOffset? Time(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
    }
}
