using System.IO.Compression;
using System.Text;

namespace Kinora.Tests.Library.Imports;

/// <summary>Files as other services write them, with made-up content.</summary>
internal static class Samples
{
    public const string FreeTube = """
        {"videoId":"aaaaaaaaa01","title":"Bridges of stone","author":"Lena builds","authorId":"UC0001","published":1609459200000,"description":"","viewCount":12,"lengthSeconds":600,"watchProgress":300,"timeWatched":1700000000000,"isLive":false,"type":"video","_id":"x1"}
        {"videoId":"aaaaaaaaa02","title":"Ропы и = мосты","author":"Lena builds","authorId":"UC0001","lengthSeconds":100,"watchProgress":98.4,"timeWatched":1700100000000,"isLive":false,"type":"video","_id":"x2"}
        {"videoId":"aaaaaaaaa03","title":"Gone","author":"X","lengthSeconds":50,"watchProgress":49,"timeWatched":1700200000000,"_id":"x3"}
        {"$$indexCreated":{"fieldName":"_id","unique":true}}
        {"$$deleted":true,"_id":"x3"}
        {"videoId":"aaaaaaaaa01","title":"Bridges of stone","author":"Lena builds","lengthSeconds":600,"watchProgress":420,"timeWatched":1700300000000,"_id":"x1"}
        not json at all
        """;

    public const string Invidious = """
        {"subscriptions":["UC0001"],"watch_history":["aaaaaaaaa01","aaaaaaaaa04","too-short"],"preferences":{"locale":"en-US"},
         "playlists":[{"title":"Evening","description":"","privacy":"Private","videos":["aaaaaaaaa05","aaaaaaaaa01"]}]}
        """;

    public const string TakeoutJson = """
        [{"header":"YouTube","title":"Watched Bridges of stone","titleUrl":"https://www.youtube.com/watch?v\u003daaaaaaaaa01","subtitles":[{"name":"Lena builds","url":"https://www.youtube.com/channel/UC0001"}],"time":"2024-02-03T04:05:06.789Z","products":["YouTube"],"activityControls":["YouTube watch history"]},
         {"header":"YouTube","title":"Watched a soap opera","titleUrl":"https://www.youtube.com/watch?v=aaaaaaaaa06","details":[{"name":"From Google Ads"}],"time":"2024-02-03T05:05:06Z","products":["YouTube"]},
         {"header":"YouTube","title":"Searched for bridges","titleUrl":"https://www.youtube.com/results?search_query=bridges","time":"2024-02-03T03:05:06Z","products":["YouTube"]},
         {"header":"YouTube","title":"Watched a video that has been removed","time":"2024-02-01T03:05:06Z","products":["YouTube"]},
         {"header":"YouTube Music","title":"Watched A song","titleUrl":"https://music.youtube.com/watch?v=aaaaaaaaa07","time":"2024-02-04T04:05:06Z","products":["YouTube"]}]
        """;

    public const string TakeoutHtml = """
        <!DOCTYPE html><html><head><style>.mdl-grid{display:flex}</style><script>alert(1)</script></head><body><div class="mdl-grid">
        <div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid"><div class="header-cell mdl-cell mdl-cell--12-col"><p class="mdl-typography--title">YouTube<br></p></div><div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">Watched&nbsp;<a href="https://www.youtube.com/watch?v=aaaaaaaaa01">Bridges &lt;script&gt;alert(2)&lt;/script&gt; &amp; stone</a><br><a href="https://www.youtube.com/channel/UC0001">Lena builds</a><br>Feb 3, 2024, 4:05:06 AM UTC<br></div><div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 mdl-typography--text-right"></div><div class="content-cell mdl-cell mdl-cell--12-col mdl-typography--caption"><b>Products:</b><br>&emsp;YouTube<br></div></div></div>
        <div class="outer-cell"><div class="mdl-grid"><div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">Watched&nbsp;<a href="https://www.youtube.com/watch?v=aaaaaaaaa02">Ropes</a><br><a href="https://www.youtube.com/channel/UC0001">Lena builds</a><br>03.02.2024, 06:05:06 MEZ<br></div></div></div>
        <div class="outer-cell"><div class="mdl-grid"><div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">Searched for&nbsp;<a href="https://www.youtube.com/results?search_query=bridges">bridges</a><br>Feb 3, 2024, 3:05:06 AM UTC<br></div></div></div>
        <div class="outer-cell"><div class="mdl-grid"><div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">Watched&nbsp;<a href="javascript:alert(3)">Evil</a><br>Feb 3, 2024, 3:05:06 AM UTC<br></div></div></div>
        <div class="outer-cell"><div class="mdl-grid"><div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">Watched&nbsp;<a href="https://www.youtube.com/watch?v=aaaaaaaaa08">When</a><br>once upon a time<br></div></div></div>
        </div></body></html>
        """;

    public const string Trakt = """
        [{"id":9000001,"watched_at":"2023-05-06T19:00:00.000Z","action":"watch","type":"movie","movie":{"title":"The Quiet Harbour","year":1948,"ids":{"trakt":1,"slug":"the-quiet-harbour-1948","imdb":"tt9900001","tmdb":9001}}},
         {"id":9000002,"watched_at":"2023-05-07T19:00:00.000Z","action":"scrobble","type":"episode","episode":{"season":2,"number":3,"title":"Low tide","ids":{"trakt":5,"imdb":"tt9900005"}},"show":{"title":"Lighthouse Keepers","year":2001,"ids":{"trakt":4,"imdb":"tt9900004"}}},
         {"rated_at":"2023-05-06T20:00:00.000Z","rating":9,"type":"movie","movie":{"title":"The Quiet Harbour","year":1948,"ids":{"trakt":1,"imdb":"tt9900001"}}},
         {"rank":1,"id":3,"listed_at":"2023-05-08T20:00:00.000Z","notes":null,"type":"movie","movie":{"title":"Salt","year":1951,"ids":{"trakt":2,"imdb":"tt9900002"}}},
         {"progress":41.5,"paused_at":"2023-05-09T20:00:00.000Z","id":4,"type":"movie","movie":{"title":"Salt","year":1951,"ids":{"trakt":2,"imdb":"tt9900002"}}},
         {"type":"nothing","watched_at":"2023-05-09T20:00:00.000Z"}]
        """;

    public const string Diary = """"
        Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
        2023-05-07,The Quiet Harbour,1948,https://boxd.it/aaa1,4.5,,"noir, sea",2023-05-06
        2023-06-07,The Quiet Harbour,1948,https://boxd.it/aaa2,4.5,Yes,,2023-06-06
        2023-06-08,"Commas, a ""story""",1999,https://boxd.it/aaa3,0.5,,,2023-06-07
        """";

    public const string ListCsv = """
        Letterboxd list export v7
        Date,Name,Tags,URL,Description
        2023-01-01,Sea films,,https://boxd.it/list1,

        Position,Name,Year,URL,Description
        1,The Quiet Harbour,1948,https://boxd.it/aaa,
        2,Salt,1951,https://boxd.it/bbb,
        """;

    public static byte[] Letterboxd() => Zip(
        ("letterboxd-ann-2024/diary.csv", Diary),
        ("letterboxd-ann-2024/ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2023-05-07,The Quiet Harbour,1948,https://boxd.it/aaa,4.5\n"),
        ("letterboxd-ann-2024/watched.csv", "Date,Name,Year,Letterboxd URI\n2023-05-07,The Quiet Harbour,1948,https://boxd.it/aaa\n2022-01-01,Salt,1951,https://boxd.it/bbb\n"),
        ("letterboxd-ann-2024/watchlist.csv", "Date,Name,Year,Letterboxd URI\n2023-07-07,Nowhere Station,1960,https://boxd.it/ccc\n"),
        ("letterboxd-ann-2024/likes/films.csv", "Date,Name,Year,Letterboxd URI\n2023-07-07,Salt,1951,https://boxd.it/bbb\n"),
        ("letterboxd-ann-2024/lists/sea-films.csv", ListCsv),
        ("letterboxd-ann-2024/deleted/diary.csv", Diary.Replace("Quiet", "Deleted", StringComparison.Ordinal)));

    private const string Ann = "0123456789abcdef0123456789abcdef";
    private const string Bob = "fedcba9876543210fedcba9876543210";
    private const string Film = "11111111111111111111111111111111";
    private const string Series = "22222222222222222222222222222222";
    private const string Episode = "33333333333333333333333333333333";

    public const string Jellystat = $$"""
        [{"jf_libraries":[]},
         {"jf_library_episodes":[{"Id":"e{{Episode}}","EpisodeId":"{{Episode}}","SeriesId":"{{Series}}","IndexNumber":3,"ParentIndexNumber":2}]},
         {"jf_playback_activity":[
           {"Id":"1","IsPaused":false,"UserId":"{{Ann}}","UserName":"Ann","Client":"TV","NowPlayingItemId":"{{Film}}","NowPlayingItemName":"The Quiet Harbour","SeasonId":null,"SeriesName":null,"EpisodeId":null,"PlaybackDuration":"2000","ActivityDateInserted":"2024-01-02T20:00:00.000Z","PlayMethod":"DirectPlay"},
           {"Id":"2","UserId":"{{Ann}}","UserName":"Ann","NowPlayingItemId":"{{Film}}","NowPlayingItemName":"The Quiet Harbour","PlaybackDuration":"3000","ActivityDateInserted":"2024-01-02T21:10:00.000Z"},
           {"Id":"3","UserId":"{{Ann}}","UserName":"Ann","NowPlayingItemId":"{{Series}}","NowPlayingItemName":"Low tide","SeriesName":"Lighthouse Keepers","EpisodeId":"{{Episode}}","PlaybackDuration":1500,"ActivityDateInserted":"2024-01-03T20:00:00.000Z"},
           {"Id":"4","UserId":"{{Ann}}","UserName":"Ann","NowPlayingItemId":"{{Film}}","NowPlayingItemName":"The Quiet Harbour","PlaybackDuration":"1","ActivityDateInserted":"2024-01-05T20:00:00.000Z"},
           {"Id":"5","UserId":"{{Bob}}","UserName":"Bob","NowPlayingItemId":"{{Film}}","NowPlayingItemName":"The Quiet Harbour","PlaybackDuration":"4000","ActivityDateInserted":"2024-01-06T20:00:00.000Z"},
           {"Id":"6","UserName":"Bob"}]}]
        """;

    public const string PlaybackReporting =
        $"2024-01-02 19:00:00.1234567\t{Ann}\t{Film}\tMovie\tThe Quiet Harbour\tDirectPlay\tTV\tLiving room\t1800\n"
        + $"2024-01-02 19:40:00.0000000\t{Ann}\t{Film}\tMovie\tThe Quiet Harbour\tDirectPlay\tTV\tLiving room\t1800\n"
        + $"2024-01-03 19:00:00\t{Ann}\t{Episode}\tEpisode\tLighthouse Keepers - s02e03 - Low tide\tTranscode\tTV\tLiving room\t1500\n"
        + "broken\tline\n";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Zip(params ReadOnlySpan<(string Name, string Text)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Bytes(text));
            }
        }

        return bytes.ToArray();
    }
}
