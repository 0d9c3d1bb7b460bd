namespace Kinora.Catalog.Contracts;

/// <summary>What a profile has with a title, for cards and pages.</summary>
internal sealed record ViewerMark
{
    public static ViewerMark None { get; } = new();

    /// <summary>1, −1 or 0.</summary>
    public int Rating { get; init; }

    /// <summary>On the person's list.</summary>
    public bool InList { get; init; }

    /// <summary>Where it was left; 0 = from the start.</summary>
    public long PositionMs { get; init; }

    /// <summary>0–1; 1 = completed.</summary>
    public double Progress { get; init; }

    /// <summary>It was watched to the end once, or marked so; it may be under way again.</summary>
    public bool Completed { get; init; }

    /// <summary>The person does not want to watch it.</summary>
    public bool Skipped { get; init; }

    /// <summary>The title, its creator or one of its topics was hidden.</summary>
    public bool Hidden { get; init; }

    /// <summary>Its creator is followed.</summary>
    public bool Following { get; init; }
}

/// <summary>Contributed by the module that knows what people did.</summary>
internal interface IViewerMarks
{
    /// <summary>One mark a title, in the same order.</summary>
    Task<IReadOnlyList<ViewerMark>> OfAsync(string profileId, CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, CancellationToken cancel);
}
