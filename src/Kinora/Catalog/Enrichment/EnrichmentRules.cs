namespace Kinora.Catalog.Enrichment;

/// <summary>What is known of a title's enrichment.</summary>
/// <param name="Moods">That were written by enrichment, joined by line feeds.</param>
/// <param name="ByHand">A person has set the moods or themes of this title: they stay.</param>
internal sealed record Enriched(string? Moods, string? Themes, bool ByHand);

/// <summary>What becomes of a title.</summary>
internal enum EnrichStep
{
    /// <summary>Its moods and themes are as they should be.</summary>
    Keep,

    /// <summary>They were set by a person, who is not contradicted.</summary>
    ByHand,
    Write,
}

/// <summary>What a title will have, and which of it is enrichment's own; null = none.</summary>
internal sealed record EnrichPlan(EnrichStep Step, string? Moods, string? Themes, string? OwnMoods, string? OwnThemes);

/// <summary>Decides what may be written: only what is empty, or what was written here before.</summary>
internal static class EnrichmentRules
{
    public static EnrichPlan Decide(string? moods, string? themes, Enriched? known, Labels found)
    {
        if (known is { ByHand: true })
            return new EnrichPlan(EnrichStep.ByHand, moods, themes, null, null);
        var (nextMoods, ownMoods) = Next(moods, known?.Moods, found.Moods);
        var (nextThemes, ownThemes) = Next(themes, known?.Themes, found.Themes);
        return new EnrichPlan(nextMoods == moods && nextThemes == themes ? EnrichStep.Keep : EnrichStep.Write, nextMoods, nextThemes, ownMoods, ownThemes);
    }

    public static string? Join(IEnumerable<string> words) => string.Join('\n', words) is { Length: > 0 } joined ? joined : null;

    private static (string? Words, string? Own) Next(string? now, string? written, IReadOnlyList<LabelGuess> found) =>
        now is null || now == written ? (Join(found.Select(guess => guess.Name)), Join(found.Select(guess => guess.Name))) : (now, null);
}
