namespace Kinora.Platform.Ui;

/// <summary>What a card shows, whatever it is a card of.</summary>
internal sealed record CardData
{
    /// <summary>The title's id; null for cards of other things, which have no actions.</summary>
    public string? TitleId { get; init; }

    public required string Name { get; init; }

    public required string Href { get; init; }

    /// <summary>One line of why, or of facts.</summary>
    public string? Line { get; init; }

    /// <summary>The real picture; null = the generated one.</summary>
    public string? Picture { get; init; }

    /// <summary>The generated picture's address.</summary>
    public required string Art { get; init; }

    /// <summary>"1:18:00".</summary>
    public string? Time { get; init; }

    public string? Badge { get; init; }

    /// <summary>0–1: a resume bar stands under the picture.</summary>
    public double? Progress { get; init; }

    public bool Liked { get; init; }

    public bool Added { get; init; }

    /// <summary>Watched to the end, or marked so.</summary>
    public bool Watched { get; init; }

    /// <summary>Marked where it may still be shown (search), left out elsewhere.</summary>
    public bool Hidden { get; init; }

    /// <summary>It can be taken off the row: of what was begun.</summary>
    public bool Dismissable { get; init; }

    /// <summary>Where it is shown, in the words of signals: <c>home</c>, <c>search</c>.</summary>
    public string Surface { get; init; } = "home";
}

/// <summary>One row of cards.</summary>
/// <param name="Id">Snake case, unique on the page.</param>
internal sealed record RailData(string Id, string Name, IReadOnlyList<CardData> Cards)
{
    public string? Note { get; init; }

    /// <summary>Where the whole list is.</summary>
    public string? All { get; init; }

    /// <summary>2:3 instead of 16:9.</summary>
    public bool Posters { get; init; }
}
