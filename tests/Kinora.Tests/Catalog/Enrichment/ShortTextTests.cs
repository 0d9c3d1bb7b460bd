using Kinora.Catalog.Enrichment;

namespace Kinora.Tests.Catalog.Enrichment;

public sealed class ShortTextTests
{
    private const string Long = " The rest of it goes on about many things that nobody needs to know before the film begins, and then about some more of them, in words that do not end soon at all.";

    [Theory]
    [InlineData(null, null)]
    [InlineData("  \n ", null)]
    [InlineData("A detective  falls\nin love.", "A detective falls in love.")]
    [InlineData("A detective falls in love with the woman whose murder he investigates." + Long, "A detective falls in love with the woman whose murder he investigates.")]
    [InlineData("Laura is dead. A detective falls in love with the portrait of her." + Long, "Laura is dead. A detective falls in love with the portrait of her.")]
    [InlineData("Dr. J. Smith and Mrs. Miller of No. 5 meet at St. James by night." + Long, "Dr. J. Smith and Mrs. Miller of No. 5 meet at St. James by night.")]
    [InlineData("She asks him who he is and why he came: \"I have never been here!\" And yet he has." + Long, "She asks him who he is and why he came: \"I have never been here!\"")]
    [InlineData("It costs 3.50 dollars a night in the old house at the end of the street. Nobody stays." + Long, "It costs 3.50 dollars a night in the old house at the end of the street.")]
    public void First_sentences_say_what_it_is_about(string? synopsis, string? line) => Assert.Equal(line, ShortText.Of(synopsis));

    [Fact]
    public void One_endless_sentence_is_cut_between_words_and_says_so()
    {
        var line = ShortText.Of(string.Join(' ', Enumerable.Repeat("and then", 60)))!;
        Assert.InRange(line.Length, 150, ShortText.Longest);
        Assert.EndsWith("and…", line.Replace("then…", "and…", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(ShortText.Longest, ShortText.Of(new string('x', 500))!.Length);
    }

    [Fact]
    public void Whatever_the_text_is_the_line_is_short_and_whole()
    {
        var random = new Random(3);
        string[] parts = ["A", ". ", "! ", "word ", "。", "😀", "Mr. ", " ", "\n", "\"", "x", "…"];
        for (var turn = 0; turn < 3_000; turn++)
        {
            var line = ShortText.Of(string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => parts[random.Next(parts.Length)])));
            Assert.True(line is null || (line.Length is > 0 and <= ShortText.Longest && !char.IsHighSurrogate(line[^1]) && line.Trim() == line && !line.Contains('\n')), line);
        }
    }
}
