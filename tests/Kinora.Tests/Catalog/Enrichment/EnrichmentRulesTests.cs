using Kinora.Catalog.Enrichment;

namespace Kinora.Tests.Catalog.Enrichment;

public sealed class EnrichmentRulesTests
{
    private static readonly Labels Found = new([new LabelGuess("scary", 0.9), new LabelGuess("dark", 0.6)], []) { Short = "A ghost." };

    [Theory]
    [InlineData(null, null, false, nameof(EnrichStep.Write), "scary\ndark")]
    [InlineData("scary\ndark", "scary\ndark", false, nameof(EnrichStep.Keep), "scary\ndark")]
    [InlineData("funny", "funny", false, nameof(EnrichStep.Write), "scary\ndark")]
    [InlineData("funny", null, false, nameof(EnrichStep.Keep), "funny")]
    [InlineData("funny", "scary", false, nameof(EnrichStep.Keep), "funny")]
    [InlineData(null, null, true, nameof(EnrichStep.ByHand), null)]
    [InlineData(null, "funny", false, nameof(EnrichStep.Write), "scary\ndark")]
    public void Only_what_is_empty_or_was_written_before_is_written(string? now, string? before, bool byHand, string step, string? moods)
    {
        var known = before is null && !byHand ? null : new Enriched(before, null, "A ghost.", new ByHand(byHand, false));
        var decided = EnrichmentRules.Decide(new EnrichNow(now, null, "A ghost."), known, Found);
        Assert.Equal((step, moods, null), (decided.Step.ToString(), decided.To.Moods, decided.To.Themes));
        Assert.Equal(step != nameof(EnrichStep.ByHand) && (now is null || now == before) ? moods : null, decided.Own.Moods);
    }

    [Theory]
    [InlineData(null, null, false, "A ghost.", "A ghost.")]
    [InlineData("Old.", "Old.", false, "A ghost.", "A ghost.")]
    [InlineData("Of a person.", "Old.", false, "Of a person.", null)]
    [InlineData("Of an import.", null, false, "Of an import.", null)]
    [InlineData(null, null, true, null, null)]
    public void A_short_description_goes_by_the_same_rule_and_by_itself(string? now, string? before, bool byHand, string? line, string? own)
    {
        var decided = EnrichmentRules.Decide(new EnrichNow("scary\ndark", null, now), new Enriched("scary\ndark", null, before, new ByHand(false, byHand)), Found);
        Assert.Equal((line, own, line == now ? EnrichStep.Keep : EnrichStep.Write), (decided.To.Short, decided.Own.Short, decided.Step));
    }

    [Fact]
    public void Every_label_has_a_name_of_its_own_and_sentences_to_be_known_by()
    {
        Assert.Equal(Label.All.Count, Label.All.Select(label => label.Name).Distinct().Count());
        Assert.All(Label.All, label => Assert.True(label.Says.Count >= 2 && label.Spread is > 0 and < 1 && label.Mean is > 0 and < 1, label.Name));
    }
}
