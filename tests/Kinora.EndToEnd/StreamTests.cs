using Kinora.EndToEnd.Player;
using Microsoft.Playwright;

namespace Kinora.EndToEnd;

/// <summary>A real HLS stream in the player, from its first piece to what the server is told.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task A_stream_plays_by_script_and_says_where_it_was_left()
    {
        await using var stream = await FilmedStream.StartAsync(1280);
        var page = stream.Page;
        await page.GotoAsync("/watch/test:s");
        await stream.SeesAsync("document.querySelector('video').currentTime > 0.2");
        await page.Keyboard.PressAsync("ArrowRight");
        await stream.SeesAsync("document.querySelector('video').currentTime > 5.4");
        var kept = page.WaitForResponseAsync(IsProgress, new PageWaitForResponseOptions { Timeout = 90_000 });
        await page.Keyboard.PressAsync("k");

        Assert.Equal(200, (await kept).Status);
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('video').videoWidth > 0"));
        Assert.StartsWith("blob:", await page.EvaluateAsync<string>("document.querySelector('video').currentSrc"), StringComparison.Ordinal);
        Assert.Empty(stream.Errors);
    }

    private static bool IsProgress(IResponse reply) =>
        reply.Url.EndsWith("/api/signals", StringComparison.Ordinal) && reply.Request.PostData?.Contains("\"progress\"", StringComparison.Ordinal) == true;
}
