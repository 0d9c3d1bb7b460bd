using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Discovery.Models;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Models;

/// <summary>
/// A town of people who each keep to one of four hidden groups of eight films; neither creator nor genre gives a group away. Film n belongs
/// to group n / 8.
/// </summary>
internal static class PlantedTown
{
    public const int Groups = 4;
    public const int OfGroup = 8;
    public const int People = 24;

    public static readonly (string, string?)[] Settings =
    [
        ("Discovery:Models:LeastPeople", "10"), ("Discovery:Models:LeastTitles", "10"), ("Discovery:Models:LeastEvents", "50"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestApp> FoundAsync(string database, bool sharing = true, int people = People)
    {
        var app = await TestApp.StartAsync(database, Settings);
        await app.GivenTitlesAsync([.. Enumerable.Range(0, Groups * OfGroup).Select(n => new
        {
            id = Id(n), kind = "movie", title = $"Film number {n}", creator = $"Director {n % 5}", genres = new[] { $"genre {n % 3}" }, maturity = "G",
            year = 1960 + n, duration_ms = 5_400_000,
        })]);
        for (var person = 0; person < people; person++)
        {
            var profile = await app.ProfileOfAsync($"p{person}");
            if (sharing)
                await app.Get<IProfiles>().ChangePreferencesAsync(profile, preferences => preferences with { ShareEngagement = true }, Cancel);
            var random = new Random(person);
            var group = person % Groups;
            await WatchAsync(app, profile, [.. Enumerable.Range(group * OfGroup, OfGroup).OrderBy(_ => random.Next()).Take(6)]);
        }

        return app;
    }

    public static string Id(int film) => $"test:{film}";

    public static int GroupOf(string id) => int.Parse(id.AsSpan("test:".Length), System.Globalization.CultureInfo.InvariantCulture) / OfGroup;

    /// <summary>Watched to the end, one after the other, the last one now.</summary>
    public static async Task WatchAsync(TestApp app, string profile, params int[] films)
    {
        var now = TimeProvider.System.GetUtcNow();
        var results = await app.Get<ISignalDoor>().RecordAsync(
            profile,
            [
                .. films.Select((film, place) => new Signal
                {
                    EventId = Guid.CreateVersion7().ToString(),
                    Kind = SignalKind.Complete,
                    TitleId = Id(film),
                    At = now.AddMinutes(-120 * (films.Length - 1 - place)).ToUnixTimeMilliseconds(),
                    PositionMs = 5_390_000,
                    DurationMs = 5_400_000,
                }),
            ],
            Cancel);
        Assert.All(results, result => Assert.Equal(SignalStatus.Recorded, result.Status));
    }

    /// <summary>Trains as an admin does, and gives what the page then shows.</summary>
    public static async Task<JsonNode> TrainAsync(TestApp app, HttpClient admin)
    {
        using var filed = await admin.PostAsync("/api/admin/models/train", null, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, filed.StatusCode);
        var job = (string)(await filed.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["job"]!;
        await app.RunJobsAsync();
        var ended = await admin.GetFromJsonAsync<JsonNode>($"/api/jobs/{job}", Cancel);
        Assert.True((string?)ended!["state"] == "done", ended.ToJsonString());
        return (await admin.GetFromJsonAsync<JsonNode>("/api/admin/models", Cancel))!;
    }

    public static Task<HttpClient> AdminAsync(TestApp app) => app.ClientAsAsync("chief", Role.Admin);

    public static async Task<List<JsonNode>> ForYouAsync(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonNode>("/api/recommendations/for-you", Cancel))!["items"]!.AsArray().Select(place => place!)];

    public static string IdOf(JsonNode place) => (string)place["title"]!["id"]!;

    public static string FileOf(TestApp app, JsonNode models) => app.Get<ModelFiles>().PathOf((string)models["served"]!["id"]!);
}
