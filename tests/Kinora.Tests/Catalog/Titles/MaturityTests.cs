using Kinora.Catalog.Titles;

namespace Kinora.Tests.Catalog.Titles;

public sealed class MaturityTests
{
    [Theory]
    [InlineData("United States, cinema", "G 0, PG 10, PG-13 13, pg-13 13, PG 13 13, R 17, NC-17 18, X 18, MPAA PG-13 13, Rated R 17, US:R 17, USA-PG 10")]
    [InlineData("United States, television", "TV-Y 0, TV-G 0, TV-Y7 7, tv-y7-fv 7, TV-PG 10, TV-14 14, TV-MA 17, TV 14 14, TV:Y7 7")]
    [InlineData("United Kingdom", "U 0, Uc 0, GB-PG 8, UK:12A 12, 12A 12, 12 12, 15 15, 18 18, R18 18, BBFC 15 15")]
    [InlineData("Ireland", "IE-12A 12, 15A 15, IE-G 0")]
    [InlineData("Germany", "FSK 0 0, FSK-6 6, FSK 12 12, fsk16 18, FSK 18 18, DE:16 16, DE-FSK 12 12, ab 12 12, Freigegeben ab 16 Jahren 16, USK 12 12, o.Al. 0")]
    [InlineData("Netherlands", "AL 0, 6 6, 9 9, 12 12, 14 14, 16 16, Kijkwijzer 9 9, NL-AL 0, KNT 16")]
    [InlineData("France", "TP 0, Tous publics 0, -10 10, -12 12, -16 16, FR-12 12, CNC 16 16, 12 ans 12")]
    [InlineData("Southern Europe", "APTA 0, ES-A 0, 7i 7, IT-T 0, VM14 14, VM18 18, M/6 6, M/16 16, K-15 15")]
    [InlineData("Northern Europe", "Btl 0, SE:7 7, NO-A 0, FI-S 0, K-12 12, DK:11 11")]
    [InlineData("Australia and New Zealand", "AU-G 0, AU-PG 10, AU:M 15, MA15+ 15, MA 15+ 15, R18+ 18, X 18+ 18, NZ-M 16, RP13 13, R16 16")]
    [InlineData("India", "IN-U 0, UA 12, U/A 12, U/A 7+ 7, UA 13+ 13, U/A 16+ 16, A 18, S 18, CBFC A 18")]
    [InlineData("Americas", "L 0, BR-12 12, A14 14, ATP 0, SAM 16 16, AA 0, B15 15, CA-PG 10, 14A 14, 18A 18, TE+7 7")]
    [InlineData("Asia and Africa", "PG12 12, R15+ 15, KR:ALL 0, 19 18, IIB 16, III 18, NC16 16, R21 18, P13 13, R-16 16, SU 0, 10-12PG 12")]
    [InlineData("Games", "PEGI 3 3, PEGI-7 7, PEGI 18 18, ESRB E10+ 10, ESRB T 13, ESRB:M 17, AO 18, CERO C 15")]
    [InlineData("Plain ages", "0 0, 7+ 7, 16+ 16, +18 18, 6 years 6, Age 13 13, AGES_18_ 18, ALL 0, ALL_AGES 0")]
    public void A_label_stands_for_an_age(string scheme, string labels)
    {
        var wrong = labels.Split(", ")
            .Select(pair => (Label: pair[..pair.LastIndexOf(' ')], Age: int.Parse(pair[(pair.LastIndexOf(' ') + 1)..], null)))
            .Where(pair => Maturity.AgeOf(pair.Label) != pair.Age)
            .Select(pair => $"{pair.Label}: {Maturity.AgeOf(pair.Label)}, not {pair.Age}")
            .ToList();

        Assert.True(wrong.Count == 0, $"{scheme}: {string.Join(", ", wrong)}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NR")]
    [InlineData("Unrated")]
    [InlineData("Not Rated")]
    [InlineData("Approved")]
    [InlineData("99")]
    [InlineData("-1-2")]
    [InlineData("Category 3")]
    [InlineData("CAT 3")]
    [InlineData("Level 2")]
    [InlineData("3 of 5")]
    [InlineData("OK")]
    [InlineData("FSK")]
    [InlineData("FSK 12 13")]
    [InlineData("DE:FSK:")]
    [InlineData("TV-")]
    [InlineData("\u0661\u0662")]
    public void What_nobody_knows_is_for_adults(string? label) => Assert.Equal(18, Maturity.AgeOf(label));

    [Theory]
    [InlineData("M", 17)]
    [InlineData("T", 13)]
    [InlineData("C", 18)]
    [InlineData("E", 18)]
    public void A_label_of_several_schemes_counts_as_the_oldest(string label, int age) => Assert.Equal(age, Maturity.AgeOf(label));
}
