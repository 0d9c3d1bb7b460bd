using Kinora.Accounts.Contracts;
using Kinora.Integrations.Mail;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;

namespace Kinora.Accounts;

/// <summary>The only writer of <c>user_account</c>.</summary>
internal sealed class UserStore(Db db, TimeProvider time, IEnumerable<IUserRemovalPart> removals, AuditLog audit) : IUsers
{
    public static readonly Refusal LastAdmin = new(
        RefusalKind.Conflict, "last-admin", "This is the last admin. Make somebody else an admin first.");

    public async Task<UserInfo?> FindAsync(string name, CancellationToken cancel) =>
        (await db.FirstOrDefaultAsync<UserRow>(ByKey, new { key = AccountName.Key(name) }, cancel))?.ToInfo();

    public async Task<UserInfo?> FindByIdAsync(string id, CancellationToken cancel) =>
        (await db.FirstOrDefaultAsync<UserRow>(Select + " where id = @id", new { id }, cancel))?.ToInfo();

    public async Task<List<UserInfo>> ListAsync(CancellationToken cancel) =>
        (await db.QueryAsync<UserRow>(Select + " order by name_key", null, cancel)).ConvertAll(row => row.ToInfo());

    /// <summary>At most so many accounts by name, behind a name.</summary>
    public async Task<List<UserInfo>> ListAsync(string? after, int count, CancellationToken cancel) =>
        (await db.QueryAsync<UserRow>(Page, new { after, count }, cancel)).ConvertAll(row => row.ToInfo());

    public async Task<Outcome<UserInfo>> AddAsync(NewUser user, CancellationToken cancel)
    {
        if (!AccountName.IsValid(user.Name))
            return AccountName.Invalid;
        if (PreferenceRules.CheckTimeZone(user.TimeZone) is { } wrong)
            return wrong;
        if (user.Email is { } email && !Mailer.IsAddress(email))
            return AccountName.EmailInvalid;
        var (by, repeat) = (Author.Current, Repeat.Current);
        if (repeat?.Made is { } made)
            return await FindAsync(made, cancel) is { } there ? there : AccountName.NotFound(made);
        return await db.TransactAsync<Outcome<UserInfo>>(
            async tx =>
            {
                var added = await AddAsync(tx, user, by);
                if (added.Succeeded && repeat is not null)
                    await repeat.NoteAsync(tx, added.Value.Name);
                return added;
            },
            cancel);
    }

    /// <summary>Within somebody's transaction; name and zone were checked before.</summary>
    public async Task<Outcome<UserInfo>> AddAsync(Tx tx, NewUser user, Author by)
    {
        var at = time.GetUtcNow();
        var row = new UserRow
        {
            Id = Guid.CreateVersion7(at).ToString(),
            Name = user.Name,
            Role = user.Role,
            Analyst = false,
            Email = user.Email,
            DefaultProfileId = Guid.CreateVersion7(at).ToString(),
            CreatedAt = at.ToUnixTimeMilliseconds(),
            SeenAt = null,
        };
        var added = await tx.ExecuteAsync(
            Insert,
            new { row.Id, row.Name, key = AccountName.Key(row.Name), role = row.Role.Word(), row.Email, row.DefaultProfileId, row.CreatedAt });
        if (added == 0)
            return new Refusal(RefusalKind.Conflict, "user-name-taken", $"There is already a user '{user.Name}'.", "name");
        var preferences = new Preferences { ShareEngagement = user.ShareEngagement, TimeZone = user.TimeZone };
        await ProfileStore.InsertAsync(tx, row.DefaultProfileId, row.Id, row.Name, preferences, row.CreatedAt);
        await audit.WriteAsync(tx, by, "user.added", row.Name, null, Facts(row));
        return row.ToInfo();
    }

    public async Task<Outcome<UserInfo>> ChangeAsync(string name, UserChange change, CancellationToken cancel)
    {
        if (change.Email is { Length: > 0 } email && !Mailer.IsAddress(email))
            return AccountName.EmailInvalid;
        var by = Author.Current;
        return await db.TransactAsync<Outcome<UserInfo>>(
            async tx =>
            {
                await tx.LockAsync("accounts/admins");
                var before = await tx.FirstOrDefaultAsync<UserRow>(ByKey, new { key = AccountName.Key(name) });
                if (before is null)
                    return AccountName.NotFound(name);
                var after = before with
                {
                    Role = change.Role ?? before.Role,
                    Analyst = change.Analyst ?? before.Analyst,
                    Email = change.Email is null ? before.Email : change.Email.Length == 0 ? null : change.Email,
                };
                await tx.ExecuteAsync(Update, new { after.Id, role = after.Role.Word(), after.Analyst, after.Email });
                if (after != before)
                    await audit.WriteAsync(tx, by, "user.changed", after.Name, Facts(before), Facts(after));
                return before.Role == Role.Admin && await WithoutAdminAsync(tx) ? LastAdmin : after.ToInfo();
            },
            cancel);
    }

    /// <summary>What a note says of an account; of its address only so much that a change is seen.</summary>
    private static object Facts(UserRow row) =>
        new { row.Role, row.Analyst, Email = row.Email is { Length: > 0 } email ? $"{email[0]}…{email[Math.Max(0, email.IndexOf('@', StringComparison.Ordinal))..]}" : null };

    public async Task<Outcome<Done>> RemoveAsync(string name, CancellationToken cancel)
    {
        var by = Author.Current;
        // Every table's rows of that person go, those that admins see nothing of among them.
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync<Outcome<Done>>(
            async tx =>
            {
                await tx.LockAsync("accounts/admins");
                var row = await tx.FirstOrDefaultAsync<UserRow>(ByKey, new { key = AccountName.Key(name) });
                return row is null ? AccountName.NotFound(name) : await RemoveAsync(tx, row, by);
            },
            cancel);
    }

    /// <summary>Removes the account whose days of grace are over; false where there is none: they changed their mind, or are gone.</summary>
    public Task<Outcome<bool>> RemoveDueAsync(string userId, CancellationToken cancel) => db.TransactAsync<Outcome<bool>>(
        async tx =>
        {
            await tx.LockAsync("accounts/admins");
            var row = await tx.FirstOrDefaultAsync<UserRow>(Due, new { userId, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
            return row is null ? false : (await RemoveAsync(tx, row, new Author(row.Id, row.Name))).Then(_ => true);
        },
        cancel);

    private async Task<Outcome<Done>> RemoveAsync(Tx tx, UserRow row, Author by)
    {
        var profiles = await tx.QueryAsync<string>("select id from profile where user_id = @Id", new { row.Id });
        foreach (var part in removals)
            await part.RemoveAsync(tx, row.Id, profiles);
        await IdempotencyStore.ForgetOwnerAsync(tx, row.Id);
        await tx.ExecuteAsync("delete from user_account where id = @Id", new { row.Id });
        await audit.WriteAsync(tx, by, "user.removed", row.Name, Facts(row), null);
        return row.Role == Role.Admin && await WithoutAdminAsync(tx) ? LastAdmin : default(Done);
    }

    public static async Task<UserRow> GetAsync(Tx tx, string id) =>
        await tx.FirstOrDefaultAsync<UserRow>(Select + " where id = @id", new { id }) ?? throw new InvalidOperationException($"No user {id}.");

    public static Task SeenAsync(Tx tx, string userId, long at) =>
        tx.ExecuteAsync("update user_account set seen_at = @at where id = @userId", new { userId, at });

    /// <summary>Where a profile that goes was the default one, another takes its place.</summary>
    public static Task MoveDefaultAsync(Tx tx, string userId, string gone, string next) => tx.ExecuteAsync(
        "update user_account set default_profile_id = @next where id = @userId and default_profile_id = @gone", new { userId, gone, next });

    public static async Task<bool> WithoutAdminAsync(Session session) =>
        await session.ScalarAsync<long>("select count(*) from user_account where role = 'admin'") == 0;

    public static async Task<bool> IsLastAdminAsync(Session session, string userId) =>
        await session.ScalarAsync<long>("select count(*) from user_account where role = 'admin' and id = @userId", new { userId }) > 0
        && await session.ScalarAsync<long>("select count(*) from user_account where role = 'admin'") == 1;

    private const string Select = "select id, name, role, analyst, email, default_profile_id, created_at, seen_at from user_account";

    private const string Page = Select + " where cast(@after as text) is null or name_key > @after order by name_key limit @count";

    private const string Due = Select + " where id = @userId and id in (select user_id from leaving where due_at <= @now)";

    private const string ByKey = Select + " where name_key = @key";

    private const string Insert = """
        insert into user_account (id, name, name_key, role, email, default_profile_id, created_at)
        values (@Id, @Name, @key, @role, @Email, @DefaultProfileId, @CreatedAt)
        on conflict (name_key) do nothing
        """;

    private const string Update = "update user_account set role = @role, analyst = @Analyst, email = @Email where id = @Id";
}

/// <summary>A row of <c>user_account</c>.</summary>
internal sealed record UserRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    public required bool Analyst { get; init; }

    public required string? Email { get; init; }

    public required string DefaultProfileId { get; init; }

    public required long CreatedAt { get; init; }

    public required long? SeenAt { get; init; }

    public UserInfo ToInfo() => new()
    {
        Id = Id,
        Name = Name,
        Role = Role,
        Analyst = Analyst,
        Email = Email,
        DefaultProfileId = DefaultProfileId,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        SeenAt = SeenAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
    };
}

internal static class RoleWords
{
    /// <summary>The role as it stands in the database and on the wire.</summary>
    public static string Word(this Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Blessed => "blessed",
        Role.Admin => "admin",
    };
}
