using Kinora.Catalog.Contracts;

namespace Kinora.Playlists.Marathons;

/// <summary>What bounds a marathon and what stands between its items.</summary>
internal sealed record MarathonRules
{
    public static MarathonRules None { get; } = new();

    /// <summary>Where each source starts; by index of the source.</summary>
    public IReadOnlyDictionary<int, MarathonStart> StartAt { get; init; } = new Dictionary<int, MarathonStart>();

    /// <summary>Of the same title only the first stays.</summary>
    public bool NoRepeats { get; init; }

    /// <summary>At most so many items, bumpers not counted; null = all.</summary>
    public int? LimitItems { get; init; }

    /// <summary>Ends before the item that would run beyond this; unknown durations count 0. Null = all.</summary>
    public long? LimitMs { get; init; }

    /// <summary>A slot of this length: what no longer fits, or has no known duration, is passed over and shorter items may follow.</summary>
    public long? FitMs { get; init; }

    /// <summary>Stands between every <see cref="BumperEvery"/> items, never first and never last; null = none.</summary>
    public MarathonItem? Bumper { get; init; }

    public int BumperEvery { get; init; } = 1;
}

/// <summary>Where a source starts: at an episode (all that run before it are left out), or at one title of it.</summary>
internal sealed record MarathonStart(EpisodeMark? Episode, string? VideoId)
{
    /// <summary>Whether the source has such a place.</summary>
    public bool IsIn(MarathonSource source) => source.Items.Any(item => Episode is { } episode ? item.Mark >= episode : item.VideoId == VideoId);

    /// <summary>What of the source is left: from the title on, or all but the earlier episodes.</summary>
    public MarathonSource Cut(MarathonSource source) => source with
    {
        Items = Episode is { } episode
            ? [.. source.Items.Where(item => item.Mark is not { } mark || mark >= episode)]
            : [.. source.Items.SkipWhile(item => item.VideoId != VideoId)],
    };
}
