using Kinora.Catalog.Contracts;

namespace Kinora.Tests.Catalog;

public sealed class EpisodeReaderTests
{
    [Theory]
    [InlineData("Night Gallery S01E04", 1, 4, 4, "Night Gallery ")]
    [InlineData("night gallery s01e4.mp4", 1, 4, 4, "night gallery ")]
    [InlineData("Night.Gallery.s01.e04.mkv", 1, 4, 4, "Night.Gallery.")]
    [InlineData("Night Gallery S01 E04", 1, 4, 4, "Night Gallery ")]
    [InlineData("Night Gallery s1.e04", 1, 4, 4, "Night Gallery ")]
    [InlineData("Night Gallery 1x04 The Doll", 1, 4, 4, "Night Gallery ")]
    [InlineData("Night Gallery - Season 1 - Part Two - Episode 4", 1, 4, 4, "Night Gallery - ")]
    [InlineData("Night Gallery Season 1 Episode 4", 1, 4, 4, "Night Gallery ")]
    [InlineData("Night Gallery season.01.episode.04", 1, 4, 4, "Night Gallery ")]
    [InlineData("Night Gallery S01E04-E05", 1, 4, 5, "Night Gallery ")]
    [InlineData("Night Gallery 1x04-05", 1, 4, 5, "Night Gallery ")]
    [InlineData("Night Gallery 1x04-1x05", 1, 4, 5, "Night Gallery ")]
    [InlineData("1984 S2024E1234", 2024, 1234, 1234, "1984 ")]
    [InlineData("S0001E0000", 1, 0, 0, "")]
    [InlineData("(S02E03) The return", 2, 3, 3, "(")]
    [InlineData("One S01E02 again S03E04", 1, 2, 2, "One ")]
    public void A_mark_is_found_in_every_common_form(string title, int season, int episode, int last, string before)
    {
        Assert.True(EpisodeReader.TryRead(title, out var mark, out var start));
        Assert.Equal((new EpisodeMark(season, episode, last), before), (mark, title[..start]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Laura (1944)")]
    [InlineData("Clip 1920x1080")]
    [InlineData("Clip 640x480 uncut")]
    [InlineData("Episode 4")]
    [InlineData("Season 1")]
    [InlineData("Bones1E04")]
    [InlineData("S01E")]
    [InlineData("S12345E01")]
    [InlineData("S01E12345")]
    [InlineData("S01 - E04")]
    [InlineData("2x4s")]
    [InlineData("Apollo 13")]
    public void What_is_no_mark_is_not_taken_for_one(string title)
    {
        Assert.False(EpisodeReader.TryRead(title, out _, out var start));
        Assert.Equal(-1, start);
    }

    [Theory]
    [InlineData("The X-Files ", "xfiles", false)]
    [InlineData("Les Misérables: ", "les miserables", true)]
    [InlineData("M*A*S*H", "mash", true)]
    [InlineData("Ночь", "ночь", true)]
    public void Series_are_compared_without_case_accents_and_punctuation(string left, string right, bool same) =>
        Assert.Equal(same, SeriesName.Fold(left) == SeriesName.Fold(right));

    [Fact]
    public void Any_text_is_read_to_its_end()
    {
        const string Letters = "sSeExX0123456789.- #Season Episode\ud83d\ude00é";
        var random = new Random(7);
        for (var n = 0; n < 20_000; n++)
        {
            var title = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Letters[random.Next(Letters.Length)]));
            if (EpisodeReader.TryRead(title, out var mark, out var start))
                Assert.True(mark is { Season: >= 0 and <= 9999, Episode: >= 0 and <= 9999 } && mark.Last >= mark.Episode && start >= 0 && start < title.Length, title);
        }
    }
}
