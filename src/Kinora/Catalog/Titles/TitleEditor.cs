using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Enrichment;
using Kinora.Catalog.Snapshots;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;

namespace Kinora.Catalog.Titles;

/// <summary>Single edits: each is a change set of one title that is published in the transaction that makes it.</summary>
internal sealed class TitleEditor(Db db, ChangeSets changes, SnapshotKeeper keeper, AuditLog audit, TimeProvider time)
{
    /// <summary>Adds a title, or brings a removed one back with new content.</summary>
    public Task<Outcome<int>> CreateAsync(JsonElement body, string who, CancellationToken cancel)
    {
        var faults = new Faults();
        var title = Check(new TitleDraft(), body, faults);
        return title is null ? Task.FromResult<Outcome<int>>(faults.ToRefusal()) : EditAsync(
            title.Id, who, default,
            now => now is null or { IsRemoved: true }
                ? title
                : new Refusal(RefusalKind.Conflict, "title-exists", $"There is a title '{title.Id}' already: change it with PATCH.", "id"),
            cancel);
    }

    /// <summary>A title that was added before, as soon as the newest snapshot has it.</summary>
    public async Task<Outcome<int>> AddedAsync(string id, CancellationToken cancel)
    {
        var row = await db.ReadAsync(session => TitleReader.FindAsync(session, id), cancel);
        var snapshot = await keeper.AtLeastAsync(row?.Revision ?? 0, cancel);
        return snapshot.TryOrdinal(id, out var ordinal) ? ordinal : TitleAccess.NotFound;
    }

    /// <summary>Changes the members that the body names. <paramref name="stale"/> looks at the version that is there.</summary>
    public Task<Outcome<int>> PatchAsync(string id, JsonElement body, Func<long, Refusal?> stale, string who, CancellationToken cancel) =>
        EditAsync(
            id, who, Written(body),
            now => now is null ? TitleAccess.NotFound : stale(now.Revision) is { } refusal ? refusal : Merge(now, body), cancel);

    /// <summary>Removes a title: nowhere, at once.</summary>
    public Task<Outcome<int>> RemoveAsync(string id, string who, CancellationToken cancel) => EditAsync(
        id, who, default,
        now => now is null or { IsRemoved: true }
            ? TitleAccess.NotFound
            : TitleRules.Check(now.ToDraft(), null, new Faults())! with { OwnerId = now.OwnerId, Visibility = Visibility.Removed },
        cancel);

    private static ByHand Written(JsonElement body) => body.ValueKind != JsonValueKind.Object ? default : new ByHand(
        body.TryGetProperty("moods", out _) || body.TryGetProperty("themes", out _), body.TryGetProperty("short_description", out _));

    private static Outcome<StoredTitle> Merge(TitleReader.Row now, JsonElement body)
    {
        var faults = new Faults();
        var draft = now.ToDraft();
        // A creator's name that is written makes a new id, unless an id is written too.
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("creator", out _))
            draft.CreatorId = null;
        var title = Check(draft, body, faults);
        if (title is null)
            return faults.ToRefusal();
        return title.Id != now.Id || draft.Written.Contains("external_id") || draft.Written.Contains("provider")
            ? new Refusal(RefusalKind.Invalid, "id-fixed", "A title keeps its id: add another one and remove this.", "id")
            : title with { OwnerId = now.OwnerId };
    }

    private static StoredTitle? Stored(TitleReader.Row row) =>
        TitleRules.Check(row.ToDraft(), null, new Faults()) is { } title ? title with { OwnerId = row.OwnerId } : null;

    private static StoredTitle? Check(TitleDraft draft, JsonElement body, Faults faults)
    {
        JsonTitle.ReadInto(draft, body, faults, member => faults.Add("unknown-member", member.Length > 80 ? member[..80] : member, "No title has such a member."));
        return faults.Any ? null : TitleRules.Check(draft, null, faults);
    }

    /// <summary>Gives the ordinal of the title, when the newest snapshot has the edit.</summary>
    /// <param name="hand">What a person writes of what enrichment gives: from now on it is theirs.</param>
    private async Task<Outcome<int>> EditAsync(
        string id, string who, ByHand hand, Func<TitleReader.Row?, Outcome<StoredTitle>> decide, CancellationToken cancel)
    {
        var (by, repeat, at) = (Author.Current, Repeat.Current, time.GetUtcNow().ToUnixTimeMilliseconds());
        var edited = await db.TransactAsync<Outcome<long>>(
            async tx =>
            {
                // Load
                await tx.LockAsync(ChangeSets.Lock);
                var now = await TitleReader.FindAsync(tx, id);

                // Decide
                var decided = decide(now);
                if (decided.Refusal is { } refusal)
                    return refusal;
                var title = decided.Value;
                if (hand != default && now is not null)
                    await EnrichmentStore.ByHandAsync(tx, now.Ordinal, hand, at);
                if (now is not null && title.Content() == Stored(now)?.Content() && title.Flags == now.Flags)
                    return 0;

                // Save
                var revision = await changes.OpenAsync(tx, "edit", who);
                await TitleStore.EditAsync(tx, revision, [title]);
                var (was, becomes) = (now is null or { IsRemoved: true } ? null : Stored(now), title.Visibility == Visibility.Removed ? null : title);
                await audit.WriteAsync(tx, by, was is null ? "title.added" : becomes is null ? "title.removed" : "title.changed", id, was, becomes);
                if (repeat is not null)
                    await repeat.NoteAsync(tx, id);
                return await changes.PublishAsync(tx, revision);
            },
            cancel);
        if (edited.Refusal is { } no)
            return no;
        var snapshot = await keeper.AtLeastAsync(edited.Value, cancel);
        return snapshot.TryOrdinal(id, out var ordinal) ? ordinal : TitleAccess.NotFound;
    }
}
