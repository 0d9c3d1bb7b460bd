using Kinora.Ranking.Feed;

namespace Kinora.Ranking.Rails;

/// <summary>One place of a rail: a title, how much it was wanted (from 0 to 1), and why it is there.</summary>
internal readonly record struct RailPick(int Title, double Score, Cause Cause);
