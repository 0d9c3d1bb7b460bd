using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

public sealed class ReadingsTests
{
    [Theory]
    [InlineData("Amélie", "amelie")]
    [InlineData("AME\u0301LIE", "amelie")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRAẞE", "strasse")]
    [InlineData("Ærø Łódź Đorđe Œuvre", "aero lodz dorde oeuvre")]
    [InlineData("İstanbul ısı", "istanbul isi")]
    [InlineData("ＦＵＬＬ　ｗｉｄｔｈ", "full width")]
    [InlineData("ﬁlm", "film")]
    [InlineData("Σίσυφος", "σισυφοσ")]
    [InlineData("Ёлки", "елки")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("  a \t b\u00A0c\u2003d ", "a b c d")]
    [InlineData("zero\u200Dwidth\u00AD", "zerowidth")]
    [InlineData("left\u202Eright", "leftright")]
    public void Case_accents_width_and_invisible_characters_do_not_count(string text, string expected) =>
        Assert.Equal([expected], Read(text));

    [Theory]
    [InlineData("C.H.U.D.", "c h u d", "chud", "c.h.u.d.")]
    [InlineData("Spider-Man", "spider man", "spiderman", "spider-man")]
    [InlineData("Don't", "don t", "dont", "don't")]
    [InlineData("Fast & Furious", "fast and furious", "fast & furious")]
    [InlineData("Mission: Impossible", "mission impossible", "mission: impossible")]
    [InlineData("Party 🎬🎥time", "party 🎬 🎥 time", "party 🎬🎥time")]
    [InlineData("???", "???")]
    [InlineData("8½", "8 1 2", "8 12", "8 1⁄2")]
    public void Punctuation_separates_vanishes_or_stands(string text, params string[] expected) =>
        Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("\ud800")]
    [InlineData("x\udc00y")]
    [InlineData("\ud83c")]
    public void Half_a_character_is_read_as_one_that_is_unknown(string text) => Assert.Contains('\uFFFD', Read(text)[0]);

    [Fact]
    public void No_character_makes_it_fail()
    {
        for (var c = 0; c <= char.MaxValue; c++) Read($"a{(char)c}b");
        for (var value = 0x10000; value <= 0x10FFFF; value += 7) Read(char.ConvertFromUtf32(value));
    }

    [Fact]
    public void Only_the_beginning_of_a_long_text_is_read_and_no_pair_is_cut()
    {
        var readings = new Readings();
        readings.Read(new string('x', 3) + "🎬", 4);
        Assert.Equal("xxx", readings.Words.ToString());
    }

    private static string[] Read(string text)
    {
        var readings = new Readings();
        readings.Read(text, 1000);
        return [.. readings.Distinct()];
    }
}
