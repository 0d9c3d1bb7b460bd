namespace Kinora.Library.Contracts;

/// <summary>A profile's list: what stands in its queue <c>watch_later</c>.</summary>
internal interface IMyList
{
    /// <summary>The titles in their order.</summary>
    Task<IReadOnlyList<string>> TitlesAsync(string profileId, CancellationToken cancel);
}
