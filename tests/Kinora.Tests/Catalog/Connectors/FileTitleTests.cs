using Kinora.Catalog.Connectors;

namespace Kinora.Tests.Catalog.Connectors;

public sealed class FileTitleTests
{
    [Theory]
    [InlineData("Laura.mp4", "Laura", null)]
    [InlineData("Laura (1944).MKV", "Laura (1944)", 1944)]
    [InlineData("1944 - Laura.mp4", "Laura (1944)", 1944)]
    [InlineData("(1944) Laura.mp4", "Laura (1944)", 1944)]
    [InlineData("[1944] Laura", "Laura (1944)", 1944)]
    [InlineData("1944 Laura.avi", "Laura (1944)", 1944)]
    [InlineData("1944_Laura.avi", "Laura (1944)", 1944)]
    [InlineData("1944 Laura (1944).avi", "Laura (1944)", 1944)]
    [InlineData("The.Third.Man.mp4", "The Third Man", null)]
    [InlineData("the_third_man.mp4", "the third man", null)]
    [InlineData("2001 A Space Odyssey.mp4", "2001 A Space Odyssey", null)]
    [InlineData("2001 A Space Odyssey (1968).mp4", "2001 A Space Odyssey (1968)", 1968)]
    [InlineData("1984.mp4", "1984", null)]
    [InlineData("1941", "1941", null)]
    [InlineData("1000 Eyes.mp4", "1000 Eyes", null)]
    [InlineData("C.H.U.D. (1984)", "C.H.U.D. (1984)", 1984)]
    [InlineData("Mr. Smith Goes", "Mr. Smith Goes", null)]
    [InlineData(".mp4", ".mp4", null)]
    [InlineData("Show S01E04.mp4", "Show S01E04", null)]
    public void Names_of_files_become_names_of_films(string title, string name, int? year) => Assert.Equal((name, year), FileTitle.Of(title));

    [Theory]
    [InlineData("1.Family Comedies", "Family Comedies")]
    [InlineData("12. Noir", "Noir")]
    [InlineData("Noir", "Noir")]
    [InlineData("1.", "1.")]
    public void Categories_lose_the_number_that_orders_them(string category, string name) => Assert.Equal(name, FileTitle.WithoutNumber(category));
}
