using System.Net;
using System.Net.Http.Headers;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Demo;

public sealed class DemoMediaTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_animation_is_served_whole_and_in_ranges()
    {
        await using var app = await TestApp.StartAsync("sqlite");

        var whole = await app.Http.GetAsync("/media/demo/rings.mp4", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/media/demo/rings.mp4");
        request.Headers.Range = new RangeHeaderValue(4, 7);
        var part = await app.Http.SendAsync(request, Cancel);

        Assert.Equal((HttpStatusCode.OK, "video/mp4"), (whole.StatusCode, whole.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("ftyp", await part.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(whole.Content.Headers.ContentLength, part.Content.Headers.ContentRange?.Length);
    }

    [Theory]
    [InlineData("nothing.mp4")]
    [InlineData("..%2Ffilms.ndjson")]
    [InlineData("RINGS.MP4")]
    public async Task Nothing_else_in_the_program_can_be_fetched_that_way(string file)
    {
        await using var app = await TestApp.StartAsync("sqlite");

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync($"/media/demo/{file}", Cancel)).StatusCode);
    }
}
