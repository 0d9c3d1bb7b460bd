using System.Text.Json;
using System.Text.Json.Serialization;
using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;

namespace Kinora.Accounts;

/// <summary>The only writer of <c>profile</c>.</summary>
internal sealed class ProfileStore(Db db, TimeProvider time, IEnumerable<IUserRemovalPart> removals, IEnumerable<IProfileObserver> observers) : IProfiles
{
    /// <summary>Reads past what another version of the product wrote.</summary>
    private static readonly JsonSerializerOptions Stored = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "profile-not-found", "You have no such profile.");

    public async Task<Profile?> FindAsync(string profileId, CancellationToken cancel) =>
        (await db.FirstOrDefaultAsync<ProfileRow>(Select + " where id = @profileId", new { profileId }, cancel))?.ToProfile();

    public async Task<Profile?> FindAsync(Session session, string profileId) =>
        (await session.FirstOrDefaultAsync<ProfileRow>(Select + " where id = @profileId", new { profileId }))?.ToProfile();

    public async Task<Dictionary<string, Profile>> FindManyAsync(IReadOnlyCollection<string> profileIds, CancellationToken cancel) =>
        (await ReadAsync($"where {db.Dialect.AnyOf("id", "ids")}", new { ids = db.Dialect.List(profileIds) }, cancel))
        .ToDictionary(profile => profile.Id, StringComparer.Ordinal);

    public Task<List<Profile>> OfUserAsync(string userId, CancellationToken cancel) =>
        ReadAsync("where user_id = @userId order by created_at, id", new { userId }, cancel);

    public Task<List<Profile>> HouseholdAsync(string profileId, CancellationToken cancel) => ReadAsync(
        "where user_id = (select user_id from profile where id = @profileId) order by created_at, id", new { profileId }, cancel);

    public Task<List<string>> SharingAsync(CancellationToken cancel) =>
        db.QueryAsync<string>("select id from profile where share_engagement and not kids order by id", null, cancel);

    public Task<Outcome<Preferences>> ChangePreferencesAsync(
        string profileId, Func<Preferences, Preferences> change, CancellationToken cancel) => db.TransactAsync<Outcome<Preferences>>(
        async tx =>
        {
            await tx.LockAsync($"accounts/profile/{profileId}");
            var row = await tx.FirstOrDefaultAsync<ProfileRow>(Select + " where id = @profileId", new { profileId });
            if (row is null)
                return NotFound;
            var wanted = change(row.ToProfile().Preferences);
            if (PreferenceRules.Check(wanted) is { } wrong)
                return wrong;
            await tx.ExecuteAsync(Update, Parameters(profileId, wanted));
            await TellAsync(tx, profileId);
            return wanted;
        },
        cancel);

    public async Task<Outcome<Profile>> PutAsync(string userId, string? profileId, ProfileLook look, CancellationToken cancel)
    {
        if (ProfileRules.Check(profileId is null ? look.Name ?? "" : look.Name, look.Avatar, look.MaturityCeiling) is { } wrong)
            return wrong;
        return profileId is null
            ? await AddAsync(userId, new EditProfiles.AddRequest(look.Name, look.Avatar, look.Kids ?? false, look.MaturityCeiling), cancel)
            : await ChangeAsync(userId, profileId, new EditProfiles.ChangeRequest(look.Name, look.Avatar, look.Kids, look.MaturityCeiling), cancel);
    }

    private async Task TellAsync(Tx tx, string profileId)
    {
        foreach (var observer in observers)
            await observer.ChangedAsync(tx, profileId);
    }

    /// <summary>One more profile of this user. Refused: <c>profile-limit</c>, however many ask at once.</summary>
    public async Task<Outcome<Profile>> AddAsync(string userId, EditProfiles.AddRequest wanted, CancellationToken cancel)
    {
        var repeat = Repeat.Current;
        if (repeat?.Made is { } made)
            return await FindAsync(made, cancel) is { } there && there.UserId == userId ? there : NotFound;
        return await db.TransactAsync<Outcome<Profile>>(
            async tx =>
            {
                var before = await LockedAsync(tx, userId);
                // The account itself is gone: one always has a profile.
                if (before.Count == 0)
                    return NotFound;
                if (before.Count >= ProfileRules.Most)
                    return ProfileRules.Full;
                var at = time.GetUtcNow();
                var id = Guid.CreateVersion7(at).ToString();
                var preferences = new Preferences { MaturityCeiling = wanted.MaturityCeiling ?? (wanted.Kids ? ProfileRules.KidsCeiling : 18) };
                await InsertAsync(tx, id, userId, wanted.Name!.Trim(), preferences, at.ToUnixTimeMilliseconds());
                var avatar = wanted.Avatar ?? Avatars.Free([.. before.Select(row => row.Avatar)]);
                await tx.ExecuteAsync(Look, new { id, name = wanted.Name.Trim(), avatar, kids = wanted.Kids });
                if (repeat is not null)
                    await repeat.NoteAsync(tx, id);
                return (await tx.FirstOrDefaultAsync<ProfileRow>(Select + " where id = @id", new { id }))!.ToProfile();
            },
            cancel);
    }

    /// <summary>Refused: <c>profile-not-found</c>, also where it is somebody else's.</summary>
    public Task<Outcome<Profile>> ChangeAsync(string userId, string id, EditProfiles.ChangeRequest wanted, CancellationToken cancel) =>
        db.TransactAsync<Outcome<Profile>>(
            async tx =>
            {
                await tx.LockAsync($"accounts/profile/{id}");
                var row = await tx.FirstOrDefaultAsync<ProfileRow>(Select + " where id = @id and user_id = @userId", new { id, userId });
                if (row is null)
                    return NotFound;
                var (before, kids) = (row.ToProfile().Preferences, wanted.Kids ?? row.Kids);
                var ceiling = wanted.MaturityCeiling
                    ?? (kids && !row.Kids ? Math.Min(before.MaturityCeiling, ProfileRules.KidsCeiling) : before.MaturityCeiling);
                await tx.ExecuteAsync(Update, Parameters(id, before with { MaturityCeiling = ceiling, ShareEngagement = before.ShareEngagement && !kids }));
                await tx.ExecuteAsync(Look, new { id, name = wanted.Name?.Trim() ?? row.Name, avatar = wanted.Avatar ?? row.Avatar, kids });
                await TellAsync(tx, id);
                return (await tx.FirstOrDefaultAsync<ProfileRow>(Select + " where id = @id", new { id }))!.ToProfile();
            },
            cancel);

    /// <summary>Removes a profile and every module's rows about it. Refused: <c>profile-not-found</c>, <c>profile-last</c>.</summary>
    public Task<Outcome<Done>> RemoveAsync(string userId, string id, CancellationToken cancel) => db.TransactAsync<Outcome<Done>>(
        async tx =>
        {
            var before = await LockedAsync(tx, userId);
            if (!before.Exists(row => row.Id == id))
                return NotFound;
            if (before.Find(row => row.Id != id) is not { } next)
                return ProfileRules.Last;
            foreach (var part in removals)
                await part.RemoveAsync(tx, null, [id]);
            await UserStore.MoveDefaultAsync(tx, userId, id, next.Id);
            await tx.ExecuteAsync("delete from profile where id = @id", new { id });
            return default(Done);
        },
        cancel);

    /// <summary>The user's profiles, those of the grown first and then the oldest, while nobody else adds or removes one.</summary>
    private static async Task<List<ProfileRow>> LockedAsync(Tx tx, string userId)
    {
        await tx.LockAsync($"accounts/profiles/{userId}");
        return await tx.QueryAsync<ProfileRow>(Select + " where user_id = @userId order by kids, created_at, id", new { userId });
    }

    public static Task InsertAsync(Tx tx, string id, string userId, string name, Preferences preferences, long at) => tx.ExecuteAsync(
        Insert,
        new
        {
            id,
            userId,
            name,
            preferences.MaturityCeiling,
            preferences.ShareEngagement,
            preferences.TimeZone,
            json = JsonSerializer.Serialize(preferences, Stored),
            at,
        });

    private static object Parameters(string id, Preferences wanted) => new
    {
        id,
        wanted.MaturityCeiling,
        wanted.ShareEngagement,
        wanted.TimeZone,
        json = JsonSerializer.Serialize(wanted, Stored),
    };

    private async Task<List<Profile>> ReadAsync(string rest, object args, CancellationToken cancel) =>
        (await db.QueryAsync<ProfileRow>($"{Select} {rest}", args, cancel)).ConvertAll(row => row.ToProfile());

    private const string Select = "select id, user_id, name, avatar, kids, created_at, preferences from profile";

    private const string Look = "update profile set name = @name, avatar = @avatar, kids = @kids where id = @id";

    private const string Insert = """
        insert into profile (id, user_id, name, maturity_ceiling, share_engagement, time_zone, preferences, created_at)
        values (@id, @userId, @name, @MaturityCeiling, @ShareEngagement, @TimeZone, @json, @at)
        """;

    // The three columns repeat what the document says, for statements that must decide by them.
    private const string Update = """
        update profile set maturity_ceiling = @MaturityCeiling, share_engagement = @ShareEngagement, time_zone = @TimeZone,
            preferences = @json where id = @id
        """;

    private sealed record ProfileRow
    {
        public required string Id { get; init; }

        public required string UserId { get; init; }

        public required string Name { get; init; }

        public required string Avatar { get; init; }

        public required bool Kids { get; init; }

        public required long CreatedAt { get; init; }

        public required string Preferences { get; init; }

        public Profile ToProfile() => new()
        {
            Id = Id,
            UserId = UserId,
            Name = Name,
            Avatar = Avatar,
            Kids = Kids,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            Preferences = JsonSerializer.Deserialize<Preferences>(Preferences, Stored)!,
        };
    }
}
