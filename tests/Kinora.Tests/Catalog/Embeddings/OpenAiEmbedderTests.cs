using System.Text.Json.Nodes;
using Kinora.Catalog.Embeddings;
using Kinora.Platform.Jobs;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Embeddings;

public sealed class OpenAiEmbedderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_server_embeds_titles_and_questions_and_while_it_is_down_words_find_titles(string database)
    {
        await using var server = await TestOpenAi.StartAsync(dimensions: 600);
        await using var app = await TestApp.StartAsync(database, server.Settings(("OpenAi:TitlePrefix", "passage: "), ("OpenAi:QueryPrefix", "query: ")));
        await app.GivenManyTitlesAsync(70);
        await app.Get<EmbedTitlesJob>().RunAsync(new(), new JobContext("x", null, 1, 0, null), Cancel);

        Assert.Equal(70, app.Get<GenerateEmbeddings>().Now().Embedded);
        Assert.Equal([64, 6], server.Asked.Select(asked => asked.Body["input"]!.AsArray().Count));
        Assert.StartsWith("passage: Title number", (string)server.Asked.First().Body["input"]![0]!, StringComparison.Ordinal);
        var viewer = await app.SignInAsync();
        Assert.Equal("hybrid", await ModeAsync(viewer, "number 7"));
        Assert.Equal("query: number 7", (string)server.Asked.Last().Body["input"]![0]!);

        server.Faults.Enqueue(TestOpenAi.Status(503));
        Assert.Equal("lexical", await ModeAsync(viewer, "number 8"));
        var health = await app.Http.GetStringAsync("/health/ready", Cancel);
        Assert.Contains("The server answers 503.", health, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OpenAi:BaseUrl", "not an address", "OpenAi:BaseUrl must be an address")]
    [InlineData("OpenAi:BaseUrl", "http://embed.example/v1", "OpenAi:ApiKey would cross the network readable")]
    [InlineData("Embeddings:Provider", "magic", "Embeddings:Provider must be")]
    public async Task Settings_that_cannot_work_are_refused_at_the_start(string key, string value, string says)
    {
        await using var server = await TestOpenAi.StartAsync();
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => TestApp.StartAsync("sqlite", server.Settings((key, value))));
        Assert.Contains(says, fault.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> ModeAsync(HttpClient client, string question) =>
        (string)JsonNode.Parse(await client.GetStringAsync($"/api/catalog/search/semantic?q={Uri.EscapeDataString(question)}", Cancel))!["mode"]!;
}
