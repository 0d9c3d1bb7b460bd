namespace Kinora.Ranking.Learning;

/// <summary>When there is enough to learn from, and how far training may go.</summary>
internal sealed record TrainingOptions
{
    /// <summary>People with at least <see cref="LeastOfPerson"/> titles.</summary>
    public int LeastPeople { get; init; } = 20;

    public int LeastOfPerson { get; init; } = 3;

    /// <summary>Titles that at least <see cref="WarmFrom"/> people had.</summary>
    public int LeastTitles { get; init; } = 30;

    public int WarmFrom { get; init; } = 2;

    public int LeastEvents { get; init; } = 300;

    /// <summary>More warm titles than these, or than the memory allows, are learned by factors.</summary>
    public int MostLinear { get; init; } = 20_000;

    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>0 = all there are.</summary>
    public int Threads { get; init; }

    /// <summary>Links that are kept of each title.</summary>
    public int Links { get; init; } = 64;

    /// <summary>People that a model is measured on at most.</summary>
    public int MostMeasured { get; init; } = 5_000;

    /// <summary>The largest relative loss of NDCG against the model before.</summary>
    public double MostDrop { get; init; } = 0.1;

    /// <summary>Whether so many titles fit a linear model: EASE takes the matrix and its panels, the next-item model three matrices.</summary>
    public bool FitsEase(int titles) => titles <= MostLinear && 6L * titles * titles <= MemoryBytes;

    public bool FitsNextItem(int titles) => titles <= MostLinear && 13L * titles * titles <= MemoryBytes;
}

/// <summary>Something that there is too little of.</summary>
/// <param name="What"><c>people</c>, <c>titles</c>, <c>events</c>, or <c>histories</c> that are long enough to measure on.</param>
internal sealed record Missing(string What, int Have, int Need);

/// <summary>How good a list is on what was held back.</summary>
internal sealed record OfflineFigures(double Ndcg, double Recall, double Coverage);

/// <summary>What a training gave.</summary>
/// <param name="Missing">Why nothing was trained; empty where something was.</param>
/// <param name="Measured">The model that was measured: what was held back is unknown to it.</param>
/// <param name="Model">Learned from everything, with what was chosen on the measured one.</param>
internal sealed record TrainingOutcome(
    int People, int Titles, int Events, IReadOnlyList<Missing> Missing, LearnedModel? Measured, LearnedModel? Model, string Parameters,
    OfflineFigures? Figures, OfflineFigures? Baseline);
