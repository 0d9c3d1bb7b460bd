using Kinora.Platform;
using Kinora.Platform.Http;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.SignIn;

/// <summary>
/// The first and cheapest gate of signing in, before the database is asked: so many tries a minute from one network, whatever the limits
/// of <c>Http</c> say.
/// </summary>
internal sealed class SignInLimits(Limits limits, IOptions<AccountsOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public Refusal? Take(Browser browser)
    {
        var taken = limits.Take($"sign-in {browser.Network}", options.Value.SignInsPerMinute, Minute);
        return taken.Allowed ? null : taken.Refusal;
    }
}
