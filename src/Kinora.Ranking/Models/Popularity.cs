namespace Kinora.Ranking.Models;

/// <summary>The same order for all: in how many histories an item stands.</summary>
internal sealed class Popularity(Histories fit) : IItemScorer
{
    private readonly float[] _scores = Array.ConvertAll(fit.Popularity(), count => (float)count);

    public void Score(ReadOnlySpan<int> history, long at, Span<float> scores) => _scores.CopyTo(scores);
}
