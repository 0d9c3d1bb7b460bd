using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>One person to rank for.</summary>
/// <param name="History">Oldest first; what the model is told.</param>
/// <param name="Excluded">Never ranked.</param>
/// <param name="Targets">What should come first.</param>
/// <param name="At">When; 0 where only the order is known.</param>
/// <param name="Candidates">Where only these are ranked; null for all items.</param>
internal sealed record Query(int[] History, int[] Excluded, int[] Targets, long At = 0, int[]? Candidates = null);

/// <summary>What a model is fitted on, and whom it must rank for.</summary>
internal sealed record ListTask(Histories Fit, Query[] Queries)
{
    /// <summary>What was liked among <see cref="Fit"/>, where the data set knows; popularity counts it.</summary>
    public Histories? Liked { get; init; }
}

/// <summary>Parameters are chosen on <paramref name="Validation"/> alone; the figures are of <paramref name="Test"/>.</summary>
internal sealed record ListFold(ListTask Validation, ListTask Test);

/// <summary>A protocol on one data set.</summary>
/// <param name="Users">Counted as the protocol counts them.</param>
/// <param name="Ordered">Whether the order of a history means something.</param>
/// <param name="Chosen">The measure that decides on validation.</param>
/// <param name="Genres">Of each item; null where not known.</param>
/// <param name="Week">Seven days in the unit of the times; 0 where there are none.</param>
internal sealed record ListProtocol(
    string Name, int Users, int Items, ListFold[] Folds, Measure[] Measures, Measure Chosen, bool Ordered, string[][]? Genres = null, long Week = 0);
