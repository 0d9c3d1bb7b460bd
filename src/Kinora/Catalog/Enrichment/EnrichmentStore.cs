using System.Text.Json;
using Kinora.Catalog.Titles;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Catalog.Enrichment;

/// <summary>The only writer of <c>title_enrichment</c>, and of the versions of titles that enrichment makes.</summary>
internal sealed class EnrichmentStore(Db db, ChangeSets changes, TimeProvider time)
{
    /// <summary>A title to be written: what was found, and what it will have.</summary>
    internal sealed record Entry(string Id, int Ordinal, long Revision, Labels Found, EnrichPlan To);

    public async Task<Dictionary<int, Enriched>> KnownAsync(IEnumerable<int> ordinals, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<Row>(
            $"select ordinal, moods, themes, by_hand from title_enrichment where {db.Dialect.AnyOf("ordinal", "ordinals")}",
            new { ordinals = db.Dialect.List(ordinals.Select(ordinal => (long)ordinal)) }, cancel);
        return rows.ToDictionary(row => (int)row.Ordinal, row => new Enriched(row.Moods, row.Themes, row.ByHand));
    }

    /// <summary>A person has written moods or themes: from now on they are theirs.</summary>
    public static Task ByHandAsync(Tx tx, long ordinal, long now)
    {
        string? nothing = null;
        return tx.ExecuteAsync(
            Upsert, new { ordinal, provider = "person", moods = nothing, themes = nothing, confidence = "{}", byHand = true, now });
    }

    /// <summary>Writes what is to be written, all of it visible at once. Titles that changed meanwhile are left; gives how many were written.</summary>
    public Task<int> SaveAsync(string provider, IReadOnlyList<Entry> entries, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            var (titles, now) = (new List<StoredTitle>(), time.GetUtcNow().ToUnixTimeMilliseconds());
            await tx.LockAsync(ChangeSets.Lock);
            foreach (var entry in entries)
            {
                if (await TitleReader.FindAsync(tx, entry.Id) is not { IsRemoved: false } row || row.Revision != entry.Revision
                    || TitleRules.Check(row.ToDraft(), null, new Faults()) is not { } title)
                {
                    continue;
                }

                titles.Add(title with { Moods = entry.To.Moods, Themes = entry.To.Themes, OwnerId = row.OwnerId, SourceContent = row.Content });
                var (ordinal, moods, themes) = ((long)entry.Ordinal, entry.To.OwnMoods, entry.To.OwnThemes);
                var confidence = JsonSerializer.Serialize(
                    entry.Found.Moods.Concat(entry.Found.Themes).ToDictionary(guess => guess.Name, guess => guess.Confidence));
                await tx.ExecuteAsync(Upsert, new { ordinal, provider, moods, themes, confidence, byHand = false, now });
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
        insert into title_enrichment (ordinal, provider, moods, themes, confidence, by_hand, made_at)
        values (@ordinal, @provider, @moods, @themes, @confidence, @byHand, @now)
        on conflict (ordinal) do update set provider = excluded.provider, moods = excluded.moods,
            themes = excluded.themes, confidence = excluded.confidence, by_hand = title_enrichment.by_hand or excluded.by_hand, made_at = excluded.made_at
        """;

    private sealed record Row
    {
        public required long Ordinal { get; init; }

        public string? Moods { get; init; }

        public string? Themes { get; init; }

        public required bool ByHand { get; init; }
    }
}
