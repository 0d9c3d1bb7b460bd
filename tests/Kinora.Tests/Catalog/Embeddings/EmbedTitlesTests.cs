using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Embeddings;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Embeddings;

public sealed class EmbedTitlesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Every_title_gets_its_vector_by_itself_and_a_changed_one_a_new_one(string database)
    {
        var embedder = new TestEmbedder();
        await using var app = await TestApp.StartAsync(database, embedder.Use);
        await app.GivenManyTitlesAsync(10);
        await app.UntilAsync(async () => await app.RunJobsAsync() >= 0 && State(app).Stale == 0);
        Assert.Equal((10, 10, 10), (State(app).Titles, State(app).Embedded, embedder.Titles));
        var before = VectorOf(app, "test:3");

        var admin = await app.SignInAsync(Role.Admin);
        Assert.True((await admin.PatchAsJsonAsync("/api/admin/titles/test:3", new { synopsis = "Something wholly different." }, Cancel)).IsSuccessStatusCode);
        await app.GivenTitlesAsync(new { id = "test:new", title = "A new one" });
        await app.UntilAsync(async () => await app.RunJobsAsync() >= 0 && State(app).Stale == 0);

        Assert.Equal((11, 12), (State(app).Embedded, embedder.Titles));
        Assert.NotEqual(before, VectorOf(app, "test:3"));
    }

    [Theory, EachDatabase]
    public async Task A_change_that_leaves_the_texts_alone_is_not_embedded_again(string database)
    {
        var embedder = new TestEmbedder();
        await using var app = await TestApp.StartAsync(database, embedder.Use, ("Embeddings:Automatic", "false"));
        await app.GivenManyTitlesAsync(5);
        var admin = await app.SignInAsync(Role.Admin);
        await GenerateAsync(app, admin);
        Assert.True((await admin.PatchAsJsonAsync("/api/admin/titles/test:3", new { licence = "CC0" }, Cancel)).IsSuccessStatusCode);
        Assert.Equal(1, State(app).Stale);

        var report = await GenerateAsync(app, admin);

        Assert.Equal((0, 1), ((int)report["embedded"]!, (int)report["unchanged"]!));
        Assert.Equal((5, 0), (embedder.Titles, State(app).Stale));
        Assert.Equal(5, (int)(await GenerateAsync(app, admin, all: true))["embedded"]!);
    }

    [Theory, EachDatabase]
    public async Task Another_model_embeds_all_titles_again_and_never_meets_the_vectors_of_the_first(string database)
    {
        var (first, second) = (new TestEmbedder("test-1"), new TestEmbedder("test-2"));
        var own = await TestDatabase.CreateAsync(database);
        (string, string?)[] settings = [("Embeddings:Automatic", "false")];
        await using var app = await TestApp.StartOnAsync(own, settings, first.Use);
        await app.GivenManyTitlesAsync(6);
        await GenerateAsync(app, await app.SignInAsync(Role.Admin));

        await using var next = await app.BesideAsync(second.Use, settings);
        Assert.Equal((0, 6), (State(next).Embedded, State(next).Stale));
        Assert.Null(VectorOf(next, "test:1"));
        second.DownAfter = 4;
        await Assert.ThrowsAsync<EmbedderDownException>(() => next.Get<EmbedTitlesJob>().RunAsync(new(), new JobContext("x", null, 1, 0, null), Cancel));
        await next.UntilAsync(() => Task.FromResult(State(next).Embedded == 4));

        second.DownAfter = int.MaxValue;
        var report = await GenerateAsync(next, await next.SignInAsync(Role.Admin));

        Assert.Equal(2, (int)report["embedded"]!);
        Assert.Equal(0, State(next).Stale);
        Assert.Equal(6, await next.Get<Db>().ScalarAsync<long>("select count(*) from title_vector where model = 'test-2'", null, Cancel));
    }

    [Theory, EachDatabase]
    public async Task Stored_vectors_are_there_after_a_restart_and_removed_titles_want_none(string database)
    {
        var embedder = new TestEmbedder();
        (string, string?)[] settings = [("Embeddings:Automatic", "false")];
        await using var app = await TestApp.StartOnAsync(await TestDatabase.CreateAsync(database), settings, embedder.Use);
        await app.GivenManyTitlesAsync(7);
        var admin = await app.SignInAsync(Role.Admin);
        await GenerateAsync(app, admin);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/admin/titles/test:2", Cancel)).StatusCode);

        await using var again = await app.BesideAsync(embedder.Use, settings);

        Assert.Equal((6, 6, 0), (State(again).Titles, State(again).Embedded, State(again).Stale));
        Assert.Equal(VectorOf(app, "test:1"), VectorOf(again, "test:1"));
        Assert.Equal(7, embedder.Titles);
    }

    [Theory, EachDatabase]
    public async Task Without_an_embedder_generating_is_refused_with_what_is_missing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2);
        var admin = await app.SignInAsync(Role.Admin);
        using var refused = await admin.PostAsJsonAsync("/api/admin/embeddings/generate", new { }, Cancel);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancel))!;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("embedder-missing", (string)problem["error"]!["code"]!);
        Assert.Contains("npm", (string)problem["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(0, await app.RunJobsAsync());
    }

    /// <summary>Files the job, runs it, and gives its report.</summary>
    private static async Task<JsonNode> GenerateAsync(TestApp app, HttpClient admin, bool all = false)
    {
        using var filed = await admin.PostAsJsonAsync("/api/admin/embeddings/generate", new { all }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, filed.StatusCode);
        var job = (string)JsonNode.Parse(await filed.Content.ReadAsStringAsync(Cancel))!["job"]!;
        await app.RunJobsAsync();
        var done = JsonNode.Parse(await admin.GetStringAsync($"/api/jobs/{job}", Cancel))!;
        Assert.Equal(("done", 1.0), ((string)done["state"]!, (double)done["progress"]!));
        return done["report"]!;
    }

    private static GenerateEmbeddings.State State(TestApp app) => app.Get<GenerateEmbeddings>().Now();

    private static string? VectorOf(TestApp app, string id)
    {
        var snapshot = app.Get<ICatalogue>().Current;
        Assert.True(snapshot.TryOrdinal(id, out var ordinal));
        var (vectors, local) = (snapshot.Columns.Chunk(ordinal).Vectors, CatalogueColumns.Local(ordinal));
        return vectors is null || !vectors.Has(local) ? null : string.Join(',', vectors[local].ToArray());
    }
}
