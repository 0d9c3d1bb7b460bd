using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.Library.Exports;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Exports;

public sealed class ExportLibraryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_library_leaves_as_one_zip_of_json_and_tables_that_others_take_in(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "imdb:tt9900001", title = "=cmd|' /C calc'!A1", year = 1948, duration_ms = 5_400_000, maturity = "G" },
            new { id = "test:keepers", kind = "series", title = "Lighthouse, \"Keepers\"", year = 2001, maturity = "G" },
            new { id = "test:low", kind = "episode", title = "Low tide", series_id = "test:keepers", season = 2, episode = 3, duration_ms = 1_500_000, maturity = "G" });
        var me = new LibraryClient(await app.ClientAsAsync("ann"));
        foreach (var day in (string[])["2024-01-01", "2024-02-01"])
            await me.SendAsync(HttpMethod.Post, "/api/user/history", new { video_id = "imdb:tt9900001", ended_at = $"{day}T20:00:00Z" });
        await me.SendAsync(HttpMethod.Post, "/api/user/history", new { video_id = "test:low", ended_at = "2024-03-01T20:00:00Z" });
        await me.PatchAsync("imdb:tt9900001", new { personal_rating = 4, tags = new[] { "noir" }, personal_notes = "@SUM(1)" });
        await me.SendAsync(HttpMethod.Post, "/api/user/queues/watch_later/videos", new { video_id = "test:low" });

        using var reply = await me.Http.GetAsync("/api/user/export", Cancel);
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("kinora-library-ann-", reply.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        var files = Files(await reply.Content.ReadAsByteArrayAsync(Cancel));

        Assert.Equal(
            ["index.json", "kinora/analytics.json", "kinora/profile.json", "kinora/queues.json", "kinora/sessions.json", "kinora/video_states.json", "letterboxd.csv", "tables/history.csv", "tables/queues.csv", "tables/titles.csv", "trakt.csv"],
            files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, JsonNode.Parse(files["kinora/video_states.json"])!["video_states"]!.AsObject().Count);
        Assert.Equal(files.Count - 1, JsonNode.Parse(files["index.json"])!["files"]!.AsObject().Count);
        var letterboxd = Lines(files["letterboxd.csv"]);
        Assert.Equal("Title,Year,imdbID,tmdbID,WatchedDate,Rating,Rewatch,Tags,Review", letterboxd[0]);
        Assert.Equal(["'=cmd|' /C calc'!A1,1948,tt9900001,,2024-01-01,4,false,noir,'@SUM(1)", "'=cmd|' /C calc'!A1,1948,tt9900001,,2024-02-01,4,true,noir,"], letterboxd[1..]);
        Assert.Contains("episode,\"Lighthouse, \"\"Keepers\"\"\",,2,3,,,,2024-03-01T20:00:00Z,,,", Lines(files["trakt.csv"]));
        Assert.Contains(Lines(files["trakt.csv"]), line => line.StartsWith("movie,'=cmd|' /C calc'!A1,1948,,,tt9900001,,,,8,", StringComparison.Ordinal));
        Assert.Equal(4, Lines(files["tables/history.csv"]).Length);
        using var stranger = await app.Stranger().GetAsync("/api/user/export", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_is_above_the_profiles_ceiling_stands_in_no_file(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:1", title = "Forbidden Deep", maturity = "NC-17", duration_ms = 60_000 }, new { id = "test:2", title = "Harmless", maturity = "G", duration_ms = 60_000 });
        var me = new LibraryClient(await app.ClientAsAsync("ann"));
        foreach (var title in (string[])["test:1", "test:2"])
        {
            await me.PatchAsync(title, new { watch_status = "completed" });
            await me.SendAsync(HttpMethod.Post, "/api/user/queues/watch_later/videos", new { video_id = title });
        }

        await me.SendAsync(HttpMethod.Put, $"/api/profiles/{await app.ProfileOfAsync("ann")}/preferences", new { maturity_ceiling = 13 });
        foreach (var path in (string[])["/api/user/export", "/api/user/vault"])
        {
            var files = Files(await me.Http.GetByteArrayAsync(path, Cancel));
            Assert.Contains(files.Values, text => text.Contains("Harmless", StringComparison.Ordinal));
            Assert.DoesNotContain(files.Values, text => text.Contains("Forbidden", StringComparison.Ordinal) || text.Contains("test:1", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_cell_that_would_be_a_formula_begins_with_an_apostrophe_and_every_other_text_is_as_it_was()
    {
        foreach (var text in (string[])["=1+1", "+1", "-1", "@a", "\tx", "\rx", "'quoted"])
        {
            var line = new CsvText("a");
            line.Cell(text).End();
            Assert.Contains("\n" + (text.Contains('\r', StringComparison.Ordinal) ? "\"'" : "'") + text, Encoding.UTF8.GetString(line.Bytes()), StringComparison.Ordinal);
        }

        var plain = new CsvText("a", "b");
        plain.Cell("x,y").Cell("say \"hi\"\nthere").End();
        Assert.Equal("a,b\r\n\"x,y\",\"say \"\"hi\"\"\nthere\"\r\n", Encoding.UTF8.GetString(plain.Bytes(mark: false)));
    }

    private static string[] Lines(string text) => text.TrimStart('\uFEFF').TrimEnd().Split("\r\n");

    private static Dictionary<string, string> Files(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            },
            StringComparer.Ordinal);
    }
}
