using System.Text.Json;
using System.Text.Json.Nodes;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Http;

public sealed class OpenApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_describes_every_route_of_the_api_by_its_doc_comment()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var document = JsonNode.Parse(await app.Http.GetStringAsync("/openapi.json", Cancel))!.AsObject();
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(one => (path.Key, Method: one.Key, one.Value))).ToList();

        Assert.StartsWith("3.1", (string?)document["openapi"], StringComparison.Ordinal);
        Assert.Contains(operations, one => one is { Key: "/api/jobs/{id}", Method: "delete" });
        Assert.DoesNotContain(operations, one => one.Key.StartsWith("/admin", StringComparison.Ordinal));
        var silent = operations.Where(one => string.IsNullOrEmpty((string?)one.Value!["summary"])).Select(one => $"{one.Method} {one.Key}").ToList();
        Assert.True(silent.Count == 0, "Without a doc comment on a named handler: " + string.Join(", ", silent));
        var jobs = document["paths"]!["/api/admin/jobs"]!["get"]!;
        Assert.Equal("All jobs, the newest first, narrowed by state and kind.", (string?)jobs["summary"]);
        Assert.Contains(jobs["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "cursor");
        Assert.Contains("role admin", (string?)jobs["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_in_the_repository_is_that_of_the_running_server()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var document = JsonNode.Parse(await app.Http.GetStringAsync("/openapi.json", Cancel))!.AsObject();
        document["paths"] = Sorted(document["paths"]!);
        if (document["components"]?["schemas"] is { } schemas)
            document["components"]!["schemas"] = Sorted(schemas);

        Golden.Check("docs/api/openapi.json", document.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }

    [Fact]
    public async Task A_person_reads_it_at_docs()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var page = await app.Http.GetStringAsync("/docs/index.html", Cancel);

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
    }

    private static JsonObject Sorted(JsonNode node) =>
        new(node.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
}
