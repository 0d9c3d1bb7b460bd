using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Catalog.Demo;
using Kinora.Ranking;

namespace Kinora.Tests.Catalog.Demo;

public sealed partial class DemoFilesTests
{
    private static readonly string[] Genres =
    [
        "drama", "comedy", "horror", "noir", "thriller", "science fiction", "adventure", "western", "romance", "documentary", "animation",
        "silent", "fantasy", "crime", "war", "mystery", "experimental", "craft", "cooking", "science", "music", "nature", "sports",
        "travel", "history",
    ];

    [Fact]
    public void Every_title_has_an_id_of_its_own_known_genres_and_a_length()
    {
        var titles = DemoFiles.Titles();

        Assert.Equal(titles.Count, titles.Select(title => title.Id).Distinct().Count());
        Assert.All(titles, title => Assert.Matches(Id(), title.Id));
        Assert.All(titles, title => Assert.NotEmpty(title.Genres));
        Assert.Empty(titles.SelectMany(title => title.Genres).Except(Genres));
        Assert.All(titles.Where(title => title.Kind is not (TitleKind.Series or TitleKind.Season)), title => Assert.True(title.DurationMs > 0));
        Assert.All(titles.Where(title => title.Kind == TitleKind.Clip), title => Assert.InRange(title.DurationMs, 8_000, 170_000));
    }

    [Fact]
    public void There_is_enough_of_everything()
    {
        var kinds = DemoFiles.Titles().CountBy(title => title.Kind).ToDictionary();

        Assert.InRange(kinds[TitleKind.Movie] + kinds[TitleKind.Episode], 150, 300);
        Assert.InRange(kinds[TitleKind.Clip], 60, 80);
        Assert.Equal(8, kinds[TitleKind.Series]);
        Assert.InRange(DemoFiles.Collections().Count, 5, 8);
    }

    [Fact]
    public void Episodes_and_collections_refer_to_titles_that_are_there()
    {
        var titles = DemoFiles.Titles();
        var ids = titles.Select(title => title.Id).ToHashSet();

        Assert.All(titles.Where(title => title.Kind == TitleKind.Episode), title => Assert.Contains(title.SeriesId!, ids));
        Assert.All(titles.Where(title => title.Kind == TitleKind.Episode), title => Assert.True(title is { Season: > 0, Episode: > 0 }));
        Assert.All(DemoFiles.Collections().SelectMany(collection => collection.Items), id => Assert.Contains(id, ids));
    }

    [Fact]
    public void What_plays_is_as_long_as_it_says_and_all_of_it_is_small()
    {
        var playable = DemoFiles.Rows().Where(row => row.ContainsKey("media")).ToList();
        var lengths = playable.Select(row => (string)row["media"]!).Distinct().ToDictionary(name => name, LengthOf);

        Assert.All(playable, row => Assert.Equal(lengths[(string)row["media"]!].Ms, (long)row["duration_ms"]!));
        Assert.True(lengths.Values.Sum(file => file.Bytes) < 1_000_000);
    }

    [Fact]
    public void The_import_file_has_play_addresses_and_times_instead_of_its_own_shorthand()
    {
        var now = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        using var reader = new StreamReader(DemoFiles.ToImport(now));
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        Assert.Equal(DemoFiles.Titles().Count, rows.Count);
        Assert.All(rows, row => Assert.All((string[])["media", "page_url", "published_days_ago"], own => Assert.Null(row[own])));
        var clip = rows.Single(row => (string)row["id"]! == "demo:clip-counting-meteors-badly");
        Assert.Equal("2026-11-11T19:12:00Z", (string)clip["published_at"]!);
        Assert.Equal("/media/demo/rain.mp4", (string)clip["playback"]!["web_url"]!);
        var film = rows.Single(row => (string)row["id"]! == "demo:detour-1945");
        Assert.StartsWith("https://en.wikipedia.org/wiki/", (string)film["playback"]!["web_url"]!, StringComparison.Ordinal);
    }

    private static (long Ms, long Bytes) LengthOf(string name)
    {
        using var stream = DemoFiles.Open($"media/{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var header = bytes.AsSpan(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes("mvhd")) + 16);
        return (1_000L * BinaryPrimitives.ReadUInt32BigEndian(header[4..]) / BinaryPrimitives.ReadUInt32BigEndian(header), bytes.Length);
    }

    [GeneratedRegex("^demo:[A-Za-z0-9._~-]{1,200}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();
}
