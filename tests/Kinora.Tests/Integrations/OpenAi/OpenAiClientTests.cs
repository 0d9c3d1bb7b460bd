using Kinora.Integrations.OpenAi;
using Kinora.Tests.Support;
using Microsoft.Extensions.Options;

namespace Kinora.Tests.Integrations.OpenAi;

public sealed class OpenAiClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vectors_come_in_the_order_of_the_texts_whatever_the_order_of_the_answer()
    {
        await using var server = await TestOpenAi.StartAsync();
        using var client = Client(server);
        var together = await client.EmbedAsync(["one", "two", "three"], 1, Cancel);
        foreach (var (text, place) in new[] { ("one", 0), ("two", 1), ("three", 2) })
            Assert.Equal((await client.EmbedAsync([text], 1, Cancel))[0], together[place]);
        Assert.True(server.Asked.TryPeek(out var asked));
        Assert.Equal(("tiny", "float", "Bearer secret"), ((string)asked.Body["model"]!, (string)asked.Body["encoding_format"]!, asked.Key));
        Assert.False(asked.Body.ContainsKey("dimensions") && asked.Body["dimensions"] is not null);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_server_is_asked_again(int status)
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Faults.Enqueue(TestOpenAi.Status(status, "0"));
        server.Faults.Enqueue(TestOpenAi.Status(status));
        using var client = Client(server);
        Assert.Single(await client.EmbedAsync(["x"], 4, Cancel));
        Assert.Equal(3, server.Asked.Count);
        Assert.Null(client.LastFault);
    }

    [Theory]
    [InlineData(401, "OpenAi:ApiKey")]
    [InlineData(404, "OpenAi:EmbeddingModel")]
    [InlineData(400, "does not take")]
    public async Task What_trying_again_cannot_mend_is_said_at_once(int status, string says)
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Faults.Enqueue(TestOpenAi.Status(status));
        using var client = Client(server);
        var fault = await Assert.ThrowsAsync<OpenAiException>(() => client.EmbedAsync(["x"], 4, Cancel));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Asked);
        Assert.Equal(fault.Message, client.LastFault);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_in_time()
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Faults.Enqueue(TestOpenAi.Hang);
        using var client = Client(server, options => options.Seconds = 1);
        var fault = await Assert.ThrowsAsync<OpenAiException>(() => client.EmbedAsync(["x"], 1, Cancel));
        Assert.Contains("within 1 s", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2,3]}]}""", "OpenAi:Dimensions")]
    [InlineData("""{"data":[]}""", "without a vector")]
    [InlineData("""{"data":[{"index":5,"embedding":[1]}]}""", "names place 5")]
    [InlineData("""<html>not found</html>""", "not what the interface says")]
    [InlineData("""null""", "empty")]
    public async Task An_answer_that_is_none_is_refused(string answer, string says)
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Faults.Enqueue(TestOpenAi.Text(answer));
        using var client = Client(server);
        Assert.Contains(says, (await Assert.ThrowsAsync<OpenAiException>(() => client.EmbedAsync(["x"], 1, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_told_as_such()
    {
        var server = await TestOpenAi.StartAsync();
        using var client = Client(server);
        await server.DisposeAsync();
        Assert.Contains("cannot be reached", (await Assert.ThrowsAsync<OpenAiException>(() => client.EmbedAsync(["x"], 2, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_is_sent_than_the_day_allows_and_the_next_day_begins_anew()
    {
        await using var server = await TestOpenAi.StartAsync();
        var clock = new TestClock();
        using var client = Client(server, options => options.CharactersPerDay = 10, clock);
        await client.EmbedAsync(["12345678"], 1, Cancel);
        var fault = await Assert.ThrowsAsync<OpenAiException>(() => client.EmbedAsync(["123"], 1, Cancel));
        Assert.Contains("OpenAi:CharactersPerDay", fault.Message, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromHours(13));
        Assert.Single(await client.EmbedAsync(["123"], 1, Cancel));
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task Requests_keep_to_so_many_a_minute()
    {
        await using var server = await TestOpenAi.StartAsync();
        using var client = Client(server, options => options.RequestsPerMinute = 1);
        await client.EmbedAsync(["x"], 1, Cancel);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        soon.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.EmbedAsync(["y"], 1, soon.Token));
        Assert.Single(server.Asked);
    }

    private static OpenAiClient Client(TestOpenAi server, Action<OpenAiOptions>? change = null, TimeProvider? clock = null)
    {
        var options = new OpenAiOptions { BaseUrl = server.BaseUrl, ApiKey = "secret", EmbeddingModel = "tiny", Dimensions = server.Dimensions, PauseMilliseconds = 1 };
        change?.Invoke(options);
        return new OpenAiClient(Options.Create(options), clock ?? TimeProvider.System);
    }
}
