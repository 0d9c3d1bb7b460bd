using Kinora.Playlists.Marathons;

namespace Kinora.Tests.Playlists.Marathons;

public sealed class MarathonPatternTests
{
    [Theory]
    [InlineData("A2B1", "A2 B1")]
    [InlineData("a2b", "A2 B1")]
    [InlineData(" A, b3 - C|a10 ", "A1 B3 C1 A10")]
    [InlineData("AAB", "A1 A1 B1")]
    [InlineData("A-B", "A1 B1")]
    [InlineData("a0002", "A2")]
    public void A_pattern_is_labels_with_counts_apart_by_what_one_likes(string pattern, string steps) => Assert.Equal(
        steps, string.Join(' ', MarathonPattern.Parse(pattern, 3).Value.Select(step => $"{MarathonSource.LabelOf(step.Source)}{step.Count}")));

    [Theory]
    [InlineData("", "pattern-empty", 1, "")]
    [InlineData(" ,-| ", "pattern-empty", 1, " ,-| ")]
    [InlineData("A2D5", "pattern-label-unknown", 3, "D5")]
    [InlineData("A0", "pattern-count-invalid", 1, "A0")]
    [InlineData("B A-2", "pattern-count-invalid", 4, "-2")]
    [InlineData("A1001", "pattern-count-too-large", 1, "A1001")]
    [InlineData("A99999999999999999999", "pattern-count-too-large", 1, "A99999999999999999999")]
    [InlineData("2A", "pattern-label-missing", 1, "2")]
    [InlineData("A 2", "pattern-label-missing", 3, "2")]
    [InlineData("A2;B", "pattern-character", 3, ";")]
    [InlineData("A\ud83d\ude00", "pattern-character", 2, "\ud83d\ude00")]
    [InlineData("É2", "pattern-character", 1, "É")]
    public void Every_fault_names_its_place_what_stands_there_and_what_would_do(string pattern, string code, int position, string token)
    {
        var refusal = MarathonPattern.Parse(pattern, 3).Refusal!;

        Assert.Equal((code, "pattern", position, token), (refusal.Code, refusal.Field, (int)refusal.More!["position"]!, (string)refusal.More["token"]!));
        Assert.StartsWith($"Place {position}: ", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_is_too_long_is_refused() =>
        Assert.Equal("pattern-too-long", MarathonPattern.Parse(new string('A', MarathonPattern.Longest + 1), 1).Refusal!.Code);

    [Fact]
    public void Any_text_is_either_a_pattern_or_refused_at_a_place_within_it()
    {
        const string Letters = "AbCdZ0129,-| \té;\ud83d\ude00";
        var random = new Random(11);
        for (var n = 0; n < 20_000; n++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)]));
            var parsed = MarathonPattern.Parse(pattern, 4);
            if (parsed.Refusal is { } refusal)
                Assert.InRange((int)refusal.More!["position"]!, 1, Math.Max(1, pattern.Length));
            else
                Assert.All(parsed.Value, step => Assert.True(step is { Source: >= 0 and < 4, Count: >= 1 and <= MarathonPattern.MostCount }));
        }
    }
}
