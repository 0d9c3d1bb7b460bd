using System.Globalization;
using System.Text.Json;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Imports;

/// <summary>Whatever stood in a library and whatever a file says: import and undo leave the library as it was.</summary>
public sealed class ImportUndoPropertyTests
{
    private const int Titles = 6;
    private const int Files = 12;

    [Theory, EachDatabase]
    public async Task Made_up_files_over_a_made_up_library_come_and_go_without_a_trace(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(Titles - 2, "movie");
        var me = new ImportClient(app, await app.ClientAsAsync("ann"));
        var titles = Enumerable.Range(1, Titles).Select(n => n <= Titles - 2 ? $"test:{n}" : $"imdb:tt{n:0000000}").ToList();
        for (var seed = 1; seed <= Files; seed++)
        {
            var random = new Random(seed);
            await LiveAsync(me, random);
            var before = await me.LookAsync(titles);
            var file = JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, random.Next(1, 25)).Select(_ => Entry(random)));
            var id = await me.PreviewAsync(file);
            await me.ChooseAsync(id, new { keep_unmatched = random.Next(2) == 0 });
            await me.DoAsync(id, "apply");
            await me.DoAsync(id, "undo");
            var after = await me.LookAsync(titles);
            Assert.True(before == after, $"seed {seed}\n{before}\n{after}");
        }
    }

    /// <summary>One thing more that a person does.</summary>
    private static async Task LiveAsync(ImportClient me, Random random)
    {
        var title = $"test:{random.Next(1, Titles - 1)}";
        var at = TimeProvider.System.GetUtcNow().AddDays(-random.Next(1, 900));
        switch (random.Next(5))
        {
            case 0:
                await me.Library.WatchAsync(title, at, 0, 60_000);
                break;
            case 1:
                await me.Library.PatchAsync(title, new { personal_rating = random.Next(1, 6), tags = new[] { "a", "b" } });
                break;
            case 2:
                await me.Library.SendAsync(HttpMethod.Post, "/api/user/history", new { video_id = title, ended_at = at });
                break;
            case 3:
                await me.Library.PatchAsync(title, new { watch_status = random.Next(2) == 0 ? "skipped" : "unwatched" });
                break;
            default:
                await me.Library.SendAsync(HttpMethod.Post, "/api/user/queues/watch_later/videos", new { video_id = title });
                break;
        }
    }

    /// <summary>A play, a rating, a place in a list or a place where it was left, of a title that is here or is not.</summary>
    private static Dictionary<string, object> Entry(Random random)
    {
        var n = random.Next(1, Titles + 1);
        var at = new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(random.Next(20_000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var entry = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["type"] = "movie",
            ["movie"] = new { title = n <= Titles - 2 ? $"Title number {n}" : $"Nobody's {n}", year = 1950 + n, ids = new { imdb = $"tt{n:0000000}" } },
        };
        switch (random.Next(4))
        {
            case 0:
                entry["watched_at"] = at;
                break;
            case 1:
                (entry["rating"], entry["rated_at"]) = (random.Next(1, 11), at);
                break;
            case 2:
                entry["listed_at"] = at;
                break;
            default:
                (entry["progress"], entry["paused_at"]) = (random.Next(1, 100), at);
                break;
        }

        return entry;
    }
}
