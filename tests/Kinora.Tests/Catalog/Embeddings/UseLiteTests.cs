using System.Numerics.Tensors;
using Kinora.Catalog.Embeddings;
using Kinora.Ranking.Embedding;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Embeddings;

public sealed class UseLiteTests
{
    private static readonly Lazy<Task<UseLite>> Model = new(() => UseLiteFiles.LoadAsync(TestWeights.Folder, CancellationToken.None));

    private static async Task<UseLite> ModelAsync()
    {
        TestWeights.Need();
        return await Model.Value;
    }

    /// <summary>Known values of the published model.</summary>
    [Fact]
    public async Task The_embedding_of_hello_is_the_published_models()
    {
        var hello = (await ModelAsync()).Embed("hello");
        float[] known = [0.041678f, -0.022363f, -0.047608f, -0.049279f, 0.045071f, -0.048594f];
        for (var i = 0; i < known.Length; i++)
            Assert.Equal(known[i], hello[i], 1e-5f);
        Assert.Equal(1, TensorPrimitives.Norm(hello), 1e-5f);
    }

    [Theory]
    [InlineData("cozy christmas romance", "heartwarming holiday love story", "brutal prison riot thriller", 0.637, 0.201)]
    [InlineData("space exploration documentary", "astronauts and rockets", "cooking competition show", 0.552, 0.301)]
    [InlineData(
        "A toy cowboy feels threatened when a new spaceman toy arrives", "Toys come to life when their owner leaves the room",
        "A lawyer defends a man accused of murder", 0.595, 0.331)]
    public async Task What_means_alike_is_near(string text, string alike, string other, double near, double far)
    {
        var model = await ModelAsync();
        var at = model.Embed(text);
        Assert.Equal(near, TensorPrimitives.Dot<float>(at, model.Embed(alike)), 2e-3);
        Assert.Equal(far, TensorPrimitives.Dot<float>(at, model.Embed(other)), 2e-3);
    }

    [Fact]
    public async Task The_same_text_gives_the_same_bits_also_from_many_threads()
    {
        var model = await ModelAsync();
        string[] texts = ["hello", "A detective falls for the portrait of a dead woman.", "x", string.Join(' ', Enumerable.Repeat("long", 400)), "日本 ☕ — ﬁlm"];
        var first = texts.Select(model.Embed).ToList();
        Parallel.For(0, 64, i => Assert.Equal(first[i % texts.Length], model.Embed(texts[i % texts.Length])));
    }

    [Fact]
    public async Task A_text_without_anything_to_read_has_no_direction()
    {
        Assert.All((await ModelAsync()).Embed(""), number => Assert.Equal(0, number));
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udc00b")]
    [InlineData(": :) ://")]
    public async Task Any_text_has_an_embedding(string text) =>
        Assert.Equal(1, TensorPrimitives.Norm((await ModelAsync()).Embed(text)), 1e-5f);

    [Fact]
    public async Task Other_files_than_the_known_ones_are_refused_with_what_to_do()
    {
        TestWeights.Need();
        var folder = Directory.CreateTempSubdirectory("weights").FullName;
        foreach (var file in Directory.EnumerateFiles(TestWeights.Folder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        await File.AppendAllTextAsync(Path.Combine(folder, "group1-shard7of7"), "x", TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<EmbedderDownException>(() => new UseLiteEmbedder(folder).QueryAsync("hello", TestContext.Current.CancellationToken));
        Assert.Contains("build again", fault.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
