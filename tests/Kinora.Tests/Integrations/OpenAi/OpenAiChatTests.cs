using Kinora.Integrations.OpenAi;
using Kinora.Tests.Support;
using Microsoft.Extensions.Options;

namespace Kinora.Tests.Integrations.OpenAi;

public sealed class OpenAiChatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_goes_out_as_the_interface_says_and_the_answer_comes_with_what_it_took()
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Says = question => $"heard {question}";
        using var client = Client(server);
        Assert.Equal(new ChatReply("heard this", 900, 60), await client.ChatAsync("rules", "this", 50, 1, Cancel));
        Assert.True(server.Asked.TryPeek(out var asked));
        Assert.Equal(("talker", "system rules", "user this", "json_object", "50", "Bearer secret"), (
            (string?)asked.Body["model"], Said(0), Said(1), (string?)asked.Body["response_format"]!["type"], asked.Body["max_tokens"]!.ToJsonString(), asked.Key));
        Assert.Equal(960, client.TokensToday);

        string Said(int place) => $"{asked.Body["messages"]![place]!["role"]} {asked.Body["messages"]![place]!["content"]}";
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_busy_model_is_asked_again(int status)
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Faults.Enqueue(TestOpenAi.Status(status, "0"));
        using var client = Client(server, options => options.ChatJson = false);
        Assert.Equal("{}", (await client.ChatAsync("rules", "this", 50, 3, Cancel)).Content);
        Assert.Equal(2, server.Asked.Count);
        Assert.All(server.Asked, asked => Assert.False(asked.Body.ContainsKey("response_format")));
    }

    [Fact]
    public async Task A_server_that_wants_to_be_left_alone_for_an_hour_is_left_alone()
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Faults.Enqueue(TestOpenAi.Status(429, "3600"));
        using var client = Client(server);
        var fault = await Assert.ThrowsAsync<OpenAiException>(() => client.ChatAsync("rules", "this", 50, 3, Cancel));
        Assert.Contains("429. It asks to wait for 60 minutes", fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_model_that_hangs_is_given_up_in_time()
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Faults.Enqueue(TestOpenAi.Hang);
        using var client = Client(server, options => options.Seconds = 1);
        Assert.Contains("within 1 s", (await Assert.ThrowsAsync<OpenAiException>(() => client.ChatAsync("rules", "this", 50, 1, Cancel))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":null,"usage":null}""")]
    [InlineData("""{"choices":[null]}""")]
    [InlineData("""{"choices":[{"message":{"content":null}}],"usage":{"prompt_tokens":-5,"completion_tokens":99999999999}}""")]
    public async Task An_answer_without_words_has_none_and_its_cost_is_guessed(string answer)
    {
        await using var server = await TestOpenAi.StartAsync();
        server.Faults.Enqueue(TestOpenAi.Text(answer));
        using var client = Client(server);
        Assert.Equal(new ChatReply(null, 3, 0), await client.ChatAsync("rules", "thisone", 50, 1, Cancel));
    }

    [Fact]
    public async Task No_more_tokens_are_taken_than_the_day_allows_and_the_next_day_begins_anew()
    {
        await using var server = await TestOpenAi.StartAsync();
        var clock = new TestClock();
        using var client = Client(server, options => options.ChatTokensPerDay = 1_000, clock);
        await client.ChatAsync("rules", "this", 50, 1, Cancel);
        await client.ChatAsync("rules", "this", 50, 1, Cancel);
        var fault = await Assert.ThrowsAsync<OpenAiException>(() => client.ChatAsync("rules", "this", 50, 1, Cancel));
        Assert.Contains("1920 tokens were used today; OpenAi:ChatTokensPerDay allows 1000", fault.Message, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromHours(13));
        Assert.NotNull((await client.ChatAsync("rules", "this", 50, 1, Cancel)).Content);
        Assert.Equal(3, server.Asked.Count);
    }

    private static OpenAiClient Client(TestOpenAi server, Action<OpenAiOptions>? change = null, TimeProvider? clock = null)
    {
        var options = new OpenAiOptions { BaseUrl = server.BaseUrl, ApiKey = "secret", ChatModel = "talker", PauseMilliseconds = 1 };
        change?.Invoke(options);
        return new OpenAiClient(Options.Create(options), clock ?? TimeProvider.System);
    }
}
