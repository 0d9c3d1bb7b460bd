using Kinora.Platform;
using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>What the door refuses, whoever knocks. Pure.</summary>
internal static class SignalRules
{
    public const int LongestNote = 2_000;

    /// <summary>Null when the signal may be recorded at <paramref name="now"/> (Unix ms).</summary>
    public static Refusal? Check(Signal signal, long now)
    {
        if (!Guid.TryParseExact(signal.EventId, "D", out _))
            return Refuse("event-id-invalid", "An event id is a UUID that the client makes once an event.", "event_id");
        if (signal.At > now + SignalTimes.AheadMs)
            return Refuse("at-future", "The event lies more than 5 minutes in the future: set the clock.", "at");
        if (signal.At < 0)
            return Refuse("at-invalid", "The event lies before 1970.", "at");
        if (signal.TitleId is null && !signal.Kind.MayLackTitle())
            return Refuse("title-missing", "This kind of signal is about a title.", "title_id");
        return Range(signal.PositionMs, "position_ms") ?? Range(signal.DurationMs, "duration_ms")
            ?? Value(signal.Value) ?? Words(signal.Surface, "surface") ?? Words(signal.Device, "device") ?? Note(signal.Note)
            ?? FeedSession(signal.FeedSession);
    }

    private static Refusal? Range(long? value, string field) => value is null or (>= 0 and <= SignalTimes.LongestMs)
        ? null
        : Refuse("out-of-range", "Milliseconds from 0 to 31 days.", field);

    private static Refusal? Value(double? value) => value is null || (double.IsFinite(value.Value) && Math.Abs(value.Value) <= 1e12)
        ? null
        : Refuse("value-invalid", "A finite number.", "value");

    private static Refusal? Words(string? text, string field) =>
        text is null || SignalTimes.IsWord(text)
            ? null
            : Refuse("value-invalid", $"1 to {SignalTimes.LongestWord} letters, digits, spaces or . _ : - / ( ).", field);

    private static Refusal? Note(string? text) => text is null || (text.Length <= LongestNote && !text.Contains('\0'))
        ? null
        : Refuse("note-invalid", $"At most {LongestNote} characters.", "reason");

    private static Refusal? FeedSession(string? id) => id is null || Guid.TryParseExact(id, "D", out _)
        ? null
        : Refuse("feed-session-invalid", "A feed session is named by a UUID.", "feed_session");

    internal static Refusal Refuse(string code, string detail, string field) => new(RefusalKind.Invalid, code, detail, field);
}
