using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kinora.Tests.Support;

/// <summary>A medium of the stand-in.</summary>
internal sealed record TestMedium(string Token, string Title, long Seconds, bool Thumbnail, IReadOnlyList<string> Categories, string User = "ed")
{
    public string State { get; init; } = "public";

    public string Encoding { get; init; } = "success";

    public bool Reviewed { get; init; } = true;

    public string MediaType { get; init; } = "video";
}

/// <summary>
/// A MediaCMS site with its real manners: pages of 50, 404 past the end, an end after 1000 rows, categories only in searches, which match parts
/// of names and give duplicates, relative and absolute addresses, an internal host in <c>next</c>; and with faults on demand.
/// </summary>
internal sealed class TestMediaCms : IAsyncDisposable
{
    private const int PageSize = 50;
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private int _inFlight;

    private TestMediaCms(WebApplication app) => _app = app;

    /// <summary>Newest first.</summary>
    public List<TestMedium> Media { get; } = [];

    /// <summary>Rows after which a list ends; null = never.</summary>
    public int? Cap { get; set; }

    public string? EditorToken { get; set; }

    /// <summary>Called for each request with its path; a status that is not 200 is answered in place of the reply.</summary>
    public Func<string, int> Status { get; set; } = _ => 200;

    public string? RetryAfter { get; set; }

    /// <summary>Called before each reply, as a site that changes while it is read.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<string> Asked { get; } = new();

    public ConcurrentQueue<string?> Agents { get; } = new();

    /// <summary>The most requests that there were at once.</summary>
    public int MostAtOnce { get; private set; }

    public string BaseUrl => _app.Urls.First();

    public (string, string?)[] Settings(params (string, string?)[] more) =>
    [
        ("MediaCms:BaseUrl", BaseUrl), ("MediaCms:PauseMilliseconds", "0"), ("MediaCms:BackoffMilliseconds", "1"), ("Http:PrivateHosts:0", "127.0.0.1"), .. more,
    ];

    public static async Task<TestMediaCms> StartAsync(IEnumerable<TestMedium> media)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var site = new TestMediaCms(app);
        site.Media.AddRange(media);
        app.MapGet("/api/v1/{what}", site.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    /// <summary>A library as the measured one: names of files, marks of episodes in five forms, some without length or picture, some cut, some double.</summary>
    public static IEnumerable<TestMedium> Library(int count)
    {
        var random = new Random(5_440);
        for (var i = 0; i < count; i++)
        {
            var (show, season, episode) = ($"Show {i % 97}", 1 + (i / 97 % 6), 1 + (i / 582));
            var name = (i % 50) switch
            {
                < 17 => string.Create(CultureInfo.InvariantCulture, $"{show} S{season:00}E{episode:00} Part {i}"),
                17 => string.Create(CultureInfo.InvariantCulture, $"{show} S{season:00}.E{episode:00}"),
                18 => string.Create(CultureInfo.InvariantCulture, $"{show} S{season:00} E{episode:00}"),
                < 21 => string.Create(CultureInfo.InvariantCulture, $"{show} {season}x{episode:00}"),
                21 => string.Create(CultureInfo.InvariantCulture, $"{show} Season {season} Episode {episode}"),
                22 => string.Create(CultureInfo.InvariantCulture, $"(19{10 + (i % 60)}) The Night of {i}"),
                23 => new string('x', 99),
                _ => string.Create(CultureInfo.InvariantCulture, $"The Picture of Number {i - (i % 101 == 0 ? 1 : 0)} (19{10 + (i % 80)})"),
            };
            IReadOnlyList<string> categories = (i % 5) switch { 0 => ["1.Family Comedies", "Comedies"], 1 => ["Comedies"], 2 => ["2.Noir"], 3 => ["Science & Fiction / 50%"], _ => [] };
            yield return new TestMedium(Token(i), i % 82 == 0 || name.Length == 99 ? name : name + ".mp4", i % 544 == 0 ? 0 : random.Next(9, 20_510), i % 453 != 0, categories, $"user{i % 7}");
        }
    }

    public static string Token(int number) => string.Create(CultureInfo.InvariantCulture, $"aB{number:0000000}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string what)
    {
        var path = what + context.Request.QueryString;
        lock (_gate)
            MostAtOnce = Math.Max(MostAtOnce, ++_inFlight);
        try
        {
            Asked.Enqueue(path);
            Agents.Enqueue(context.Request.Headers.UserAgent);
            await Before(path);
            var status = Status(path);
            if (status != 200)
            {
                context.Response.StatusCode = status;
                if (RetryAfter is { } seconds)
                    context.Response.Headers.RetryAfter = seconds;
                await context.Response.WriteAsync("<html>busy</html>");
                return;
            }

            await ReplyAsync(context, what);
        }
        finally
        {
            lock (_gate)
                _inFlight--;
        }
    }

    private Task ReplyAsync(HttpContext context, string what)
    {
        var query = context.Request.Query;
        var editor = EditorToken is { } token && context.Request.Headers.Authorization == $"Token {token}";
        lock (_gate)
        {
            switch (what)
            {
                case "categories":
                    return context.Response.WriteAsJsonAsync(new JsonArray([.. Media.SelectMany(medium => medium.Categories).GroupBy(title => title).Select(group =>
                        (JsonNode)new JsonObject { ["title"] = group.Key, ["description"] = "", ["is_global"] = true, ["media_count"] = group.Count(), ["user"] = null, ["thumbnail_url"] = null })]));
                case "media":
                    return PageAsync(context, Media.Where(medium => IsListed(medium) && (query["author"].Count == 0 || medium.User == query["author"])), Cap, Listed);
                case "manage_media" when editor:
                    return PageAsync(context, Media, null, Listed);
                case "search" when query["c"].Count > 0:
                    // A part of a category's name matches, and who is in two that match comes twice.
                    return PageAsync(context, Media.Where(medium => medium is { State: "public", Reviewed: true })
                        .SelectMany(medium => medium.Categories.Where(title => title.Contains(query["c"]!, StringComparison.Ordinal)).Select(_ => medium)), Cap, Found);
                case "search":
                    return context.Response.WriteAsJsonAsync(new JsonObject());
                default:
                    context.Response.StatusCode = what == "manage_media" ? 401 : 404;
                    return context.Response.WriteAsJsonAsync(new JsonObject { ["detail"] = "Not found." });
            }
        }
    }

    private static bool IsListed(TestMedium medium) => medium is { State: "public", Encoding: "success", Reviewed: true };

    private static Task PageAsync(HttpContext context, IEnumerable<TestMedium> all, int? cap, Func<TestMedium, string, JsonNode> form)
    {
        var rows = all.Take(cap ?? int.MaxValue).ToList();
        var page = int.TryParse(context.Request.Query["page"], CultureInfo.InvariantCulture, out var given) ? given : 1;
        if (page < 1 || (page > 1 && (page - 1) * PageSize >= rows.Count))
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsJsonAsync(new JsonObject { ["detail"] = "Invalid page." });
        }

        var here = $"http://{context.Request.Host}";
        return context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["count"] = rows.Count,
            ["next"] = page * PageSize < rows.Count ? $"http://internal:8000{context.Request.Path}?page={page + 1}" : null,
            ["previous"] = null,
            ["results"] = new JsonArray([.. rows.Skip((page - 1) * PageSize).Take(PageSize).Select(medium => form(medium, here))]),
        });
    }

    private static JsonNode Listed(TestMedium medium, string here) => new JsonObject
    {
        ["friendly_token"] = medium.Token,
        ["url"] = $"{here}/view?m={medium.Token}",
        ["api_url"] = $"{here}/api/v1/media/{medium.Token}",
        ["user"] = medium.User,
        ["title"] = medium.Title,
        ["description"] = "",
        ["add_date"] = "2024-05-01T10:00:00.123456Z",
        ["views"] = 3,
        ["media_type"] = medium.MediaType,
        ["state"] = medium.State,
        ["duration"] = medium.Seconds,
        ["thumbnail_url"] = medium.Thumbnail ? $"{here}/media/thumb/{medium.Token}.jpg" : null,
        ["author_name"] = medium.User.ToUpperInvariant(),
        ["encoding_status"] = medium.Encoding,
        ["is_reviewed"] = medium.Reviewed,
        ["size"] = null,
    };

    private static JsonNode Found(TestMedium medium, string here) => new JsonObject
    {
        ["friendly_token"] = medium.Token,
        ["url"] = $"{here}/view?m={medium.Token}",
        ["title"] = medium.Title,
        ["author_name"] = medium.User.ToUpperInvariant(),
        ["thumbnail_url"] = medium.Thumbnail ? $"/media/thumb/{medium.Token}.jpg" : null,
        ["duration"] = medium.Seconds,
        ["media_type"] = medium.MediaType,
        ["categories_info"] = new JsonArray([.. medium.Categories.Select(title => (JsonNode)new JsonObject { ["title"] = title, ["url"] = $"/search?c={title}" })]),
    };
}
