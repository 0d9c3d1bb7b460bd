using System.Text.Json;
using Kinora.Catalog.Titles;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Catalog.Enrichment;

/// <summary>The only writer of <c>title_enrichment</c>, and of the versions of titles that enrichment makes.</summary>
internal sealed class EnrichmentStore(Db db, ChangeSets changes, TimeProvider time)
{
    /// <summary>A title: what was found, and what it will have.</summary>
    /// <param name="Hand">What was a person's when that was decided.</param>
    internal sealed record Entry(string Id, int Ordinal, long Revision, ByHand Hand, Labels Found, EnrichPlan To)
    {
        public long? Asked { get; init; }
    }

    public Task<Dictionary<int, Enriched>> KnownAsync(IEnumerable<int> ordinals, CancellationToken cancel) =>
        db.ReadAsync(session => KnownAsync(session, ordinals), cancel);

    private static async Task<Dictionary<int, Enriched>> KnownAsync(Session session, IEnumerable<int> ordinals)
    {
        var rows = await session.QueryAsync<Row>(
            $"{Known} where {session.Dialect.AnyOf("ordinal", "ordinals")}", new { ordinals = session.Dialect.List(ordinals.Select(ordinal => (long)ordinal)) });
        return rows.ToDictionary(
            row => (int)row.Ordinal,
            row => new Enriched(row.Moods, row.Themes, row.ShortDescription, new ByHand(row.ByHand, row.ShortByHand)) { Asked = row.Asked });
    }

    /// <summary>A person has written some of it: from now on that is theirs.</summary>
    public static Task ByHandAsync(Tx tx, long ordinal, ByHand hand, long now) =>
        tx.ExecuteAsync(Take, new { ordinal, hand.Labels, hand.Short, now });

    /// <summary>
    /// Writes what is to be written, all of it visible at once, and notes what was asked. Titles that changed meanwhile, and those that a person
    /// took over, are left; gives how many were written.
    /// </summary>
    public Task<int> SaveAsync(string provider, IReadOnlyList<Entry> entries, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            var (titles, now) = (new List<StoredTitle>(), time.GetUtcNow().ToUnixTimeMilliseconds());
            await tx.LockAsync(ChangeSets.Lock);
            var known = await KnownAsync(tx, entries.Select(entry => entry.Ordinal));
            foreach (var entry in entries)
            {
                if ((known.GetValueOrDefault(entry.Ordinal)?.Hand ?? default) != entry.Hand || await TitleReader.FindAsync(tx, entry.Id) is not { IsRemoved: false } row || row.Revision != entry.Revision
                    || TitleRules.Check(row.ToDraft(), null, new Faults()) is not { } title)
                {
                    continue;
                }

                var (to, own) = (entry.To.To, entry.To.Own);
                if (entry.To.Step == EnrichStep.Write)
                    titles.Add(title with { Moods = to.Moods, Themes = to.Themes, ShortDescription = to.Short, OwnerId = row.OwnerId, SourceContent = row.Content });
                var confidence = JsonSerializer.Serialize(
                    entry.Found.Moods.Concat(entry.Found.Themes).ToDictionary(guess => guess.Name, guess => guess.Confidence));
                await tx.ExecuteAsync(
                    Upsert, new { ordinal = (long)entry.Ordinal, provider, own.Moods, own.Themes, shortDescription = own.Short, confidence, entry.Asked, now });
            }

            if (titles.Count > 0)
            {
                var revision = await changes.OpenAsync(tx, "enrich", provider);
                await TitleStore.EditAsync(tx, revision, titles);
                await changes.PublishAsync(tx, revision);
            }

            return titles.Count;
        },
        cancel);

    private const string Upsert = """
        insert into title_enrichment (ordinal, provider, moods, themes, short_description, confidence, by_hand, short_by_hand, asked, made_at)
        values (@ordinal, @provider, @Moods, @Themes, @shortDescription, @confidence, false, false, @Asked, @now)
        on conflict (ordinal) do update set provider = excluded.provider, moods = excluded.moods, themes = excluded.themes,
            short_description = excluded.short_description, confidence = excluded.confidence, asked = excluded.asked, made_at = excluded.made_at
        """;

    private const string Take = """
        insert into title_enrichment (ordinal, provider, confidence, by_hand, short_by_hand, made_at)
        values (@ordinal, 'person', '{}', @Labels, @Short, @now)
        on conflict (ordinal) do update set
            moods = case when @Labels then null else title_enrichment.moods end, themes = case when @Labels then null else title_enrichment.themes end,
            short_description = case when @Short then null else title_enrichment.short_description end,
            by_hand = title_enrichment.by_hand or @Labels, short_by_hand = title_enrichment.short_by_hand or @Short, made_at = excluded.made_at
        """;

    private const string Known = "select ordinal, moods, themes, short_description, by_hand, short_by_hand, asked from title_enrichment";

    private sealed record Row
    {
        public required long Ordinal { get; init; }

        public string? Moods { get; init; }

        public string? Themes { get; init; }

        public string? ShortDescription { get; init; }

        public required bool ByHand { get; init; }

        public required bool ShortByHand { get; init; }

        public long? Asked { get; init; }
    }
}
