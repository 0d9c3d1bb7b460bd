namespace Kinora.Ranking.Simulation;

/// <summary>How large the made-up town is, and how long it is watched.</summary>
internal sealed record SimulationOptions
{
    public int People { get; init; } = 200;

    /// <summary>Clips that are there on the last day; a quarter of them comes out in the course of the simulation.</summary>
    public int Clips { get; init; } = 3_000;

    public int Creators { get; init; } = 150;

    public int Genres { get; init; } = 16;

    public int Days { get; init; } = 30;

    public int Seed { get; init; } = 1;

    public int PageSize { get; init; } = 12;

    /// <summary>Draws over under-exposed titles, as the feed makes them; off: the best by score at every place.</summary>
    public bool Explores { get; init; } = true;
}
