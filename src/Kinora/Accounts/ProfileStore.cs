using System.Text.Json;
using System.Text.Json.Serialization;
using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Accounts;

/// <summary>The only writer of <c>profile</c>.</summary>
internal sealed class ProfileStore(Db db) : IProfiles
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
            return wanted;
        },
        cancel);

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

    private const string Select = "select id, user_id, name, kids, created_at, preferences from profile";

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

        public required bool Kids { get; init; }

        public required long CreatedAt { get; init; }

        public required string Preferences { get; init; }

        public Profile ToProfile() => new()
        {
            Id = Id,
            UserId = UserId,
            Name = Name,
            Kids = Kids,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            Preferences = JsonSerializer.Deserialize<Preferences>(Preferences, Stored)!,
        };
    }
}
