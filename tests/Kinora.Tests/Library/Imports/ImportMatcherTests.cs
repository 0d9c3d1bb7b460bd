using Kinora.Library.Imports;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Imports;

public sealed class ImportMatcherTests
{
    private static readonly Caller Ann = new("u", "ann", Role.Viewer, "p", 18, Kids: false, Analyst: false, ByCookie: false);

    private static ImportedTitle Film(string name, int? year = null, long? length = null, IReadOnlyList<string>? ids = null) => new()
    {
        Key = name,
        Ids = ids ?? [],
        Name = name,
        Kind = ImportedKind.Movie,
        Year = year,
        DurationMs = length,
    };

    [Fact]
    public async Task Titles_are_found_by_id_by_name_and_year_and_episodes_by_their_series()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenTitlesAsync(
            new { id = "test:harbour", title = "The Quiet Harbour", year = 1948, duration_ms = 5_400_000, maturity = "G" },
            new { id = "test:salt", title = "Salt", year = 1951, maturity = "G" },
            new { id = "test:salt2", title = "Salt", year = 2010, maturity = "G" },
            new { id = "test:cafe", title = "Café Ünder: the Film", year = 1970, maturity = "G" },
            new { id = "test:dark", title = "Forbidden Deep", year = 1980, maturity = "NC-17" },
            new { id = "youtube:aaaaaaaaa01", kind = "clip", title = "Bridges", maturity = "G" },
            new { id = "test:keepers", kind = "series", title = "Lighthouse Keepers", year = 2001, maturity = "G" },
            new { id = "test:low", kind = "episode", title = "Low tide", series_id = "test:keepers", season = 2, episode = 3, maturity = "G" });
        var episode = new ImportedTitle
        {
            Key = "e",
            Ids = [],
            Name = "Anything",
            Kind = ImportedKind.Episode,
            Series = "lighthouse keepers",
            Season = 2,
            Episode = 3,
            Year = 2001,
        };
        List<ImportedTitle> said =
        [
            Film("Whatever", ids: ["youtube:aaaaaaaaa01"]), Film("Quiet Harbour", 1948), Film("Quiet Harbor, The", 1949), Film("Salt", 1951), Film("Salt"), Film("Cafe Under — The Film!", 1970), episode,
            Film("Forbidden Deep", 1980), Film("The Quiet Harbour", 1999),
        ];
        var found = new ImportMatcher(app.Catalogue.Current, Ann with { MaturityCeiling = 13 }).Match(said);

        Assert.Equal((MatchKind.Exact, "youtube:aaaaaaaaa01", 1.0), (found[0].Kind, found[0].VideoId, found[0].Confidence));
        Assert.Equal((MatchKind.Likely, "test:harbour", 0.9), (found[1].Kind, found[1].VideoId, found[1].Confidence));
        Assert.Equal((MatchKind.Unmatched, "test:harbour"), (found[2].Kind, found[2].Suggestions[0].VideoId));
        Assert.Equal((MatchKind.Likely, "test:salt"), (found[3].Kind, found[3].VideoId));
        // Two of one name and nothing else known: the person picks.
        Assert.Equal((MatchKind.Unmatched, 2), (found[4].Kind, found[4].Suggestions.Count));
        Assert.Equal((MatchKind.Likely, "test:cafe"), (found[5].Kind, found[5].VideoId));
        Assert.Equal((MatchKind.Likely, "test:low"), (found[6].Kind, found[6].VideoId));
        // What one may not see is not there.
        Assert.Equal((MatchKind.Unmatched, 0), (found[7].Kind, found[7].Suggestions.Count));
        Assert.Equal(MatchKind.Unmatched, found[8].Kind);
    }
}
