using Kinora.Catalog.Enrichment;

namespace Kinora.Tests.Catalog.Enrichment;

public sealed class EnrichmentRulesTests
{
    private static readonly Labels Found = new([new LabelGuess("scary", 0.9), new LabelGuess("dark", 0.6)], []);

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
        var known = before is null && !byHand ? null : new Enriched(before, null, byHand);
        var decided = EnrichmentRules.Decide(now, null, known, Found);
        Assert.Equal((step, moods, null), (decided.Step.ToString(), decided.Moods, decided.Themes));
        Assert.Equal(step != nameof(EnrichStep.ByHand) && (now is null || now == before) ? moods : null, decided.OwnMoods);
    }

    [Fact]
    public void Every_label_has_a_name_of_its_own_and_sentences_to_be_known_by()
    {
        Assert.Equal(Label.All.Count, Label.All.Select(label => label.Name).Distinct().Count());
        Assert.All(Label.All, label => Assert.True(label.Says.Count >= 2 && label.Spread is > 0 and < 1 && label.Mean is > 0 and < 1, label.Name));
    }
}
