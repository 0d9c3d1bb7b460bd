using System.Buffers;
using System.Globalization;

namespace Kinora.Signals.Contracts;

/// <summary>The times that the door keeps to, and how clients write them.</summary>
internal static class SignalTimes
{
    /// <summary>How far ahead of us a client's clock may be.</summary>
    public const long AheadMs = 5 * 60_000;

    /// <summary>Older than this on arrival: kept as history, not for ranking. 30 days.</summary>
    public const long HistoryAfterMs = 30L * 24 * 3_600_000;

    /// <summary>How long an event id is remembered at least. 90 days.</summary>
    public const long RememberedMs = 90L * 24 * 3_600_000;

    /// <summary>No title is longer than this; positions and durations beyond are made up. 31 days.</summary>
    public const long LongestMs = 31L * 24 * 3_600_000;

    public const int LongestWord = 64;

    private static readonly SearchValues<char> Word = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._:-/()");

    /// <summary>ISO 8601; a time without a zone is UTC.</summary>
    public static bool TryParse(string? text, out long at)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var sound = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) && text!.Length >= 10 && text[4] == '-';
        at = time.ToUnixTimeMilliseconds();
        return sound;
    }

    /// <summary>Whether a surface or device may be called that.</summary>
    public static bool IsWord(string? text) =>
        text is { Length: > 0 and <= LongestWord } && !text.AsSpan().ContainsAnyExcept(Word);
}
