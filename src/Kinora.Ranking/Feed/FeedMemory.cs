namespace Kinora.Ranking.Feed;

/// <summary>
/// What the engine keeps of one profile between pages only to be quick. Losing it costs time and nothing else. Held under the same lock as
/// the profile's state.
/// </summary>
internal sealed class FeedMemory
{
}
