using Kinora.Platform;

namespace Kinora.Signals.Contracts;

/// <summary>The reply to a batch of events: what became of each, in the order sent.</summary>
internal sealed record SignalReply(IReadOnlyList<SignalReply.Result> Results)
{
    public static SignalReply Of(IReadOnlyList<SignalResult> results) => new([.. results.Select(Render)]);

    private static Result Render(SignalResult result, int place) => new(
        result.EventId,
        result.Status,
        result.Error is { } error ? new Fault(error.Code, error.Detail, error.Field is null ? null : $"events[{place}].{error.Field}") : null);

    internal sealed record Result(string? EventId, SignalStatus Status, Fault? Error);

    internal sealed record Fault(string Code, string Message, string? Field);
}

/// <summary>What every batch of events obeys.</summary>
internal static class SignalBatch
{
    /// <summary>Null when the number of events is allowed.</summary>
    public static Refusal? Check<T>(IReadOnlyList<T>? events, int most) => events switch
    {
        null => new Refusal(RefusalKind.Invalid, "events-missing", "Send the events as a list.", "events"),
        { Count: var count } when count > most => new Refusal(
            RefusalKind.TooLarge, "batch-too-large", $"At most {most} events at once: send the rest in another batch.", "events"),
        _ => null,
    };
}
