using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Platform.Database;

namespace Kinora.Catalog.Titles;

/// <summary>What became of a title that was to be staged.</summary>
internal enum Staged
{
    /// <summary>Not known before.</summary>
    Accepted,
    Updated,

    /// <summary>The visible version is the same.</summary>
    Unchanged,

    /// <summary>The same change set has this id already.</summary>
    Twice,

    /// <summary>Somebody removed the title; only an edit may bring it back.</summary>
    Removed,
}

/// <summary>The only writer of <c>title</c>.</summary>
internal static class TitleStore
{
    private static readonly string[] Columns =
    [
        "key", "id", "revision", "ordinal", "kind", "flags", "age", "year", "published_at", "duration_ms", "language", "creator", "series_id",
        "season", "episode", "name", "original_name", "genres", "categories", "tags", "moods", "themes", "content", "owner_id", "maturity",
        "licence", "unavailable_reason", "poster_url", "still_url", "hls_url", "manifest_url", "web_url", "synopsis", "short_description",
        "subtitles", "chapters_url", "thumbnails_url",
    ];

    /// <summary>Adds an import's titles to its open change set. Whom a title belongs to and who sees it stays as it is.</summary>
    public static async Task<Staged[]> StageAsync(Tx tx, long revision, IReadOnlyList<StoredTitle> titles)
    {
        await tx.LockAsync(ChangeSets.Lock);
        var known = await KnownAsync(tx, titles.Select(title => title.Id), revision);
        var results = Decide(titles, known);
        var changed = new List<StoredTitle>();
        for (var i = 0; i < titles.Count; i++)
        {
            if (results[i] is Staged.Accepted or Staged.Updated)
                changed.Add(known.TryGetValue(titles[i].Id, out var now) && now.Visible ? Inherit(titles[i], now) : titles[i]);
        }

        await InsertAsync(tx, revision, changed, known, rename: false);
        return results;
    }

    /// <summary>What staging does with each title.</summary>
    public static Staged[] Decide(IReadOnlyList<StoredTitle> titles, Dictionary<string, Version> known)
    {
        var here = new HashSet<string>(StringComparer.Ordinal);
        var results = new Staged[titles.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var now = known.GetValueOrDefault(titles[i].Id);
            results[i] = !here.Add(titles[i].Id) || now is { Staged: true } ? Staged.Twice
                : now is null or { Visible: false } ? Staged.Accepted
                : (now.Flags & StoredFlags.Removed) != StoredFlags.None ? Staged.Removed
                : now.Content == titles[i].Content() ? Staged.Unchanged
                : Staged.Updated;
        }

        return results;
    }

    /// <summary>Adds versions of edited titles. The caller holds the lock of the change sets.</summary>
    public static async Task EditAsync(Tx tx, long revision, IReadOnlyList<StoredTitle> titles) =>
        await InsertAsync(tx, revision, titles, await KnownAsync(tx, titles.Select(title => title.Id), revision), rename: true);

    /// <summary>What the database has of these ids, seen from a change set.</summary>
    public static async Task<Dictionary<string, Version>> KnownAsync(Session session, IEnumerable<string> ids, long revision)
    {
        var known = new Dictionary<string, Version>(StringComparer.Ordinal);
        var rows = await session.QueryAsync<Version>(
            $"{Versions} where {session.Dialect.AnyOf("t.id", "ids")}", new { ids = session.Dialect.List(ids) });
        foreach (var row in rows)
        {
            var before = known.GetValueOrDefault(row.Id);
            var better = before is null || (row.Seq ?? 0) > (before.Seq ?? 0) ? row : before;
            known[row.Id] = better with { Staged = row.Revision == revision || before is { Staged: true } };
        }

        return known;
    }

    private static StoredTitle Inherit(StoredTitle title, Version now) => title with
    {
        OwnerId = now.OwnerId,
        Visibility = (now.Flags & StoredFlags.ShadowBan) != StoredFlags.None ? Visibility.ShadowBan : Visibility.Public,
    };

    private static async Task InsertAsync(
        Tx tx, long revision, IReadOnlyList<StoredTitle> titles, Dictionary<string, Version> known, bool rename)
    {
        if (titles.Count == 0)
            return;
        var creators = await CreatorStore.OrdinalsAsync(tx, revision, titles, rename);
        var newOnes = titles.Count(title => !known.ContainsKey(title.Id));
        var next = newOnes == 0 ? 0 : await ChangeSets.NextAsync(tx, "ordinal", newOnes);
        var rows = new List<object?[]>(titles.Count);
        foreach (var title in titles)
        {
            var ordinal = known.TryGetValue(title.Id, out var now) ? now.Ordinal : next++;
            rows.Add(Row(title, revision, ordinal, title.CreatorId is null ? null : creators[title.CreatorId]));
        }

        await tx.InsertManyAsync("title", Columns, rows);
    }

    private static object?[] Row(StoredTitle title, long revision, long ordinal, long? creator) =>
    [
        (revision * ChangeSets.KeysPerRevision) + ordinal, title.Id, revision, ordinal, (long)title.Kind, (long)title.Flags, (long)title.Age,
        (long)title.Year, title.PublishedAt, title.DurationMs, title.Language, creator, title.SeriesId, (long)title.Season,
        (long)title.Episode, title.Name, title.OriginalName, title.Genres, title.Categories, title.Tags, title.Moods, title.Themes,
        title.SourceContent ?? title.Content(), title.OwnerId, title.Maturity, title.Licence, title.UnavailableReason, title.PosterUrl, title.StillUrl,
        title.HlsUrl, title.ManifestUrl, title.WebUrl, title.Synopsis, title.ShortDescription, title.Subtitles, title.ChaptersUrl, title.ThumbnailsUrl,
    ];

    private const string Versions = """
        select t.id, t.ordinal, t.revision, t.content, t.flags, t.owner_id, c.seq
        from title t join change_set c on c.revision = t.revision
        """;

    /// <summary>What is known of an id: its visible version, else one that waits to be published.</summary>
    internal sealed record Version
    {
        public required string Id { get; init; }

        public required long Ordinal { get; init; }

        public required long Revision { get; init; }

        public required long Content { get; init; }

        public required StoredFlags Flags { get; init; }

        public string? OwnerId { get; init; }

        /// <summary>Null where it is not published.</summary>
        public long? Seq { get; init; }

        /// <summary>The change set that asks has a row of this id.</summary>
        public bool Staged { get; init; }

        public bool Visible => Seq is not null;
    }
}
