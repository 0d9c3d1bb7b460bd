using Kinora.Platform;

namespace Kinora.Accounts.SignIn;

/// <summary>The ways in which signing in fails.</summary>
internal static class SignInRefusals
{
    private const int BlockHours = 72;

    public static readonly Refusal Link = new(
        RefusalKind.Unauthenticated, "link-invalid", "This link was used already, or it has expired. Ask for a new one.");

    public static Refusal Of(Attempt attempt) => attempt.Result switch
    {
        AttemptResult.Locked => new Refusal(RefusalKind.TooMany, "otp-locked", "Too many wrong tries. Ask for a new code.")
        {
            More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after"] = Seconds(attempt.LockedMs) },
        },
        AttemptResult.Unrequested => new Refusal(
            RefusalKind.Conflict, "otp-unrequested", "This browser has not asked for a code. Ask for one, then enter it here.")
        {
            More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["can_block_ip"] = false, ["default_block_hours"] = BlockHours },
        },
        AttemptResult.Wrong or AttemptResult.Right => new Refusal(
            RefusalKind.Unauthenticated, "otp-invalid",
            attempt.TriesLeft == 0 ? "This code does not count. Ask for a new one." : "This code is wrong. Try again.", "otp")
        {
            More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["attempts_remaining"] = attempt.TriesLeft },
        },
    };

    public static Refusal TooOften(long waitMs)
    {
        var seconds = Seconds(waitMs);
        return new Refusal(RefusalKind.TooMany, "otp-too-often", $"Too many codes were asked for. Try again in {seconds} s.")
        {
            More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after"] = seconds },
        };
    }

    private static int Seconds(long ms) => (int)Math.Max(1, (ms + 999) / 1000);
}
