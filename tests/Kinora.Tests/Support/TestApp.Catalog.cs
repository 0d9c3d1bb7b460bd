using System.Text.Json;
using Kinora.Catalog.Contracts;

namespace Kinora.Tests.Support;

/// <summary>Titles that a test starts with.</summary>
internal sealed partial class TestApp
{
    private static readonly JsonSerializerOptions Members = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public ICatalogue Catalogue => Get<ICatalogue>();

    /// <summary>
    /// Imports titles given as objects with the members of an import, such as
    /// <c>new { id = "test:laura", kind = "movie", title = "Laura", genres = new[] { "noir" }, duration_ms = 5_280_000 }</c>; one that names
    /// no kind is a movie. They are in the snapshot when this returns.
    /// </summary>
    public async Task<ImportReport> GivenTitlesAsync(params IEnumerable<object> titles)
    {
        var lines = titles.Select(title => JsonSerializer.SerializeToNode(title, Members)!.AsObject()).Select(title =>
        {
            title.TryAdd("kind", "movie");
            return title.ToJsonString();
        });
        var report = await ImportAsync(string.Join('\n', lines));
        Assert.True(report.Refused == 0, string.Join('\n', report.Issues.Select(issue => issue.Message)));
        return report;
    }

    /// <summary>Titles <c>test:1</c> to <c>test:N</c> of one kind, each by one of ten creators and of one of five genres, 60 s long when clips.</summary>
    public Task<ImportReport> GivenManyTitlesAsync(int count, string kind = "clip", string provider = "test") =>
        GivenTitlesAsync(Enumerable.Range(1, count).Select(n => new
        {
            id = $"{provider}:{n}",
            kind,
            title = $"Title number {n}",
            creator = $"Creator {n % 10}",
            genres = new[] { $"genre {n % 5}" },
            language = "en",
            maturity = "G",
            year = 1950 + (n % 70),
            duration_ms = kind == "clip" ? 60_000 : 5_400_000,
        }));

    /// <summary>Imports a text as a file of that name.</summary>
    public async Task<ImportReport> ImportAsync(string text, string name = "test.ndjson", bool dryRun = false)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var received = await Get<ITitleImport>().ReceiveAsync(new ImportRequest(name) { DryRun = dryRun }, body, cancel);
        return (await Get<ITitleImport>().RunAsync(received.Value, null, cancel)).Value;
    }
}
