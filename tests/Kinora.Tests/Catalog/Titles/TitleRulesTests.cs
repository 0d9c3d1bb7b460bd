using Kinora.Catalog.Titles;

namespace Kinora.Tests.Catalog.Titles;

public sealed class TitleRulesTests
{
    [Theory]
    [InlineData("TV Dramas", "drama")]
    [InlineData("International Movies", "")]
    [InlineData("Spanish-Language TV Shows", "")]
    [InlineData("Sci-Fi & Fantasy", "science fiction,fantasy")]
    [InlineData("Kids' TV", "kids,family")]
    [InlineData("Science & Nature TV", "nature,documentary")]
    [InlineData("Film Noir", "noir")]
    [InlineData("and Culture", "arts")]
    [InlineData("Kitchen Sink", "kitchen sink")]
    public void A_providers_label_becomes_the_catalogues_genre(string label, string genres)
    {
        var found = new List<string>();
        GenreNames.Add(found, label);

        Assert.Equal(genres, string.Join(',', found));
    }

    [Theory]
    [InlineData("Kirsten Johnson", "kirsten-johnson")]
    [InlineData("Pedro Almodóvar", "pedro-almodovar")]
    [InlineData("J.J. Abrams", "j-j-abrams")]
    public void A_creators_name_is_an_id(string name, string id) => Assert.Equal(id, CreatorIds.FromName(name));

    [Fact]
    public void Names_in_other_letters_are_told_apart()
    {
        var ids = new[] { "黒澤明", "小津安二郎", "Łódź", "🎬" }.Select(CreatorIds.FromName).ToList();

        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(CreatorIds.IsValid(id), id));
    }

    [Theory]
    [InlineData("youtube:miTpJmMt7uo", true)]
    [InlineData("m3u8:a.b_c~d-e", true)]
    [InlineData("a:b", false)]
    [InlineData("1a:b", false)]
    [InlineData("Youtube:b", false)]
    [InlineData("youtube:", false)]
    [InlineData("youtube:a b", false)]
    [InlineData("youtube:a:b", false)]
    [InlineData("youtube:ä", false)]
    [InlineData("abcdefghijklmnopq:x", false)]
    public void An_id_is_a_provider_and_an_external_id(string id, bool valid) => Assert.Equal(valid, TitleId.IsValid(id));

    [Fact]
    public void An_external_id_has_at_most_200_characters()
    {
        Assert.True(TitleId.IsValid("test:" + new string('x', 200)));
        Assert.False(TitleId.IsValid("test:" + new string('x', 201)));
    }
}
