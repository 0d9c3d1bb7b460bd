using Kinora.Platform;

namespace Kinora.Accounts.SignIn;

/// <summary>The ways in which signing in fails.</summary>
internal static class SignInRefusals
{
    public static readonly Refusal Link = new(
        RefusalKind.Unauthenticated, "link-invalid", "This link was used already, or it has expired. Ask for a new one.");

    /// <summary>What a try came to that let nobody in.</summary>
    /// <param name="canBlock">Whether the caller's network can be told from others, so that they may block it.</param>
    public static Refusal Of(Attempt attempt, bool canBlock = false) => attempt.Result switch
    {
        AttemptResult.Locked => new Refusal(RefusalKind.TooMany, "otp-locked", "Too many wrong tries. Ask for a new code.")
        {
            More = More(("attempts_remaining", 0), ("retry_after", Seconds(attempt.LockedMs))),
        },
        AttemptResult.Unrequested => new Refusal(
            RefusalKind.Conflict, "otp-unrequested", "This browser has not asked for a code. Ask for one, then enter it here.")
        {
            More = More(("can_block_ip", canBlock), ("default_block_hours", BlockMyNetwork.DefaultHours)),
        },
        AttemptResult.Wrong or AttemptResult.Right => new Refusal(
            RefusalKind.Unauthenticated, "otp-invalid",
            attempt.TriesLeft == 0 ? "This code does not count. Ask for a new one." : "This code is wrong. Try again.", "otp")
        {
            More = More(("attempts_remaining", attempt.TriesLeft)),
        },
    };

    /// <summary>Nobody may try from there now.</summary>
    public static Refusal Of(Barred barred) => barred.Blocked
        ? new Refusal(RefusalKind.Forbidden, "address-blocked", "Somebody has blocked signing in from your network. An admin can lift that, or let you in by a link.")
        {
            More = More(("retry_after", Seconds(barred.Ms))),
        }
        : new Refusal(RefusalKind.TooMany, "otp-locked", "Too many wrong tries from your network.")
        {
            More = More(("retry_after", Seconds(barred.Ms))),
        };

    public static Refusal TooOften(long waitMs) => new(RefusalKind.TooMany, "otp-too-often", "Too many codes were asked for.")
    {
        More = More(("retry_after", Seconds(waitMs))),
    };

    private static int Seconds(long ms) => (int)Math.Max(1, (ms + 999) / 1000);

    private static Dictionary<string, object?> More(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var more = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
            more[name] = value;
        return more;
    }
}
