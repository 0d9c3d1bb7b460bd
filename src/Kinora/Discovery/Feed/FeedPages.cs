using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Experiments;
using Kinora.Discovery.Profiles;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Signals.Contracts;
using Microsoft.Extensions.Options;

namespace Kinora.Discovery.Feed;

/// <summary>
/// Hands out pages by name. The first answer is ranked, and committed together with its holds before it leaves; every later answer to the
/// same name is what was stored. Pages of one profile are made one after the other: by a lock in the process, and by moving the profile's
/// version from the one that was ranked with as the first statement of the page's transaction. Who loses that race a few times ranks within
/// the transaction, while whatever else happens with the profile waits.
/// </summary>
internal sealed class FeedPages(
    Db db, FeedStore store, IProfileVersions versions, FeedExperiments experiments, Cursors cursors, TimeProvider time,
    IOptions<DiscoveryOptions> options, FeedMeter meter)
{
    /// <summary>A feed session lives 24 hours from its last request, which its own row knows; the signature may be older.</summary>
    private static readonly TimeSpan CursorLifetime = TimeSpan.FromDays(30);

    /// <summary>Ranked beside what others do; after that, before them.</summary>
    private const int FreeTries = 3;

    private const int MostTries = 12;

    /// <summary>Pages are signs of life themselves; so often the feed session's own row is told.</summary>
    private const int PagesPerSignOfLife = 16;

    private const string Question = "feed";

    /// <summary>Signs of life closer together than this are one.</summary>
    private const long Soon = 60_000;

    public Outcome<FeedPlace?> Read(FeedQuery query, Caller caller)
    {
        var read = cursors.Read<FeedPlace>(query.Cursor, caller.ProfileId, Question, CursorLifetime);
        if (read.Refusal is not null || read.Value is not { } place)
            return read;
        var sameSession = query.FeedSession is null || query.FeedSession == place.FeedSession;
        return sameSession && (!query.NamesFilters || query.Filters == place.Filters)
            ? place
            : new Refusal(RefusalKind.Invalid, "cursor-invalid", "This cursor belongs to another feed session or other filters.", "cursor");
    }

    /// <summary>The page of that name, made now if it was never asked for. For the holder of the profile.</summary>
    public async Task<Outcome<StoredPage>> GetAsync(
        HeldProfile held, Caller caller, FeedQuery query, FeedPlace place, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var now = Now;
            var session = held.State.Session(place.FeedSession);
            if (session is not null && ProfileState.HasEnded(session, now))
                return Ended;
            if (session is not null && session.Pages >= place.Page)
                return await AgainAsync(held, place, now, cancel);
            if (session is null && await CheckUnknownAsync(caller, query, place, cancel) is { } refusal)
                return refusal;
            var asked = new AskedPage(held, caller, query, place, snapshot, await experiments.PlanAsync(caller, held.State.Dial, cancel));
            var made = attempt < FreeTries ? await MakeAsync(asked, cancel) : await MakeFirstAsync(asked, cancel);
            if (made is { } done)
                return done;
            meter.Lost();
            await held.CatchUpAsync(cancel);
        }

        return Busy;
    }

    private static readonly Refusal Busy =
        new(RefusalKind.Unavailable, "feed-busy", "Too much happens with this profile at once: try again.");

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Refusal Ended => new(
        RefusalKind.Invalid, "cursor-expired", "This feed session ended 24 hours after its last request. Start a new one.", "cursor");

    /// <summary>A feed session that the state does not know has ended, belongs to somebody else, or is new.</summary>
    private async Task<Refusal?> CheckUnknownAsync(Caller caller, FeedQuery query, FeedPlace place, CancellationToken cancel)
    {
        if (query.FeedSession is null && query.Cursor is null)
            return null;
        var row = await store.SessionAsync(place.FeedSession.ToString(), cancel);
        if (row is not null && row.ProfileId != caller.ProfileId)
            return NotFound;
        return row is null && string.IsNullOrEmpty(query.Cursor) || row is not null && Now - row.AliveAt < ProfileState.SessionEndsAfterMs
            ? null
            : Ended;
    }

    private static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "feed-session-not-found", "You have no feed session of that name.", "feed_session");

    /// <summary>Null when somebody else moved the profile meanwhile.</summary>
    private async Task<Outcome<StoredPage>?> MakeAsync(AskedPage asked, CancellationToken cancel)
    {
        using var timing = meter.Making();
        var stored = Rank(asked);
        return stored.Page.Items.Count == 0
            ? stored
            : Handed(asked, stored, await db.TransactAsync(tx => CommitAsync(tx, asked, stored), cancel));
    }

    /// <summary>The same with the profile held: nobody moves it while it is ranked for.</summary>
    private async Task<Outcome<StoredPage>?> MakeFirstAsync(AskedPage asked, CancellationToken cancel)
    {
        using var timing = meter.Making();
        StoredPage? stored = null;
        var committed = await db.TransactAsync(
            async tx =>
            {
                if (!await asked.Held.CatchUpAsync(tx))
                    return Busy;
                if (asked.Held.State.Session(asked.Place.FeedSession)?.Pages >= asked.Place.Page)
                    return Lost;
                stored = Rank(asked);
                return stored.Page.Items.Count == 0 ? default(Done) : await CommitAsync(tx, asked, stored);
            },
            cancel);
        asked.Held.Entry.Spoiled = committed.Refusal == Busy;
        return stored?.Page.Items.Count == 0 ? stored : Handed(asked, stored!, committed);
    }

    private StoredPage Rank(AskedPage asked)
    {
        var page = FeedEngine.MakePage(asked.ToRequest(Now), asked.Snapshot.Columns, asked.Held.State, asked.Plan.Shared, asked.Held.Entry.Memory);
        var next = page.Inventory.Eligible == 0
            ? null
            : cursors.Protect(asked.Place with { Page = asked.Place.Page + 1 }, asked.Caller.ProfileId, Question);
        return new StoredPage(page, next);
    }

    /// <summary>Tells the state of the page that was committed.</summary>
    private Outcome<StoredPage>? Handed(AskedPage asked, StoredPage stored, Outcome<Done> committed)
    {
        if (committed.Refusal is { } refusal)
            return refusal == Lost ? null : (Outcome<StoredPage>?)refusal;
        var (entry, page) = (asked.Held.Entry, stored.Page);
        entry.State.Serve(asked.Place.FeedSession, page.Seed, asked.Place.Page, page.Titles(), page.MadeAtMs);
        entry.State.Version++;
        entry.PagesSinceSaved++;
        meter.Handed(page);
        return stored;
    }

    private static readonly Refusal Lost = new(RefusalKind.Stale, "profile-moved", "Somebody else moved the profile.");

    private async Task<Outcome<Done>> CommitAsync(Tx tx, AskedPage asked, StoredPage stored)
    {
        var (entry, caller, place) = (asked.Held.Entry, asked.Caller, asked.Place);
        var expected = entry.State.Version;
        if (!await versions.TryMoveAsync(tx, caller.ProfileId, expected))
            return Lost;
        var page = stored.Page;
        var session = new FeedSessionRow
        {
            Id = place.FeedSession.ToString(),
            ProfileId = caller.ProfileId,
            Seed = (long)page.Seed,
            Filters = JsonSerializer.Serialize(place.Filters, KinoraJson.Options),
            OpenedAt = page.MadeAtMs,
            AliveAt = page.MadeAtMs,
        };
        var known = entry.State.Session(place.FeedSession) is { } live && page.MadeAtMs - live.LastLifeMs < Soon;
        if ((!known || place.Page % PagesPerSignOfLife == 0) && !await FeedStore.SaveSessionAsync(tx, session))
            return NotFound;
        var row = new FeedPageRow
        {
            FeedSession = session.Id,
            Number = place.Page,
            ProfileId = caller.ProfileId,
            Version = expected + 1,
            MadeAt = page.MadeAtMs,
            NextCursor = stored.NextCursor,
            Packed = FeedPagePack.Write(page),
        };
        if (!await FeedStore.InsertPageAsync(tx, row))
            return Lost;
        await FeedExperiments.EnterAsync(tx, entry, asked.Plan, page.MadeAtMs);
        if (entry.PagesSinceSaved >= options.Value.PagesPerSave)
        {
            await ProfileStore.SaveAsync(tx, caller.ProfileId, expected, page.MadeAtMs, ProfileStatePack.Write(entry.State));
            tx.OnCommitted(() => (entry.SavedVersion, entry.PagesSinceSaved) = (expected, 0));
        }

        return default(Done);
    }

    /// <summary>What was stored; asking again is a sign of life.</summary>
    private async Task<Outcome<StoredPage>> AgainAsync(HeldProfile held, FeedPlace place, long now, CancellationToken cancel)
    {
        var row = await store.PageAsync(place.FeedSession.ToString(), place.Page, cancel);
        if (row is null)
            return Ended;
        if (now - held.State.Session(place.FeedSession)!.LastLifeMs >= Soon)
        {
            var version = await db.TransactAsync(
                async tx =>
                {
                    var moved = await versions.MoveAsync(tx, row.ProfileId);
                    await FeedStore.TouchAsync(tx, row.ProfileId, row.FeedSession, now);
                    return moved;
                },
                cancel);
            held.State.Touch(place.FeedSession, now);
            if (version == held.State.Version + 1)
                held.State.Version = version;
        }

        meter.Again();
        return row.Unpack();
    }
}
