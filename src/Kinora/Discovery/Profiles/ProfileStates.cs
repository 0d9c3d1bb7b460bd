using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Feed;
using Kinora.Discovery.Tastes;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Signals.Contracts;
using Microsoft.Extensions.Options;

namespace Kinora.Discovery.Profiles;

/// <summary>
/// Profiles on demand: loaded cold from their packed row and what came since, kept while there is room, and brought up to date with what
/// this and other processes recorded. Any process may serve any profile.
/// </summary>
internal sealed class ProfileStates(
    Db db, ISignalHistory history, IProfileVersions versions, IProfiles profiles, ICatalogue catalogue, TimeProvider time,
    IOptions<DiscoveryOptions> options) : ISignalObserver
{
    private readonly ProfileLocks _locks = new();
    private readonly ProfileCache _cache = new(options.Value.ProfileCacheMegabytes * 1_048_576L);

    /// <summary>
    /// Waits for the profile's lock and gives its state, at least as new as what this process recorded. The holder may rank with it, and
    /// tells it what was committed.
    /// </summary>
    public async Task<HeldProfile> HoldAsync(Caller caller, CancellationToken cancel)
    {
        var held = await HoldAsync(caller.ProfileId, cancel);
        try
        {
            await TellAsync(held.Entry, caller, cancel);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The same without preferences: for what does not depend on them.</summary>
    public async Task<HeldProfile> HoldAsync(string profileId, CancellationToken cancel)
    {
        var holding = await _locks.HoldAsync(profileId, cancel);
        try
        {
            var entry = _cache.Find(profileId);
            if (entry is null)
                entry = await LoadAsync(profileId, cancel);
            else
                TakeArrived(entry);
            entry.UsedAt = Now;
            return new HeldProfile(this, entry, holding);
        }
        catch
        {
            holding.Dispose();
            throw;
        }
    }

    /// <summary>Reads what the database has and the state has not. For the holder.</summary>
    public async Task CatchUpAsync(ProfileEntry entry, CancellationToken cancel)
    {
        TakeArrived(entry);
        if (await versions.CurrentAsync(entry.ProfileId, cancel) > entry.State.Version)
            await db.ReadAsync(async session => await CatchUpAsync(entry, session, await versions.CurrentAsync(session, entry.ProfileId)), cancel);
    }

    /// <summary>
    /// The same within a transaction that from then on nobody else moves the profile in. False where the state knows more than the
    /// database: then something was undone, and the state is read anew next time.
    /// </summary>
    public async Task<bool> CatchUpAsync(ProfileEntry entry, Tx tx)
    {
        var version = await versions.HoldAsync(tx, entry.ProfileId);
        // Others' work in the same group may be undone after it was taken in here.
        entry.Spoiled = true;
        return version >= entry.State.Version && await CatchUpAsync(entry, tx, version);
    }

    /// <summary>The entries in memory, the least recently used first.</summary>
    public List<ProfileEntry> Entries() => _cache.All();

    public Task RecordedAsync(Tx tx, RecordedSignals recorded)
    {
        tx.OnCommitted(() => _cache.Find(recorded.ProfileId)?.Arrive(recorded));
        return Task.CompletedTask;
    }

    internal void Release(ProfileEntry entry)
    {
        if (entry.Spoiled)
            _cache.Forget(entry.ProfileId);
        else
            _cache.Keep(entry);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long AliveAfter => Now - ProfileState.SessionEndsAfterMs;

    private async Task<ProfileEntry> LoadAsync(string profileId, CancellationToken cancel)
    {
        return await db.ReadAsync(
            async session =>
            {
                var version = await versions.CurrentAsync(session, profileId);
                var stored = await ProfileStore.ReadAsync(session, profileId, null, AliveAfter);
                var state = stored.Packed is null ? null : Unpack(stored.Packed.Packed);
                if (stored.Packed is not null && state is null)
                    stored = await ProfileStore.ReadAsync(session, profileId, 0, AliveAfter);
                var entry = new ProfileEntry(profileId, state ?? new ProfileState());
                entry.SavedVersion = entry.State.Version = state is null ? 0 : stored.Packed!.Version;
                Replay(entry, stored, await history.SinceAsync(session, profileId, entry.State.Version), version);
                return entry;
            },
            cancel);
    }

    private async Task<bool> CatchUpAsync(ProfileEntry entry, Session session, long version)
    {
        var from = entry.State.Version;
        if (version > from)
        {
            var stored = await ProfileStore.ReadAsync(session, entry.ProfileId, from, AliveAfter);
            Replay(entry, stored, await history.SinceAsync(session, entry.ProfileId, from), version);
        }

        return true;
    }

    /// <summary>Null for a format of another version of the product: then it is made from the rows again.</summary>
    private static ProfileState? Unpack(byte[] packed)
    {
        try
        {
            return ProfileStatePack.Read(packed);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>
    /// Takes in rows up to a version that was read before them: all of those are there, while of later ones some may be missing.
    /// </summary>
    private void Replay(ProfileEntry entry, StoredProfile stored, List<Signal> signals, long upTo)
    {
        var state = entry.State;
        var snapshot = catalogue.Current;
        var from = state.Version;
        var pages = new Queue<FeedPageRow>(stored.Pages.Where(page => page.Version > from && page.Version <= upTo));
        foreach (var signal in signals.Where(signal => signal.Version <= upTo))
        {
            while (pages.TryPeek(out var page) && page.Version < signal.Version)
                Serve(state, pages.Dequeue());
            if (Facts.Of(signal, snapshot) is { } fact)
                state.Apply(fact);
        }

        foreach (var page in pages)
            Serve(state, page);
        foreach (var session in stored.Sessions)
            state.Touch(Guid.Parse(session.Id), session.AliveAt);
        if (stored.Reset is { } reset && reset.Version <= upTo)
            state.ResetTo(reset.At);
        Correct(entry, stored.Corrections, snapshot);
        entry.PagesSinceSaved += stored.Pages.Count;
        state.Version = Math.Max(upTo, state.Version);
    }

    private static void Correct(ProfileEntry entry, List<CorrectionRow> rows, CatalogueSnapshot snapshot)
    {
        if (rows.Count == 0 && entry.Corrected.Count == 0)
            return;
        entry.State.Correct(TasteNames.ToEngine(rows, entry.State.ResetAt, snapshot));
        entry.Corrected = rows;
    }

    private static void Serve(ProfileState state, FeedPageRow row)
    {
        var page = row.Unpack().Page;
        state.Serve(page.FeedSession, page.Seed, page.Page, page.Titles(), page.MadeAtMs);
    }

    private void TakeArrived(ProfileEntry entry)
    {
        foreach (var batch in entry.TakeNext())
        {
            foreach (var signal in batch.Signals)
            {
                if (Facts.Of(signal, catalogue.Current) is { } fact)
                    entry.State.Apply(fact);
            }

            entry.State.Version = batch.Version;
        }
    }

    /// <summary>What a person chose counts from the next ranking on, so it is read each time.</summary>
    private async Task TellAsync(ProfileEntry entry, Caller caller, CancellationToken cancel)
    {
        var state = entry.State;
        state.Ceiling = (byte)caller.MaturityCeiling;
        state.Owner = catalogue.Current.Words.Owners.TryNumber(caller.UserId, out var owner) ? owner : -1;
        var profile = await profiles.FindAsync(caller.ProfileId, cancel);
        var chosen = profile?.Preferences ?? new();
        var words = catalogue.Current.Words.Languages;
        var offset = OffsetMinutes(chosen.TimeZone);
        var told = (string.Join('\n', chosen.GenresLiked), string.Join('\n', chosen.GenresAvoided), chosen.PreferredLanguage, offset, words.Count);
        if (Equals(entry.Told, told) && state.Dial == DialOf(chosen.Dials.Mode))
            return;
        state.Turn(DialOf(chosen.Dials.Mode));
        state.Prefer(new Ranking.Profiles.Preferences(
            [.. chosen.GenresLiked.Select(Feature.Topic)],
            [.. chosen.GenresAvoided.Select(Feature.Topic)],
            chosen.PreferredLanguage is { } tag && words.TryNumber(tag.ToLowerInvariant(), out var language) ? [language] : [],
            offset));
        entry.Told = told;
    }

    private int OffsetMinutes(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known)
        ? (int)known.GetUtcOffset(time.GetUtcNow()).TotalMinutes
        : 0;

    internal static Dial DialOf(DialMode mode) => mode switch
    {
        DialMode.Familiar => Dial.Familiar,
        DialMode.Balanced => Dial.Balanced,
        DialMode.Explore => Dial.Explore,
        DialMode.Chronological => Dial.Chronological,
    };
}
