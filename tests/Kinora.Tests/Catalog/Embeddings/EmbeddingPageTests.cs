using System.Net;
using Kinora.Catalog.Embeddings;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Embeddings;

public sealed class EmbeddingPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_says_how_far_it_is_and_files_the_job()
    {
        await using var app = await TestApp.StartAsync("sqlite", new TestEmbedder().Use, ("Embeddings:Automatic", "false"));
        await app.GivenManyTitlesAsync(3);
        var admin = await app.SignInAsync(Role.Admin);
        Assert.Contains("<b>3</b><small>waiting</small>", await admin.GetStringAsync("/admin/embeddings", Cancel), StringComparison.Ordinal);

        using var filed = await admin.PostAsync("/admin/embeddings/generate", new FormUrlEncodedContent([]), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, filed.StatusCode);
        await app.RunJobsAsync();

        var page = await admin.GetStringAsync("/admin/embeddings", Cancel);
        Assert.Contains("<b>3</b><small>ready</small>", page, StringComparison.Ordinal);
        Assert.Contains("3 made, 0 unchanged", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_embedder_the_page_says_what_is_missing_and_search_offers_only_words()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var admin = await app.SignInAsync(Role.Admin);
        Assert.Contains("built-in model are missing", await admin.GetStringAsync("/admin/embeddings", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("by=meaning", await admin.GetStringAsync("/search?q=x", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_page_finds_by_meaning_where_it_is_switched_on()
    {
        await using var app = await TestApp.StartAsync("sqlite", new TestEmbedder().Use, ("Embeddings:Automatic", "false"));
        await app.GivenTitlesAsync(
            new { id = "test:heist", title = "Nine Minutes", synopsis = "A gang robs a bank in the old town.", genres = new[] { "crime" } },
            new { id = "test:gang", title = "The gang of the north", synopsis = "Pipes and drums.", genres = new[] { "music" } });
        await app.Get<EmbedTitlesJob>().RunAsync(new(), new JobContext("x", null, 1, 0, null), Cancel);
        var viewer = await app.SignInAsync();

        var words = await viewer.GetStringAsync("/search?q=robs+a+bank", Cancel);
        Assert.DoesNotContain("/titles/test:heist", words, StringComparison.Ordinal);
        Assert.Contains("href=\"/search?q=robs%20a%20bank&amp;by=meaning\"", words, StringComparison.Ordinal);
        var meaning = await viewer.GetStringAsync("/search?q=robs+a+bank&by=meaning", Cancel);
        Assert.Contains("/titles/test:heist", meaning, StringComparison.Ordinal);
        Assert.Contains("What comes nearest stands first.", meaning, StringComparison.Ordinal);
        Assert.DoesNotContain("/titles/test:heist", await viewer.GetStringAsync("/search?q=robs+a+bank&by=meaning&genre=music", Cancel), StringComparison.Ordinal);
    }
}
