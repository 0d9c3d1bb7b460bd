using System.Text;
using Kinora.Playlists.Files;

namespace Kinora.Tests.Playlists.Files;

public sealed class PlaylistReaderTests
{
    [Theory]
    [InlineData("""<!DOCTYPE x [<!ENTITY a "b">]><playlist><trackList/></playlist>""", 1)]
    [InlineData("""<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><playlist/>""", 1)]
    [InlineData("<playlist>\n<trackList><track><title>&xxe;</title></track></trackList></playlist>", 2)]
    [InlineData("<playlist>\n<trackList>", 2)]
    [InlineData("<html></html>", 1)]
    [InlineData("{\n\"items\": [", 2)]
    [InlineData("""{"items": 3}""", 1)]
    [InlineData("video_id,title\r\ntest:1,\"never closed\r\n", 2)]
    [InlineData("nothing,known\na,b", 1, PlaylistFormat.Csv)]
    public void What_is_not_readable_is_refused_with_its_line(string text, int line, object? format = null)
    {
        var refusal = PlaylistReader.Read(Encoding.UTF8.GetBytes(text), (PlaylistFormat?)format, null).Refusal;

        Assert.Equal("playlist-file-invalid", refusal?.Code);
        Assert.Equal((long)line, refusal!.More!["line"]);
    }

    [Fact]
    public void Deep_JSON_wrong_bytes_and_too_many_lines_are_refused()
    {
        Assert.Equal("playlist-file-invalid", PlaylistReader.Read(Encoding.UTF8.GetBytes(new string('[', 5_000)), null, null).Refusal?.Code);
        Assert.Contains("Line 2", PlaylistReader.Read([.. "#EXTM3U\n"u8, 0xC3, 0x28], null, null).Refusal?.Detail, StringComparison.Ordinal);
        Assert.Equal("too-many", PlaylistReader.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a:b\n", 100_001))), null, null).Refusal?.Code);
        Assert.Equal("too-many", PlaylistReader.Read(Encoding.UTF8.GetBytes("id\n" + string.Concat(Enumerable.Repeat("a:b\n", 100_001))), null, null).Refusal?.Code);
    }

    [Fact]
    public void A_line_beyond_all_measure_is_only_an_entry()
    {
        var entries = PlaylistReader.Read(Encoding.UTF8.GetBytes(new string('x', 1_000_000) + "\ntest:1\n"), PlaylistFormat.M3u8, null).Value.Entries;

        Assert.True(entries[0].TooLong);
        Assert.Equal(201, entries[0].Text.Length);
        Assert.Equal("test:1", entries[1].Address);
    }

    [Fact]
    public void A_table_is_read_with_its_separator_its_quotes_and_the_lines_that_stand_in_cells()
    {
        const string text = "\uFEFFTitle;Video_ID\r\n\"Two\nlines; \"\"said\"\"\";test:1\r\n\r\n'=1+1;test:2";
        var entries = PlaylistReader.Read(Encoding.UTF8.GetBytes(text), null, null).Value.Entries;

        Assert.Equal([(2, "Two\nlines; \"said\"", "test:1"), (5, "=1+1", "test:2")], entries.Select(entry => (entry.Line, entry.Title!, entry.Id!)));
    }

    [Fact]
    public void Players_files_of_other_hands_are_understood()
    {
        var m3u = PlaylistReader.Read("#EXTM3U\r\n#EXTINF:12 tvg-id=\"x\",Laura, at night\r\n#EXTGRP:noir\r\nhttp://a/b.mp4\r\n\r\nC:\\films\\x.avi"u8, null, "a.m3u").Value;
        var xspf = PlaylistReader.Read("""<playlist version="1" xmlns="http://xspf.org/ns/0/"><title>Night</title><trackList><track><title>A &amp; B</title><extension application="x"><location>no</location></extension></track><track/><track><location>http://a/t</location></track></trackList></playlist>"""u8, null, null).Value;
        var array = PlaylistReader.Read("""["test:1", {"id": "test:2", "title": null}, 7]"""u8, null, null).Value;

        Assert.Equal([(4, "Laura, at night"), (6, null)], m3u.Entries.Select(entry => (entry.Line, entry.Title)));
        Assert.Equal(("Night", 3, "A & B", "http://a/t"), (xspf.Name, xspf.Entries.Count, xspf.Entries[0].Title, xspf.Entries[2].Address));
        Assert.Equal(["test:1", "test:2", null], array.Entries.Select(entry => entry.Id));
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("'tis", "''tis")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("Laura", "Laura")]
    public void No_cell_of_a_table_is_taken_for_a_formula(string text, string cell) => Assert.Equal(cell, PlaylistWriter.Cell(text));

    [Fact]
    public void Each_format_reads_back_what_it_wrote_whatever_the_names_are()
    {
        var random = new Random(5);
        string[] parts = ["=", "'", "\"", ",", ";", "<", "&", "#", "é", "🎬", "\u05D0", " ", "a", "7", "]]>", "-", "\\", "\u202E"];
        for (var round = 0; round < 400; round++)
        {
            string Name() => "x" + string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => parts[random.Next(parts.Length)])) + "x";
            PlaylistWriter.Line[] lines = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(n => new PlaylistWriter.Line($"test:{n}", (random.Next(2) == 0 ? parts[random.Next(6)] : "") + Name(), random.Next(3) * 1_000, $"http://here/titles/test:{n}"))];
            var name = Name();
            foreach (var format in Enum.GetValues<PlaylistFormat>())
            {
                var read = PlaylistReader.Read(PlaylistWriter.Write(format, name, "About", lines), null, null).Value;
                Assert.Equal(lines.Select(line => (line.VideoId, line.Title.Trim(), line.Address)), read.Entries.Select(entry => (entry.Id!, entry.Title!, entry.Address!)));
                Assert.Equal(format == PlaylistFormat.Csv ? null : name.Trim(), read.Name);
            }
        }
    }

    [Fact]
    public void No_bytes_whatever_bring_the_reader_down()
    {
        var random = new Random(11);
        string[] starts = ["", "#EXTM3U\n", "<playlist><trackList>", "{\"items\":[", "video_id,title\n"];
        for (var round = 0; round < 3_000; round++)
        {
            var noise = new byte[random.Next(60)];
            random.NextBytes(noise);
            byte[] file = [.. Encoding.UTF8.GetBytes(starts[random.Next(starts.Length)]), .. random.Next(2) == 0 ? noise : Array.ConvertAll(noise, one => (byte)(one % 96 + 32))];
            var read = PlaylistReader.Read(file, random.Next(2) == 0 ? null : (PlaylistFormat)random.Next(4), null);
            Assert.True(read.Succeeded || read.Refusal!.Code is "playlist-file-invalid" or "too-many");
        }
    }
}
