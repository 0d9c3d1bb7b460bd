namespace Kinora.Playlists.Marathons;

/// <summary>What a marathon is to be made of, and how.</summary>
internal sealed record MarathonRequest
{
    /// <summary>Ids of playlists, or of series, whose episodes are meant; 1 to 26. The first has the label A.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    public required MarathonMethod Method { get; init; }

    /// <summary>For interleave, such as <c>A2B1</c>; by turns where missing.</summary>
    public string? Pattern { get; init; }

    /// <summary>For shuffle: 0 to 2^53 − 1; one is drawn and told where missing.</summary>
    public long? Seed { get; init; }

    /// <summary>Whether episodes of one series run in order within their source's places.</summary>
    public bool KeepRunOrder { get; init; } = true;

    /// <summary>By label: an episode (<c>S02E03</c>: what runs before it is left out) or a title id (the source starts there).</summary>
    public IReadOnlyDictionary<string, string>? StartAt { get; init; }

    public bool NoRepeats { get; init; }

    /// <summary>At most so many items, bumpers not counted.</summary>
    public int? LimitItems { get; init; }

    /// <summary>Ends before the item that would run beyond this.</summary>
    public long? LimitMs { get; init; }

    /// <summary>Length of a slot to fit into: what does not fit is passed over.</summary>
    public long? FitMs { get; init; }

    /// <summary>Title id of a bumper, shown between every <see cref="BumperEvery"/> items.</summary>
    public string? Bumper { get; init; }

    public int BumperEvery { get; init; } = 1;
}
