using Kinora.Discovery.Feed;
using Kinora.Ranking;
using Kinora.Ranking.Feed;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Kinora.Tests.Discovery.Feed;

public sealed class FeedQueryTests
{
    [Theory]
    [InlineData("page_size=0", "page_size")]
    [InlineData("page_size=51", "page_size")]
    [InlineData("page_size=12.5", "page_size")]
    [InlineData("page_size=99999999999999999999", "page_size")]
    [InlineData("feed_session=mine", "feed_session")]
    [InlineData("kind=clips", "kind")]
    [InlineData("kind=0", "kind")]
    [InlineData("device=fridge", "device")]
    [InlineData("device=unknown", "device")]
    [InlineData("connection=5g", "connection")]
    [InlineData("duration_max_ms=-1", "duration_max_ms")]
    [InlineData("duration_max_ms=0", "duration_max_ms")]
    public void A_value_against_a_rule_is_refused_by_name(string query, string field) => Assert.Equal(field, Read(query).Refusal?.Field);

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var read = Read("").Value;

        Assert.Equal((12, TitleKind.Clip, false), (read.PageSize, read.Filters.Kind, read.NamesFilters));
        Assert.Equal(new FeedFilters(), read.Filters);
    }

    [Fact]
    public void What_is_said_is_kept()
    {
        var read = Read("page_size=50&kind=movie&language=EN&duration_max_ms=60000&device=tv&connection=slow").Value;

        Assert.Equal(new FeedFilters { Kind = TitleKind.Movie, Language = "en", DurationMaxMs = 60_000 }, read.Filters);
        Assert.Equal((50, Connection.Slow, true), (read.PageSize, read.Connection, read.NamesFilters));
    }

    private static Kinora.Platform.Outcome<FeedQuery> Read(string query) =>
        FeedQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
