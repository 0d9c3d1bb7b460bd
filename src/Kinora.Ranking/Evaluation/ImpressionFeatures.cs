namespace Kinora.Ranking.Evaluation;

/// <summary>Rows as numbers for a model.</summary>
internal sealed record FeatureRows(float[][] Columns, bool[] Labels, int[] Users);

/// <summary>
/// What is known of an impression before it is shown. Statistics of other impressions count only those of earlier dates, so that no row
/// sees itself or its own day.
/// </summary>
internal sealed class ImpressionFeatures(ImpressionLog log, PastCounts counts, ItemAffinities affinities)
{
    /// <summary>The rows' features.</summary>
    /// <param name="date">What counts as today for all of them; null: each row's own date.</param>
    public FeatureRows Rows(Impression[] rows, int? date)
    {
        var features = new float[rows.Length][];
        foreach (var day in rows.Select((row, place) => (row, place)).GroupBy(one => date ?? one.row.Date))
        {
            var earlier = new EarlierRows(log, Array.FindAll(log.Fit, row => row.Date < day.Key), counts);
            var today = day.ToArray();
            Parallel.For(0, today.Length, at => features[today[at].place] = Row(today[at].row, earlier));
        }

        var columns = Enumerable.Range(0, features[0].Length).Select(column => Array.ConvertAll(features, row => row[column])).ToArray();
        return new FeatureRows(columns, Array.ConvertAll(rows, row => row.LongView), Array.ConvertAll(rows, row => row.User));
    }

    private float[] Row(Impression row, EarlierRows earlier)
    {
        var video = log.Videos[row.Video];
        var past = log.Pasts[row.User];
        var length = MathF.Log(Math.Max(1, row.Duration));
        var bucket = EarlierRows.Bucket(row.Duration);
        var quality = earlier.Video.Of(row.Video, counts.Rate(row.Video));
        var bucketRate = earlier.Length.Of(bucket);
        var author = Share(past, one => log.Videos[one].Author == video.Author);
        var tag = Share(past, one => log.Videos[one].Tag == video.Tag);
        var alike = Share(past, one => EarlierRows.Bucket(log.Videos[one].Duration) == bucket);
        var userRate = earlier.Person.Of(row.User, Ratio(past.WatchedLong.Length, past.Watched.Length, counts.Mean));
        double[] values =
        [
            quality, counts.Rate(row.Video), Math.Log(1 + counts.Watchers[row.Video]), Ratio(counts.Likes[row.Video], counts.Views[row.Video], 0.02),
            Math.Log(1 + earlier.Video.All(row.Video)), bucketRate, quality - bucketRate,
            earlier.Author.Of(video.Author), Math.Log(1 + earlier.Author.All(video.Author)), earlier.Tag.Of(video.Tag), earlier.Music.Of(video.Music),
            earlier.Tab.Of(row.Tab), earlier.VideoTab.Of(EarlierRows.Pair(row.Video, row.Tab), quality), earlier.BucketTab.Of(EarlierRows.Pair(bucket, row.Tab), bucketRate),
            length, row.Tab, row.Minute / 60, video.Type, video.UploadType, (EarlierRows.Day(row.Date) - video.Uploaded),
            userRate, earlier.PersonTab.Of(EarlierRows.Pair(row.User, row.Tab), userRate), earlier.Person.All(row.User),
            past.Watched.Length, past.WatchedLong.Length, past.Liked.Length,
            past.LastTime == 0 ? double.NaN : (EarlierRows.Day(row.Date) * 24.0) + (row.Minute / 60) - (past.LastTime / 3_600_000.0),
            author.Seen, author.Long, tag.Seen, tag.Long, tag.Rate, alike.Seen, alike.Long, alike.Rate,
            length - MeanLength(past.WatchedLong), length - MeanLength(past.Watched),
            past.Watched.Count(one => one == row.Video), past.WatchedLong.Count(one => one == row.Video),
        ];
        var affinity = Enumerable.Range(0, affinities.Count).Select(part => affinities.Of(part, row.User, row.Video));
        return [.. values.Select(value => (float)value), .. affinity, .. log.People[row.User]];
    }

    private static (double Seen, double Long, double Rate) Share(PastViewing past, Predicate<int> alike)
    {
        double seen = past.Watched.Count(one => alike(one)), well = past.WatchedLong.Count(one => alike(one));
        return (seen / Math.Max(1, past.Watched.Length), well / Math.Max(1, past.WatchedLong.Length),
            Ratio(well, seen, Ratio(past.WatchedLong.Length, past.Watched.Length, 0.45)));
    }

    private static double Ratio(double good, double all, double mean) => (good + (5 * mean)) / (all + 5);

    private double MeanLength(int[] videos) => videos.Length == 0
        ? double.NaN
        : videos.Average(video => Math.Log(Math.Max(1, log.Videos[video].Duration)));
}
