using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Feed;

/// <summary>What one page of the feed is asked with. Checked by the caller: the engine takes it as it is.</summary>
internal sealed record FeedRequest
{
    public const int DefaultPageSize = 12;
    public const int MostPageSize = 50;

    public required long NowMs { get; init; }

    public required Guid FeedSession { get; init; }

    /// <summary>Seed of the feed session's draws: made when it is opened, stored with it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    /// <summary>1–50.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    public TitleKind Kind { get; init; } = TitleKind.Clip;

    /// <summary>The catalogue's number; hard where given.</summary>
    public short Language { get; init; } = EligibilityFilter.AnyLanguage;

    public long? DurationMaxMs { get; init; }

    public Device Device { get; init; }

    public Connection Connection { get; init; }

    /// <summary>Titles that this profile has no access to, sorted.</summary>
    public ReadOnlyMemory<int> Locked { get; init; }

    /// <summary>See <see cref="FeedPage.Variants"/>.</summary>
    public string Variants { get; init; } = "";

    public FeedOptions Options { get; init; } = FeedOptions.Default;
}

internal enum Connection : byte
{
    Unknown,
    Slow,
    Ok,
    Fast,
}
