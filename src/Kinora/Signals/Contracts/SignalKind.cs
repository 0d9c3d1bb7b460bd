using System.Collections.Frozen;

namespace Kinora.Signals.Contracts;

/// <summary>What may happen between a profile and a title: the one vocabulary of engagement.</summary>
internal enum SignalKind
{
    /// <summary>Handed out in a page of the feed. Kept in the page itself, never a second time.</summary>
    Served,

    /// <summary>At least half of the card was visible for at least half a second.</summary>
    Seen,

    /// <summary>The title's page was opened.</summary>
    View,
    Play,
    Progress,
    Complete,
    Skip,
    Like,

    /// <summary>Takes back a like or a dislike.</summary>
    Unlike,
    Dislike,
    Hide,
    Unhide,
    Queue,
    Unqueue,
    Share,
    Comment,
    Report,
    Follow,
    Unfollow,
    TuneIn,
    TuneOut,

    /// <summary>Off "Continue watching", the progress kept.</summary>
    Dismiss,
}

/// <summary>The kinds as they are written outside, and what is true of each.</summary>
internal static class SignalKinds
{
    private static readonly FrozenDictionary<SignalKind, string> Names =
        Enum.GetValues<SignalKind>().ToFrozenDictionary(kind => kind, kind => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));

    private static readonly FrozenDictionary<string, SignalKind> Kinds =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Kinds that a client may send as they are; every other has a route of its own.</summary>
    private static readonly FrozenSet<SignalKind> Open =
    [
        SignalKind.View, SignalKind.Play, SignalKind.Progress, SignalKind.Complete, SignalKind.Skip, SignalKind.Share, SignalKind.Comment,
        SignalKind.Queue, SignalKind.Unqueue, SignalKind.TuneIn, SignalKind.TuneOut,
    ];

    /// <summary>Kinds after which a title counts as seen. A card in a rail or an opened title page is no sight.</summary>
    private static readonly FrozenSet<SignalKind> Sights =
    [
        SignalKind.Seen, SignalKind.Play, SignalKind.Progress, SignalKind.Complete, SignalKind.Like, SignalKind.Dislike, SignalKind.Share,
        SignalKind.Comment, SignalKind.TuneIn, SignalKind.Skip,
    ];

    public static string Name(this SignalKind kind) => Names[kind];

    public static SignalKind? Parse(string? name) => name is not null && Kinds.TryGetValue(name, out var kind) ? kind : null;

    public static bool IsOpen(this SignalKind kind) => Open.Contains(kind);

    public static bool IsSight(this SignalKind kind) => Sights.Contains(kind);

    /// <summary>Kinds about a creator or a topic rather than a title.</summary>
    public static bool MayLackTitle(this SignalKind kind) =>
        kind is SignalKind.Hide or SignalKind.Unhide or SignalKind.Follow or SignalKind.Unfollow;
}
