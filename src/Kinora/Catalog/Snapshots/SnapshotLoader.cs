using Kinora.Catalog.Contracts;
using Kinora.Catalog.Search;
using Kinora.Platform.Database;
using Kinora.Ranking;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Snapshots;

/// <summary>
/// Makes the next snapshot: reads what was published since the one before, rebuilds the chunks that it touches and shares all others.
/// From nothing that is the whole catalogue, read in ranges by several threads.
/// </summary>
internal sealed class SnapshotLoader(Db db, TitlePopularity popularity, TimeProvider time)
{
    /// <summary>Rows that one query reads, well within the statement time-out.</summary>
    private const int RowsPerRead = 20_000;

    /// <summary>From so many edits on the search index is built anew instead of overlaid.</summary>
    private const int ManyEdits = 50_000;

    private const long KeysPerRevision = 1L << 31;

    private readonly Vocabularies _words = new();
    private readonly Creators _creators = new();
    private readonly IdTable _ids = new();
    private readonly Dictionary<string, HashSet<int>> _orphans = new(StringComparer.Ordinal);
    private WordBook? _book;

    public CatalogueSnapshot Empty() =>
        new(0, time.GetUtcNow(), [], new CatalogueColumns(0, [], _words.GenreTopics), _ids, _words, _creators,
        new TitleSearch(TitleIndex.Empty, FacetIndex.Empty, new SearchColumns([], popularity)));

    /// <summary>The snapshot after everything that is published now; the same one when nothing is new. One call at a time.</summary>
    public async Task<CatalogueSnapshot> NextAsync(CatalogueSnapshot before, CancellationToken cancel)
    {
        // Asked several times a second: nothing new is one small query.
        if (before.Version > 0 && await db.ScalarAsync<long>(NewestSeq, null, cancel) == before.Version)
            return before;
        var published = await db.ReadAsync(
            async session => new Published(
                await session.ScalarAsync<long>(NewestSeq),
                await session.QueryAsync<ChangeSet>("select revision, seq from change_set where seq > @version", new { version = before.Version }),
                await session.QueryAsync<CreatorRow>(CreatorsSince, new { count = before.Version == 0 ? 0 : _creators.Count, version = before.Version })),
            cancel);
        foreach (var creator in published.Creators)
            _creators.Set((int)creator.Ordinal, creator.Id, creator.Name);
        if (published.Seq == before.Version)
            return before;
        var seqs = published.Sets.ToDictionary(set => set.Revision, set => set.Seq);
        var builders = new Dictionary<int, ChunkBuilder>();
        var ranges = await RangesAsync(seqs.Keys, before.Version == 0, cancel);
        var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(ranges, parallel, async (range, token) => await ReadAsync(range, seqs, before, builders, token));
        return Build(before, published.Seq, builders, cancel);
    }

    private CatalogueSnapshot Build(CatalogueSnapshot before, long version, Dictionary<int, ChunkBuilder> builders, CancellationToken cancel)
    {
        AddAdopting(before, builders);
        var members = AddMembers(before, builders);
        var chunks = new CatalogueChunk[Math.Max(before.Chunks.Count, builders.Count == 0 ? 0 : builders.Keys.Max() + 1)];
        for (var i = 0; i < chunks.Length; i++)
        {
            if (i < before.Chunks.Count && !builders.ContainsKey(i))
                chunks[i] = before.Chunks[i];
            else
                builders.TryAdd(i, new ChunkBuilder(i < before.Chunks.Count ? before.Chunks[i] : null));
        }

        var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(builders, parallel, built => chunks[built.Key] = built.Value.Build());
        var columns = before.Columns.With(version, builders.Keys.ToDictionary(i => i, i => chunks[i].Columns));
        foreach (var ordinal in builders.Values.SelectMany(builder => builder.New))
            _ids.Add(chunks[ordinal >> CatalogueChunk.Shift].Ids.Utf8(ordinal & CatalogueChunk.Mask), ordinal);
        var source = new SearchColumns(chunks, popularity);
        var search = new TitleSearch(Index(before, builders, columns.Count, cancel), Facets(before, builders, source, columns.Count, cancel), source);
        var snapshot = new CatalogueSnapshot(version, time.GetUtcNow(), chunks, columns, _ids, _words, _creators, search);
        JoinSeries(snapshot, builders);
        foreach (var (ordinal, series) in members)
            Rate(snapshot, ordinal, series);
        return snapshot;
    }

    private static TitleIndex Index(CatalogueSnapshot before, Dictionary<int, ChunkBuilder> builders, int count, CancellationToken cancel)
    {
        if (!IsMany(builders.Values.Sum(builder => builder.Renamed.Count), count))
            return before.Search.Titles.With(builders.Values.SelectMany(builder => builder.Renamed));
        var old = before.Search.Titles;
        return TitleIndex.Build(
            count,
            ordinal => builders.TryGetValue(ordinal >> CatalogueChunk.Shift, out var builder) && builder.Renamed.TryGetValue(ordinal, out var name)
                ? name
                : old.NameOf(ordinal),
            cancel);
    }

    private static bool IsMany(int edits, int count) => edits > ManyEdits || edits > count / 2;

    private static FacetIndex Facets(CatalogueSnapshot before, Dictionary<int, ChunkBuilder> builders, SearchColumns source, int count, CancellationToken cancel)
    {
        var changed = builders.Values.SelectMany(builder => builder.Changed).ToList();
        return IsMany(changed.Count, count) ? FacetIndex.Build(count, source, cancel) : before.Search.Facets.With(changed, source);
    }

    /// <summary>A series that appears adopts the episodes that named it before: their chunks are made anew too.</summary>
    private void AddAdopting(CatalogueSnapshot before, Dictionary<int, ChunkBuilder> builders)
    {
        if (_orphans.Count == 0)
            return;
        var adopting = builders.Values.SelectMany(builder => builder.NewIds).Where(_orphans.ContainsKey).SelectMany(id => _orphans[id]).ToList();
        foreach (var chunk in adopting.Select(ordinal => ordinal >> CatalogueChunk.Shift).Distinct())
            builders.TryAdd(chunk, new ChunkBuilder(before.Chunks[chunk]));
        foreach (var ordinal in adopting)
        {
            var builder = builders[ordinal >> CatalogueChunk.Shift];
            builder.SeriesIds.TryAdd(ordinal, _orphans.First(orphan => orphan.Value.Contains(ordinal)).Key);
        }
    }

    /// <summary>The rating of a series is that of its unrated episodes: where a series changes, their chunks are made anew too.</summary>
    private static List<(int Ordinal, int Series)> AddMembers(CatalogueSnapshot before, Dictionary<int, ChunkBuilder> builders)
    {
        var members = builders.Values.SelectMany(builder => builder.Changed).Where(ordinal => before.Has(ordinal) && before.KindOf(ordinal) == TitleKind.Series)
            .SelectMany(series => before.MembersOf(series).Select(ordinal => (Ordinal: ordinal, Series: series))).ToList();
        foreach (var chunk in members.Select(member => member.Ordinal >> CatalogueChunk.Shift).Distinct())
            builders.TryAdd(chunk, new ChunkBuilder(before.Chunks[chunk]));
        return members;
    }

    /// <summary>An episode that says nothing about an age has that of its series, which is 18 where that says nothing either.</summary>
    private static void Rate(CatalogueSnapshot snapshot, int ordinal, int series)
    {
        var at = CatalogueColumns.Local(ordinal);
        if (snapshot.Chunks[ordinal >> CatalogueChunk.Shift].IsUnrated(at) && snapshot.SeriesOf(ordinal) == series)
            snapshot.Columns.Chunk(ordinal).Ages[at] = snapshot.Columns.Chunk(series).Ages[CatalogueColumns.Local(series)];
    }

    /// <summary>Writes the series into columns that nobody reads yet.</summary>
    private void JoinSeries(CatalogueSnapshot snapshot, Dictionary<int, ChunkBuilder> builders)
    {
        foreach (var (ordinal, id) in builders.Values.SelectMany(builder => builder.SeriesIds))
        {
            var found = snapshot.TryOrdinal(id, out var series);
            if (found)
            {
                snapshot.Columns.Chunk(ordinal).Series[CatalogueColumns.Local(ordinal)] = series;
                Rate(snapshot, ordinal, series);
            }

            if (found && _orphans.TryGetValue(id, out var waiting))
                waiting.Remove(ordinal);
            else if (!found && _orphans.TryGetValue(id, out waiting))
                waiting.Add(ordinal);
            else if (!found)
                _orphans[id] = [ordinal];
        }
    }

    private async Task ReadAsync(
        Range range, Dictionary<long, long> seqs, CatalogueSnapshot before, Dictionary<int, ChunkBuilder> builders, CancellationToken cancel)
    {
        var book = LazyInitializer.EnsureInitialized(ref _book, () => new WordBook(_words));
        var titles = await db.ReadAsync(session => RowsAsync(session, range, seqs), cancel);
        foreach (var run in titles.GroupBy(title => title.Ordinal >> CatalogueChunk.Shift))
        {
            ChunkBuilder? builder;
            lock (builders)
            {
                if (!builders.TryGetValue(run.Key, out builder))
                    builders[run.Key] = builder = new ChunkBuilder(run.Key < before.Chunks.Count ? before.Chunks[run.Key] : null);
            }

            lock (builder)
            {
                foreach (var title in run)
                    builder.Put(title, seqs[title.Revision], book);
            }
        }
    }

    private static async Task<List<LoadedTitle>> RowsAsync(Session session, Range range, Dictionary<long, long> seqs)
    {
        var titles = new List<LoadedTitle>();
        await using var row = await session.ReaderAsync($"select {LoadedTitle.Columns} from title where key >= @From and key < @To", range);
        while (await row.ReadAsync(session.Cancel))
        {
            if (seqs.ContainsKey(row.GetInt64(0)))
                titles.Add(new LoadedTitle(row));
        }

        return titles;
    }

    /// <summary>Ranges of keys of about <see cref="RowsPerRead"/> rows that cover the change sets.</summary>
    private async Task<List<Range>> RangesAsync(IEnumerable<long> revisions, bool all, CancellationToken cancel)
    {
        var ranges = new List<Range>();
        foreach (var whole in all ? [new Range(0, long.MaxValue)] : Runs(revisions))
        {
            var from = whole.From;
            while (true)
            {
                var next = await db.ScalarAsync<long?>(
                    $"select key from title where key >= @from and key < @To order by key limit 1 offset {RowsPerRead}", new { from, whole.To }, cancel);
                ranges.Add(new Range(from, next ?? whole.To));
                if (next is null)
                    break;
                from = next.Value;
            }
        }

        return ranges;
    }

    /// <summary>Neighbouring revisions are one range.</summary>
    private static IEnumerable<Range> Runs(IEnumerable<long> revisions)
    {
        Range? run = null;
        foreach (var revision in revisions.Order())
        {
            var next = new Range(revision * KeysPerRevision, (revision + 1) * KeysPerRevision);
            if (run is { } open && open.To == next.From)
            {
                run = open with { To = next.To };
                continue;
            }

            if (run is not null)
                yield return run;
            run = next;
        }

        if (run is not null)
            yield return run;
    }

    private const string NewestSeq = "select value from catalogue_counter where name = 'seq'";

    private const string CreatorsSince = """
        select ordinal, id, name from creator
        where ordinal >= @count or revision in (select revision from change_set where seq > @version) order by ordinal
        """;

    private sealed record Range(long From, long To);

    private sealed record Published(long Seq, List<ChangeSet> Sets, List<CreatorRow> Creators);

    private sealed record ChangeSet
    {
        public required long Revision { get; init; }

        public required long Seq { get; init; }
    }

    private sealed record CreatorRow
    {
        public required long Ordinal { get; init; }

        public required string Id { get; init; }

        public required string Name { get; init; }
    }
}
