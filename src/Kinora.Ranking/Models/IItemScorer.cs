namespace Kinora.Ranking.Models;

/// <summary>A model that has been fitted: what would this person want next?</summary>
internal interface IItemScorer
{
    /// <summary>
    /// Overwrites all scores; higher is better, each finite. Safe to call from several threads.
    /// </summary>
    /// <param name="history">Oldest first.</param>
    /// <param name="at">When it is asked; 0 where only the order is known.</param>
    void Score(ReadOnlySpan<int> history, long at, Span<float> scores);
}
