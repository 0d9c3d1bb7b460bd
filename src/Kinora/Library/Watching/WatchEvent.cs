using System.Text.Json;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Watching;

/// <summary>One report of a player about one title. Their order is that of (time of event, event id), never that of arrival.</summary>
/// <param name="At">Unix ms, by the client's clock.</param>
/// <param name="PositionMs">Null where the player told none.</param>
/// <param name="DurationMs">0 = unknown.</param>
/// <param name="Share">How far, 0–1, from players that know no positions.</param>
/// <param name="Watched">What of the title was played, as far as the player tells.</param>
internal sealed record WatchEvent(
    long At, string Id, SignalKind Kind, long? PositionMs, long DurationMs, double? Share, IReadOnlyList<Stretch> Watched, string Device)
{
    /// <summary>By time of event, then by id.</summary>
    public static IComparer<WatchEvent> InOrder { get; } = Comparer<WatchEvent>.Create((one, other) =>
        one.At != other.At ? one.At.CompareTo(other.At) : string.CompareOrdinal(one.Id, other.Id));

    public static bool Is(SignalKind kind) =>
        kind is SignalKind.Play or SignalKind.Progress or SignalKind.Complete or SignalKind.TuneIn or SignalKind.TuneOut;

    /// <summary>A signal as the reducer takes it.</summary>
    /// <param name="durationMs">The catalogue's, for signals that tell none; 0 = unknown.</param>
    public static WatchEvent Of(Signal signal, long durationMs) => new(
        signal.At, signal.EventId, signal.Kind, signal.PositionMs, signal.DurationMs is > 0 and var told ? told : durationMs,
        signal.Kind == SignalKind.Progress && signal.Value is >= 0 and <= 1 ? signal.Value : null,
        signal.Watched is null ? [] : Read(signal.Watched), signal.Device ?? "");

    /// <summary>How far the title was then, 0–1; null where nothing tells.</summary>
    public double? Reached => (PositionMs, DurationMs) switch
    {
        ({ } position, > 0) => Math.Clamp((double)position / DurationMs, 0, 1),
        (null, _) when Share is not null => Share,
        (null, _) when Kind == SignalKind.Complete => 1,
        _ => null,
    };

    private static List<Stretch> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(pair => new Stretch(pair[0].GetInt64(), pair[1].GetInt64()))];
    }
}
