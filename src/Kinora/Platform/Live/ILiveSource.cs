namespace Kinora.Platform.Live;

/// <summary>
/// A kind of news for the stream of events, contributed by the module that has it. News are read from the database and the catalogue, by
/// place and not by message: a stream that was away, or that another process served before, asks for what came after its place.
/// </summary>
internal interface ILiveSource
{
    /// <summary>The name of its events; stable, described in <c>docs/api/events.md</c>.</summary>
    string Kind { get; }

    /// <summary>What is new for all who listen, in one question to the database.</summary>
    Task<IReadOnlyList<LiveNews>> ReadAsync(IReadOnlyList<LiveWatch> watches, CancellationToken cancel);
}

/// <summary>Who listens.</summary>
/// <param name="AllJobs">An admin who watches everybody's jobs.</param>
internal sealed record LiveListener(string UserId, string ProfileId, bool AllJobs);

/// <summary>A listener and how far they have heard; <paramref name="Since"/> is null where they begin now.</summary>
internal sealed record LiveWatch(LiveListener Who, long? Since);

/// <summary>What is new for one listener, who is then at <paramref name="Place"/>.</summary>
/// <param name="Items">Nothing, where only the place moves.</param>
internal sealed record LiveNews(LiveListener Who, long Place, IReadOnlyList<LiveItem> Items);

/// <summary>One event.</summary>
/// <param name="Data">Goes out as JSON.</param>
/// <param name="Key">What it is about: the same thing said twice in the same words is said once. Null: always said.</param>
internal sealed record LiveItem(object Data, string? Key = null);
