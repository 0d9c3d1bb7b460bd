namespace Kinora.Signals.Contracts;

/// <summary>What a profile thinks of titles, creators and topics, as of the latest word.</summary>
internal interface IOpinions
{
    /// <summary>1, −1 or 0 for each of the titles.</summary>
    Task<IReadOnlyDictionary<string, int>> RatingsAsync(string profileId, IReadOnlyCollection<string> titleIds, CancellationToken cancel);

    /// <summary>Everything that the profile has hidden, the newest first.</summary>
    Task<IReadOnlyList<Hidden>> HiddenAsync(string profileId, CancellationToken cancel);

    /// <summary>The creators that the profile follows, the newest first.</summary>
    Task<IReadOnlyList<Followed>> FollowedAsync(string profileId, CancellationToken cancel);
}

/// <summary>Something hidden: <c>title:ID</c>, <c>creator:ID</c> or <c>topic:NAME</c>.</summary>
internal sealed record Hidden
{
    public required string Target { get; init; }

    public required long At { get; init; }
}

/// <summary>A creator that is followed.</summary>
internal sealed record Followed
{
    public required string CreatorId { get; init; }

    public required long At { get; init; }
}
