using Kinora.Platform.Database;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.SignIn;

/// <summary>While there is no admin, a code that only the server's console knows makes the first one.</summary>
internal sealed class FirstStart(Db db, CodeStore codes, IOptions<AccountsOptions> options)
{
    public async Task<bool> IsNeededAsync(CancellationToken cancel)
    {
        // Asked by whoever opens the door first.
        using var acting = Acting.As(Actor.System);
        return await db.ReadAsync(UserStore.WithoutAdminAsync, cancel);
    }

    /// <summary>A fresh code, which replaces older ones; null where there is an admin.</summary>
    public async Task<string?> PrepareAsync(CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var code = Secret.NewCode();
        return await db.TransactAsync(
            async tx =>
            {
                if (!await UserStore.WithoutAdminAsync(tx))
                    return null;
                await codes.EndAsync(tx, CodeKind.First, null);
                await codes.AddAsync(tx, new NewCode(CodeKind.First, null, "", code, TimeSpan.FromHours(options.Value.IssuedCodeHours)));
                return code;
            },
            cancel);
    }
}
