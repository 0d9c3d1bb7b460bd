using Kinora.Platform.Http;

namespace Kinora.Signals.Contracts;

/// <summary>What a profile thinks of titles, creators and topics, as of the latest word.</summary>
internal interface IOpinions
{
    /// <summary>1, −1 or 0 for each of the titles.</summary>
    Task<IReadOnlyDictionary<string, int>> RatingsAsync(string profileId, IReadOnlyCollection<string> titleIds, CancellationToken cancel);

    /// <summary>What the profile has hidden, the newest first: at most so many behind a place.</summary>
    Task<List<Hidden>> HiddenAsync(string profileId, TimePlace? after, int count, CancellationToken cancel);

    /// <summary>The creators that the profile follows, the newest first: at most so many behind a place.</summary>
    Task<List<Followed>> FollowedAsync(string profileId, TimePlace? after, int count, CancellationToken cancel);
}

/// <summary>Something hidden: <c>title:ID</c>, <c>creator:ID</c> or <c>topic:NAME</c>.</summary>
internal sealed record Hidden
{
    public required string Target { get; init; }

    public required long At { get; init; }

    /// <summary>The event that said so; orders what happened within one millisecond.</summary>
    public required string EventId { get; init; }
}

/// <summary>A creator that is followed.</summary>
internal sealed record Followed
{
    public required string CreatorId { get; init; }

    public required long At { get; init; }

    public required string EventId { get; init; }
}
