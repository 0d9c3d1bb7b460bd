using Kinora.Signals.Contracts;

namespace Kinora.Library.Watching;

/// <summary>
/// One play of a title, folded from its events in their order: what belongs together because no more than <see cref="GapMs"/> lies between
/// two events. A title that was completed and starts over is another play. Minutes are bounded by the wall clock: seeking watches nothing,
/// a pause lasts no time, and two devices at once live through one time.
/// </summary>
internal sealed record Play
{
    /// <summary>Less than this between two events is one play: 30 min, as ranking counts viewings.</summary>
    public const long GapMs = 30L * 60_000;

    /// <summary>Less than this was only a look: neither a state nor a line of the history.</summary>
    public const long BegunMs = 10_000;

    /// <summary>The fastest that anybody watches, and how far clocks and reports may be apart.</summary>
    private const long Speed = 4;
    private const long SlackMs = 2_000;

    /// <summary>A completed title that plays from before this share on starts over.</summary>
    private const double Beginning = 0.1;

    /// <summary>The id of its first event.</summary>
    public required string Id { get; init; }

    public required long StartedAt { get; init; }

    public required long LastAt { get; init; }

    public required string LastId { get; init; }

    public double? ProgressStart { get; init; }

    public double? ProgressEnd { get; init; }

    /// <summary>Time that passed while it played, in ms.</summary>
    public long WatchedMs { get; init; }

    /// <summary>Up to when that time is counted.</summary>
    public long CountedTo { get; init; } = long.MinValue;

    /// <summary>What of the title was played.</summary>
    public Stretches Media { get; init; } = Stretches.None;

    /// <summary>How much of it is believed: between two events at most 4 × the time between them + 2 s.</summary>
    public long CreditedMs { get; init; }

    public long DurationMs { get; init; }

    /// <summary>When it came to the person's threshold.</summary>
    public long? CompletedAt { get; init; }

    /// <summary>A position beyond <see cref="BegunMs"/> from a player that tells nothing else.</summary>
    public bool FarIn { get; init; }

    public IReadOnlyDictionary<string, DevicePlace> Devices { get; init; } = new Dictionary<string, DevicePlace>(StringComparer.Ordinal);

    public bool Begun => WatchedMs >= BegunMs || CreditedMs >= BegunMs || CompletedAt is not null || FarIn;

    /// <summary>Whether the event continues the play rather than beginning another one.</summary>
    public bool Continues(WatchEvent next) => next.At - LastAt <= GapMs
        && !(CompletedAt is not null && next.Kind is SignalKind.Play && (next.Reached ?? 0) <= Beginning);

    public static Play Begin(WatchEvent first, double threshold)
    {
        var media = Stretches.None.With(first.Watched, first.DurationMs);
        return new Play
        {
            Id = first.Id,
            StartedAt = first.At - media.TotalMs,
            LastAt = first.At,
            LastId = first.Id,
            ProgressStart = first.Reached,
            ProgressEnd = first.Reached,
            WatchedMs = media.TotalMs,
            CountedTo = media.TotalMs > 0 ? first.At : long.MinValue,
            Media = media,
            CreditedMs = media.TotalMs,
            DurationMs = first.DurationMs,
            CompletedAt = first.Reached >= threshold ? first.At : null,
            FarIn = IsFarIn(first),
            Devices = new Dictionary<string, DevicePlace>(StringComparer.Ordinal) { [first.Device] = DevicePlace.Of(first, null) },
        };
    }

    public Play With(WatchEvent next, double threshold)
    {
        var device = Devices.GetValueOrDefault(next.Device);
        var (since, all) = (device is null ? long.MaxValue : next.At - device.At, next.At - LastAt);
        var forward = device?.PositionMs is { } from && next.PositionMs is { } to && to > from && to - from <= Speed * since + SlackMs
            ? new Stretch(from, to)
            : default;
        var media = next.Watched.Count > 0 ? Media.With(next.Watched, next.DurationMs)
            : device?.TellsWatched != true && forward.To > 0 ? Media.With([forward], next.DurationMs)
            : Media;
        var credited = Math.Min(media.TotalMs, CreditedMs + Speed * all + SlackMs);
        var played = Math.Max(credited - CreditedMs, forward.To - forward.From);
        // Without an earlier report of this device nothing but the play's own last one says since when it may have played.
        var spent = Math.Min(played, device is null ? Math.Min(Speed * all + SlackMs, next.At - StartedAt) : since);
        var counted = Math.Max(0, next.At - Math.Max(CountedTo, next.At - spent));
        return this with
        {
            LastAt = next.At,
            LastId = next.Id,
            ProgressStart = ProgressStart ?? next.Reached,
            ProgressEnd = next.Reached ?? ProgressEnd,
            WatchedMs = WatchedMs + (spent > 0 ? counted : 0),
            CountedTo = spent > 0 ? next.At : CountedTo,
            Media = media,
            CreditedMs = credited,
            DurationMs = next.DurationMs > 0 ? next.DurationMs : DurationMs,
            CompletedAt = CompletedAt ?? (next.Reached >= threshold ? next.At : null),
            FarIn = FarIn || IsFarIn(next),
            Devices = new Dictionary<string, DevicePlace>(Devices, StringComparer.Ordinal) { [next.Device] = DevicePlace.Of(next, device) },
        };
    }

    private static bool IsFarIn(WatchEvent told) =>
        told.Watched.Count == 0 && told.Kind is SignalKind.Progress or SignalKind.Complete && told.PositionMs >= BegunMs;
}

/// <summary>What one device said last in a play.</summary>
/// <param name="TellsWatched">It tells what was played; then differences of its positions add nothing to that.</param>
internal sealed record DevicePlace(long At, long? PositionMs, bool TellsWatched)
{
    public static DevicePlace Of(WatchEvent told, DevicePlace? before) => new(
        told.At, told.PositionMs ?? before?.PositionMs, before?.TellsWatched == true || told.Watched.Count > 0);
}
