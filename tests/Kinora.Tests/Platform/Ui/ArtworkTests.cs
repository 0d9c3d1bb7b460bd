using System.Globalization;
using System.Xml.Linq;
using Kinora.Platform.Ui;

namespace Kinora.Tests.Platform.Ui;

public sealed class ArtworkTests
{
    [Fact]
    public void The_same_title_has_the_same_picture_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var here = Artwork.Draw("demo:laura", "Laura", ["noir"], ArtShape.Poster);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(here, Artwork.Draw("demo:laura", "Laura", ["noir"], ArtShape.Poster));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Two_titles_of_one_genre_look_different() =>
        Assert.NotEqual(Artwork.Draw("a:1", "M", ["noir"], ArtShape.Still), Artwork.Draw("a:2", "M", ["noir"], ArtShape.Still));

    [Theory]
    [InlineData("<script>alert(1)</script> & \"quotes\" 'too'")]
    [InlineData("Control \u0001\u0000 and \uD800 half a pair \uFFFF")]
    [InlineData("")]
    [InlineData("السينما 映画 🎬🎬🎬")]
    public void Whatever_the_name_is_the_picture_is_well_formed(string name)
    {
        foreach (var shape in Enum.GetValues<ArtShape>())
        {
            for (var seed = 0; seed < 40; seed++)
            {
                var root = XDocument.Parse(Artwork.Draw($"a:{seed}", name, [], shape)).Root!;
                Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName == "script");
            }
        }
    }

    [Fact]
    public void Words_stand_on_posters_only()
    {
        Assert.Contains(">Laura<", Artwork.Draw("a:1", "Laura", [], ArtShape.Poster), StringComparison.Ordinal);
        Assert.DoesNotContain("Laura", Artwork.Draw("a:1", "Laura", [], ArtShape.Hero), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("science-fiction", 220)]
    [InlineData("Romantic Movies", 350)]
    [InlineData("Film Noir", 265)]
    public void A_genre_has_its_hue(string genre, int hue) => Assert.Equal(hue, ArtPalette.Hue([genre], "a:1"));

    [Fact]
    public void A_long_name_is_cut_and_says_so()
    {
        var lines = ArtWords.Lines(string.Join(' ', Enumerable.Repeat("word", 60)), 16);
        Assert.Equal(4, lines.Count);
        Assert.EndsWith("…", lines[^1], StringComparison.Ordinal);
        Assert.All(ArtWords.Lines(new string('x', 300), 16), line => Assert.InRange(line.Length, 1, 20));
    }
}
