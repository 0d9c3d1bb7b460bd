using System.Net;
using System.Text.Json.Nodes;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Imports;

/// <summary>Hands files in and looks at the library around them.</summary>
internal sealed class ImportClient(TestApp app, HttpClient http)
{
    private static readonly string[] Looks =
    [
        "/api/user/videos?limit=100", "/api/user/history?limit=100", "/api/user/queues", "/api/user/analytics/all-time",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public LibraryClient Library { get; } = new(http);

    public async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(byte[] bytes, string query = "", string path = "/api/user/imports")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/octet-stream");
        using var reply = await http.PostAsync($"{path}?{query}", content, Cancel);
        return (reply.StatusCode, JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel))!);
    }

    public async Task<string> PreviewAsync(byte[] bytes)
    {
        var (status, body) = await SendAsync(bytes);
        Assert.True(status == HttpStatusCode.Created, body.ToJsonString());
        return (string)body["id"]!;
    }

    public async Task<JsonNode> GetAsync(string id) => (await Library.GetAsync($"/api/user/imports/{id}")).Body!;

    public async Task<List<JsonNode>> TitlesAsync(string id, string query = "limit=100") =>
        [.. (await Library.GetAsync($"/api/user/imports/{id}/titles?{query}")).Body!["items"]!.AsArray().Select(title => title!)];

    public async Task<JsonNode> ChooseAsync(string id, object choice)
    {
        var (status, body) = await Library.SendAsync(HttpMethod.Patch, $"/api/user/imports/{id}", choice);
        Assert.True(status == HttpStatusCode.OK, body?.ToJsonString());
        return body!;
    }

    /// <summary>Applies or undoes, and gives the import once the job has ended.</summary>
    public async Task<JsonNode> DoAsync(string id, string what)
    {
        var (status, body) = await Library.SendAsync(HttpMethod.Post, $"/api/user/imports/{id}/{what}", null);
        Assert.True(status == HttpStatusCode.Accepted, body?.ToJsonString());
        await app.RunJobsAsync();
        var job = (await Library.GetAsync($"/api/jobs/{body!["job"]}")).Body!;
        Assert.True((string)job["state"]! == "done", job.ToJsonString());
        return await GetAsync(id);
    }

    /// <summary>All that a person sees of their library, without the times at which it was last looked at.</summary>
    public async Task<string> LookAsync(params IEnumerable<string> titles)
    {
        var all = new List<string>();
        foreach (var path in Looks.Concat(titles.Select(title => $"/api/user/video/{title}/state")))
        {
            var (_, body) = await Library.GetAsync(path);
            foreach (var queue in path.EndsWith("queues", StringComparison.Ordinal) ? body!["items"]!.AsArray() : [])
                queue!.AsObject().Remove("last_accessed_at");
            // A refusal names its request.
            all.Add($"{path} {(body!["error"] is null ? body.ToJsonString() : (string)body["error"]!["code"]!)}");
        }

        return string.Join('\n', all);
    }
}
