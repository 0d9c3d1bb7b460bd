using System.Globalization;
using Kinora.Catalog.Import;
using Kinora.Ranking.Evaluation;

namespace Kinora.Server.DataSets;

/// <summary>A feed's log in the files of KuaiRand-Pure, or in any folder with the same columns.</summary>
internal static class KuaiRand
{
    private const string Fit = "impressions_0425_0430.tsv@20220425-20220428";

    private const string Test = "impressions_0425_0430.tsv@20220429-20220430";

    /// <summary>For retrieval the whole file is the test: memory is the histories alone.</summary>
    private const string Whole = "impressions_0425_0430.tsv";

    public static bool Is(string folder) =>
        Find(folder, "histories") is not null && Find(folder, "video_features") is not null && Find(folder, "user_features") is not null;

    /// <summary>Everything that the impressions' protocols need.</summary>
    /// <param name="fit">Files with an optional range of dates, FILE@FROM-TO; several by comma.</param>
    public static ImpressionLog Read(string folder, string? fit, string? test, bool retrieval)
    {
        var videoIds = new Dictionary<string, int>(StringComparer.Ordinal);
        var videos = Videos(Find(folder, "video_features")!, videoIds);
        var userIds = new Dictionary<string, int>(StringComparer.Ordinal);
        var people = People(Find(folder, "user_features")!, userIds);
        var pasts = Pasts(folder, userIds, videoIds, people.Length);
        return new ImpressionLog(
            retrieval ? [] : Rows(folder, fit ?? Fit, userIds, videoIds), Rows(folder, test ?? (retrieval ? Whole : Test), userIds, videoIds), pasts, videos, people);
    }

    private static string? Find(string folder, string start) =>
        Directory.EnumerateFiles(folder, start + "*").Order(StringComparer.Ordinal).FirstOrDefault();

    private static VideoFacts[] Videos(string file, Dictionary<string, int> ids)
    {
        var facts = new List<VideoFacts>();
        var types = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in Csv(file))
        {
            ids[row["video_id"]] = facts.Count;
            var tag = row["tag"].Split(',')[0];
            facts.Add(new VideoFacts(
                (long)Number(row["author_id"]), Category(types, "tag" + tag), Category(types, "type" + row["video_type"]), Category(types, "upload" + row["upload_type"]),
                DateOnly.TryParse(row["upload_dt"], CultureInfo.InvariantCulture, out var day) ? day.DayNumber : 0,
                (long)Number(row["music_id"]), Number(row["video_duration"])));
        }

        return [.. facts];
    }

    private static float[][] People(string file, Dictionary<string, int> ids)
    {
        var people = new List<float[]>();
        var categories = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in Csv(file))
        {
            ids[row["user_id"]] = people.Count;
            people.Add([.. row.Where(cell => cell.Key != "user_id" && !cell.Key.EndsWith("_range", StringComparison.Ordinal)).Select(cell =>
                float.TryParse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
                : cell.Value.Length == 0 ? float.NaN : Category(categories, cell.Key + cell.Value))]);
        }

        return [.. people];
    }

    private static PastViewing[] Pasts(string folder, Dictionary<string, int> users, Dictionary<string, int> videos, int count)
    {
        var pasts = new PastViewing[count];
        Array.Fill(pasts, new PastViewing([], [], [], 0));
        using var table = TextTable.Open(folder, Plain(Find(folder, "histories")!));
        var place = table.Header(["user_id", "last_time_ms", "watch_seq", "like_seq", "long_watch_seq"]);
        while (table.Next())
        {
            if (users.TryGetValue(table.Text(place[0]), out var user))
                pasts[user] = new PastViewing(List(table.Text(place[2])), List(table.Text(place[3])), List(table.Text(place[4])), table.Long(place[1]));
        }

        return pasts;

        int[] List(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(videos.ContainsKey).Select(video => videos[video])];
    }

    private static Impression[] Rows(string folder, string files, Dictionary<string, int> users, Dictionary<string, int> videos)
    {
        var rows = new List<Impression>();
        foreach (var one in files.Split(','))
        {
            var parts = one.Split('@', '-');
            var (from, to) = parts.Length == 3 ? (Date(parts[1]), Date(parts[2])) : (0, int.MaxValue);
            using var table = TextTable.Open(folder, parts[0]);
            var place = table.Header(["user_id", "video_id", "date", "hourmin", "tab", "duration_ms", "long_view"]);
            while (table.Next())
            {
                var date = (int)table.Long(place[2]);
                if (date >= from && date <= to && users.TryGetValue(table.Text(place[0]), out var user) && videos.TryGetValue(table.Text(place[1]), out var video))
                {
                    var clock = (int)table.Long(place[3]);
                    rows.Add(new Impression(
                        user, video, date, (clock / 100 * 60) + (clock % 100), (int)table.Long(place[4]), (float)table.Number(place[5]), table.Long(place[6]) == 1));
                }
            }
        }

        return rows.Count > 0 ? [.. rows] : throw new DataSetFault("dataset-too-small", $"'{files}' names no impression.");
    }

    private static int Date(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var date)
        ? date
        : throw new DataSetFault("dataset-malformed", $"'{text}' is no date such as 20220425.");

    private static string Plain(string file) => Path.GetFileName(file).Replace(".gz", "", StringComparison.Ordinal);

    private static float Number(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static int Category(Dictionary<string, int> categories, string name)
    {
        if (!categories.TryGetValue(name, out var number))
            categories[name] = number = categories.Count;
        return number;
    }

    private static IEnumerable<Dictionary<string, string>> Csv(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new CsvReader(file.EndsWith(".gz", StringComparison.Ordinal)
            ? new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress)
            : stream);
        var names = new List<string>();
        reader.Read(names);
        var cells = new List<string>();
        while (reader.Read(cells))
            yield return names.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
    }
}
