using Kinora.Catalog.Contracts;

namespace Kinora.Catalog.Enrichment;

/// <summary>What of a title's enrichment a person has taken over: it stays.</summary>
internal readonly record struct ByHand(bool Labels, bool Short);

/// <summary>What is known of a title's enrichment.</summary>
/// <param name="Moods">That were written by enrichment, joined by line feeds.</param>
internal sealed record Enriched(string? Moods, string? Themes, string? Short, ByHand Hand)
{
    /// <summary>The question that a chat model answered last.</summary>
    public long? Asked { get; init; }
}

/// <summary>What a title has now.</summary>
internal readonly record struct EnrichNow(string? Moods, string? Themes, string? Short);

/// <summary>What becomes of a title.</summary>
internal enum EnrichStep
{
    /// <summary>It is as it should be.</summary>
    Keep,

    /// <summary>Its moods and themes were set by a person, who is not contradicted.</summary>
    ByHand,
    Write,
}

/// <summary>What a title will have, and which of it is enrichment's own; null = none.</summary>
internal sealed record EnrichPlan(EnrichStep Step, EnrichNow To, EnrichNow Own);

/// <summary>Decides what may be written: only what is empty, or what was written here before.</summary>
internal static class EnrichmentRules
{
    public static EnrichPlan Decide(EnrichNow now, Enriched? known, Labels found)
    {
        var hand = known?.Hand ?? default;
        var (moods, ownMoods) = hand.Labels ? (now.Moods, null) : Next(now.Moods, known?.Moods, Join(found.Moods.Select(guess => guess.Name)));
        var (themes, ownThemes) = hand.Labels ? (now.Themes, null) : Next(now.Themes, known?.Themes, Join(found.Themes.Select(guess => guess.Name)));
        var (line, ownLine) = hand.Short ? (now.Short, null) : Next(now.Short, known?.Short, found.Short);
        var to = new EnrichNow(moods, themes, line);
        return new EnrichPlan(to != now ? EnrichStep.Write : hand.Labels ? EnrichStep.ByHand : EnrichStep.Keep, to, new EnrichNow(ownMoods, ownThemes, ownLine));
    }

    /// <summary>What is to be done with a title of a snapshot.</summary>
    public static EnrichmentStore.Entry EntryOf(CatalogueSnapshot snapshot, int title, TitleDetails details, Enriched? known, Labels found)
    {
        var now = new EnrichNow(
            Join(snapshot.Words.Moods.Of(snapshot.MoodsOf(title))), Join(snapshot.Words.Themes.Of(snapshot.ThemesOf(title))), details.ShortDescription);
        return new EnrichmentStore.Entry(snapshot.IdOf(title), title, snapshot.RevisionOf(title), known?.Hand ?? default, found, Decide(now, known, found));
    }

    public static string? Join(IEnumerable<string> words) => string.Join('\n', words) is { Length: > 0 } joined ? joined : null;

    private static (string? Words, string? Own) Next(string? now, string? written, string? found) => now is null || now == written ? (found, found) : (now, null);
}
