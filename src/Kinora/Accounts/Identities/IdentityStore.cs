using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;

namespace Kinora.Accounts.Identities;

/// <summary>The only writer of <c>linked_identity</c>: outside names that lead to an account, and are never the account itself.</summary>
internal sealed class IdentityStore(Db db, TimeProvider time, AuditLog audit)
{
    private const int Most = 20;

    private static readonly Refusal Taken = new(
        RefusalKind.Conflict, "identity-taken", "This outside sign-in belongs to another account already. Unlink it there first.");

    private static readonly Refusal TooMany = new(
        RefusalKind.Conflict, "identity-limit", $"An account has at most {Most} outside sign-ins. Unlink one first.");

    /// <summary>Links the subject to the user; linking it twice changes nothing.</summary>
    public async Task<Outcome<IdentityRow>> LinkAsync(string userId, string issuer, string subject, string? label, CancellationToken cancel)
    {
        // Whether another account has it shows only to the system.
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync(tx => LinkAsync(tx, userId, issuer, subject, label), cancel);
    }

    /// <summary>The same by an admin, who needs no proof and leaves a note.</summary>
    public async Task<Outcome<IdentityRow>> LinkAsync(UserInfo user, string issuer, string subject, Author by, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync(
            async tx =>
            {
                var linked = await LinkAsync(tx, user.Id, issuer, subject, null);
                if (linked.Succeeded)
                    await audit.WriteAsync(tx, by, "identity.linked", user.Name, null, new { issuer, subject });
                return linked;
            },
            cancel);
    }

    public Task<List<IdentityRow>> ListAsync(string userId, string? before, int count, CancellationToken cancel) =>
        db.QueryAsync<IdentityRow>(List, new { userId, before, count }, cancel);

    /// <summary>Unlinks one identity of this user; false where there is none.</summary>
    public async Task<bool> UnlinkAsync(string userId, string id, CancellationToken cancel) =>
        await db.ExecuteAsync("delete from linked_identity where id = @id and user_id = @userId", new { id, userId }, cancel) > 0;

    private async Task<Outcome<IdentityRow>> LinkAsync(Tx tx, string userId, string issuer, string subject, string? label)
    {
        const string Same = Select + " where issuer = @issuer and subject = @subject";
        await tx.LockAsync($"accounts/identities/{userId}");
        var at = time.GetUtcNow();
        var row = new { id = Guid.CreateVersion7(at).ToString(), userId, issuer, subject, label, at = at.ToUnixTimeMilliseconds() };
        if (await tx.FirstOrDefaultAsync<IdentityRow>(Same, row) is null)
        {
            if (await tx.ScalarAsync<long>("select count(*) from linked_identity where user_id = @userId", row) >= Most)
                return TooMany;
            await tx.ExecuteAsync(Insert, row);
        }

        var linked = await tx.FirstOrDefaultAsync<IdentityRow>(Same, row);
        return linked!.UserId == userId ? linked : Taken;
    }

    private const string Select = "select id, user_id, issuer, subject, label, created_at from linked_identity";

    private const string List =
        Select + " where user_id = @userId and (cast(@before as text) is null or id < @before) order by id desc limit @count";

    private const string Insert = """
        insert into linked_identity (id, user_id, issuer, subject, label, created_at)
        values (@id, @userId, @issuer, @subject, @label, @at)
        on conflict (issuer, subject) do nothing
        """;
}

/// <summary>A row of <c>linked_identity</c>.</summary>
internal sealed record IdentityRow
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string? Label { get; init; }

    public required long CreatedAt { get; init; }
}
