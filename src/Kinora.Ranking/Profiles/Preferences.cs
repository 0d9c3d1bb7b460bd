namespace Kinora.Ranking.Profiles;

/// <summary>What a person said beforehand; it enters as a prior.</summary>
/// <param name="LikedTopics">Genres by <see cref="Columns.Feature.Topic"/>.</param>
/// <param name="AvoidedTopics">Likewise.</param>
/// <param name="Languages">The catalogue's numbers; a title in one of them is preferred where nothing else is known.</param>
/// <param name="UtcOffsetMinutes">The profile's time zone now, for habits of the clock.</param>
internal sealed record Preferences(
    IReadOnlyList<int> LikedTopics, IReadOnlyList<int> AvoidedTopics, IReadOnlyList<int> Languages, int UtcOffsetMinutes)
{
    public static Preferences None { get; } = new([], [], [], 0);
}

/// <summary>How far from the known the feed goes. The numbers are stored.</summary>
internal enum Dial : byte
{
    Balanced,
    Familiar,
    Explore,
    Chronological,
}
