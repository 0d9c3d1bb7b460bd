using System.Text;
using Kinora.Library.Imports;

namespace Kinora.Tests.Library.Imports;

public sealed class ImportReaderTests
{
    private static readonly long Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static (string Format, ImportHarvest Harvest) Read(byte[] bytes, string name = "file", TimeZoneInfo? zone = null)
    {
        var read = ImportFormats.Read(name, bytes, null, Now, zone ?? TimeZoneInfo.Utc);
        Assert.True(read.Succeeded, read.Refusal?.Detail);
        return (read.Value.Format.Name, read.Value.Harvest);
    }

    private static ImportedTitle Of(ImportHarvest harvest, string name) => harvest.Titles.Single(title => title.Name == name);

    private static long At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    [Fact]
    public void FreeTube_is_a_log_whose_last_line_of_a_video_counts()
    {
        var (format, harvest) = Read(Samples.Bytes(Samples.FreeTube), "history.db");
        Assert.Equal(("freetube", 2), (format, harvest.Titles.Count));
        var title = Of(harvest, "Bridges of stone");
        Assert.Equal(("youtube:aaaaaaaaa01", "Lena builds", 600_000L), (title.Ids[0], title.Creator, title.DurationMs));
        var play = Assert.Single(title.Plays);
        Assert.Equal((1_700_300_000_000, 420_000L, 0.7), (play.EndedAt, play.WatchedMs, play.Progress));
        Assert.Equal(("line-invalid", 7L), (harvest.Notices[0].Code, harvest.Notices[0].Line));
    }

    [Fact]
    public void Invidious_knows_that_something_was_watched_and_not_when()
    {
        var (format, harvest) = Read(Samples.Bytes(Samples.Invidious));
        Assert.Equal("invidious", format);
        var title = harvest.Titles.Single(title => title.Key == "youtube:aaaaaaaaa01");
        Assert.True(title is { Seen: true, Plays.Count: 0 });
        Assert.Equal("Evening", Assert.Single(title.Lists).List);
        Assert.Equal(3, harvest.Titles.Count);
        Assert.Equal("id-invalid", Assert.Single(harvest.Notices).Code);
    }

    [Fact]
    public void Takeout_gives_plays_and_leaves_out_advertisements_removed_videos_and_searches()
    {
        var (format, harvest) = Read(Samples.Bytes(Samples.TakeoutJson));
        Assert.Equal(("youtube", 2, 1), (format, harvest.Titles.Count, harvest.Searches));
        var play = Assert.Single(Of(harvest, "Bridges of stone").Plays);
        Assert.Equal((At("2024-02-03T04:05:06.789Z"), 0L, true), (play.EndedAt, play.WatchedMs, play.Completed));
        Assert.Equal(["id-invalid", "searches-left-out"], harvest.Notices.Select(notice => notice.Code));
    }

    [Fact]
    public void Takeouts_html_is_text_whatever_stands_in_it()
    {
        var (format, harvest) = Read(Samples.Bytes(Samples.TakeoutHtml), "watch-history.html");
        Assert.Equal(("youtube", 2, 1), (format, harvest.Titles.Count, harvest.Searches));
        var title = Of(harvest, "Bridges <script>alert(2)</script> & stone");
        Assert.Equal(("Lena builds", At("2024-02-03T04:05:06Z")), (title.Creator, title.Plays[0].EndedAt));
        Assert.Equal(At("2024-02-03T05:05:06Z"), Of(harvest, "Ropes").Plays[0].EndedAt);
        Assert.Equal(["id-invalid", "time-unreadable", "searches-left-out"], harvest.Notices.Select(notice => notice.Code));
    }

    [Fact]
    public void Trakt_tells_plays_ratings_lists_and_where_something_was_left()
    {
        var (format, harvest) = Read(Samples.Bytes(Samples.Trakt));
        Assert.Equal(("trakt", 3), (format, harvest.Titles.Count));
        var film = Of(harvest, "The Quiet Harbour");
        Assert.Equal(("imdb:tt9900001", 1948, 5, At("2023-05-06T19:00:00Z")), (film.Ids[0], film.Year, film.Rating!.Stars, film.Plays[0].EndedAt));
        var episode = Of(harvest, "Low tide");
        Assert.Equal(("Lighthouse Keepers", 2, 3), (episode.Series, episode.Season, episode.Episode));
        var salt = Of(harvest, "Salt");
        Assert.Equal((0.415, (string?)null), (salt.Progress!.Value, Assert.Single(salt.Lists).List));
        Assert.Equal("entry-invalid", Assert.Single(harvest.Notices).Code);
    }

    [Fact]
    public void Letterboxds_zip_gives_a_diary_by_days_stars_rounded_up_and_lists()
    {
        var (format, harvest) = Read(Samples.Letterboxd(), "letterboxd.zip", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(("letterboxd", 4), (format, harvest.Titles.Count));
        var film = Of(harvest, "The Quiet Harbour");
        Assert.Equal([At("2023-05-06T10:00:00Z"), At("2023-06-06T10:00:00Z")], film.Plays.Select(play => play.EndedAt));
        Assert.True(film.Plays.TrueForAll(play => play.DayOnly) && !film.Seen);
        Assert.Equal(["noir", "sea"], film.Tags);
        Assert.Equal((5, "Sea films"), (film.Rating!.Stars, Assert.Single(film.Lists).List));
        Assert.Equal(1, Of(harvest, "Commas, a \"story\"").Rating!.Stars);
        Assert.Equal((true, 4), (Of(harvest, "Salt").Seen, Of(harvest, "Salt").Rating!.Stars));
        Assert.Null(Assert.Single(Of(harvest, "Nowhere Station").Lists).List);
    }

    [Fact]
    public void Jellystats_backup_is_of_several_people_and_pieces_of_one_play_are_joined()
    {
        var (format, harvest) = Read(Samples.Bytes(Samples.Jellystat));
        Assert.Equal(("jellystat", 3), (format, harvest.Titles.Count));
        Assert.Equal(["Ann", "Bob"], harvest.People.Values.Order(StringComparer.Ordinal));
        var film = harvest.Titles.First(title => title.Name == "The Quiet Harbour");
        var play = Assert.Single(film.Plays);
        Assert.Equal((At("2024-01-02T19:26:40Z"), At("2024-01-02T21:10:00Z"), 5_000_000L), (play.StartedAt!.Value, play.EndedAt, play.WatchedMs!.Value));
        var episode = Of(harvest, "Low tide");
        Assert.Equal((2, 3, ImportedKind.Episode), (episode.Season, episode.Episode, episode.Kind));
        Assert.Equal("entry-invalid", Assert.Single(harvest.Notices).Code);
    }

    [Fact]
    public void Playback_Reporting_is_a_table_without_a_head_in_the_persons_own_time()
    {
        var (format, harvest) = Read(Samples.Bytes(Samples.PlaybackReporting), "backup.tsv", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(("playback-reporting", 2), (format, harvest.Titles.Count));
        var play = Assert.Single(Of(harvest, "The Quiet Harbour").Plays);
        Assert.Equal((At("2024-01-02T18:00:00.123Z"), At("2024-01-02T19:10:00Z"), 3_600_000L), (play.StartedAt!.Value, play.EndedAt, play.WatchedMs!.Value));
        Assert.Equal(("Lighthouse Keepers", 2, 3), (Of(harvest, "Low tide").Series, Of(harvest, "Low tide").Season, Of(harvest, "Low tide").Episode));
        Assert.Equal(4L, Assert.Single(harvest.Notices).Line);
    }

    [Fact]
    public void Every_encoding_with_a_mark_is_read_and_others_are_refused_by_their_byte()
    {
        var text = Samples.FreeTube;
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8])
            Assert.Equal(2, Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Harvest.Titles.Count);
        var refused = ImportFormats.Read("diary.csv", [.. Samples.Bytes(Samples.Diary), 0xE4, 0x20], null, Now, TimeZoneInfo.Utc);
        Assert.Equal(("import-encoding", "file"), (refused.Refusal!.Code, refused.Refusal.Field));
    }

    [Fact]
    public void Hostile_files_are_refused_with_a_code_and_a_remedy()
    {
        var bomb = Samples.Zip(("history.json", new string('0', ImportLimits.MostOfOne + 1)));
        Assert.True(bomb.Length < 1 << 20);
        var deep = "[" + new string('[', 200) + new string(']', 200) + "]";
        (byte[], string?, string)[] files =
        [
            ([], null, "import-empty"),
            (bomb, null, "archive-too-large"),
            (Samples.Zip(("../../etc/passwd.json", "[]")), null, "archive-path-invalid"),
            (Samples.Zip(("C:\\windows\\x.json", "[]")), null, "archive-path-invalid"),
            (Samples.Zip(("photo.jpg", "x")), null, "import-empty"),
            ([.. "PK\u0003\u0004"u8, 1, 2, 3, 4, 5, 6, 7, 8, 9], null, "archive-invalid"),
            (Samples.Bytes("<html>hello</html>"), null, "import-format-unknown"),
            (Samples.Bytes("{}"), "spotify", "import-format-unknown"),
            (Samples.Bytes("[]"), "trakt", "import-empty"),
            (Samples.Bytes("{\"watch_history\": ["), null, "import-file-invalid"),
            (Samples.Bytes(deep), "jellystat", "import-file-invalid"),
            (Samples.Bytes("Date,Name,Year,Letterboxd URI\n2023-01-01,\"never closed"), null, "import-file-invalid"),
        ];
        foreach (var (bytes, format, code) in files)
        {
            var refusal = ImportFormats.Read("file", bytes, format, Now, TimeZoneInfo.Utc).Refusal;
            Assert.True(refusal?.Code == code, $"{code} was expected, not {refusal?.Code}");
            Assert.True(refusal!.Field is not null && refusal.Detail.Length > 20);
        }
    }

    [Fact]
    public void Huge_lines_impossible_times_and_control_characters_are_left_out_and_told()
    {
        var text = $$"""
            {"videoId":"aaaaaaaaa01","title":"{{new string('x', ImportLimits.LongestLine + 1)}}","timeWatched":1700000000000,"_id":"a"}
            {"videoId":"aaaaaaaaa02","title":"Later","timeWatched":99999999999999,"lengthSeconds":1e300,"watchProgress":-5,"_id":"b"}
            {"videoId":"aaaaaaaaa03","title":"A\u0000B\u001b[31m\ud800C","timeWatched":1700000000000,"_id":"c"}
            {"videoId":"../../etc/pa","title":"Path","timeWatched":1700000000000,"_id":"d"}
            """;
        var (_, harvest) = Read(Samples.Bytes(text));
        Assert.Equal(["id-invalid", "line-too-long", "time-invalid"], harvest.Notices.Select(notice => notice.Code).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(harvest.Titles, title => title.Name.Any(char.IsControl));
    }
}
