using System.Globalization;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>Smoothed rates over the impressions of earlier dates and, where it has them, the histories.</summary>
internal sealed class EarlierRows
{
    public EarlierRows(ImpressionLog log, Impression[] rows, PastCounts counts)
    {
        for (var video = 0; video < log.Videos.Length; video++)
        {
            var facts = log.Videos[video];
            Author.Add(facts.Author, counts.LongViews[video], counts.Views[video]);
            Tag.Add(facts.Tag, counts.LongViews[video], counts.Views[video]);
            Music.Add(facts.Music, counts.LongViews[video], counts.Views[video]);
        }

        foreach (var row in rows)
        {
            var good = row.LongView ? 1 : 0;
            var facts = log.Videos[row.Video];
            Video.Add(row.Video, good);
            Author.Add(facts.Author, good);
            Tag.Add(facts.Tag, good);
            Music.Add(facts.Music, good);
            Length.Add(Bucket(row.Duration), good);
            Tab.Add(row.Tab, good);
            VideoTab.Add(Pair(row.Video, row.Tab), good);
            BucketTab.Add(Pair(Bucket(row.Duration), row.Tab), good);
            Person.Add(row.User, good);
            PersonTab.Add(Pair(row.User, row.Tab), good);
        }
    }

    public SmoothedRate Video { get; } = new(20);

    public SmoothedRate Author { get; } = new(20);

    public SmoothedRate Tag { get; } = new(50);

    public SmoothedRate Music { get; } = new(20);

    public SmoothedRate Length { get; } = new(50);

    public SmoothedRate Tab { get; } = new(50);

    public SmoothedRate VideoTab { get; } = new(20);

    public SmoothedRate BucketTab { get; } = new(50);

    public SmoothedRate Person { get; } = new(4);

    public SmoothedRate PersonTab { get; } = new(4);

    /// <summary>Titles of like length: two steps an octave.</summary>
    public static int Bucket(float durationMs) => durationMs <= 0 ? 0 : 1 + (int)(2 * MathF.Log2(Math.Max(1, durationMs / 1000)));

    public static long Pair(int one, int other) => ((long)one << 32) | (uint)other;

    /// <summary>The number of a day written as 20220425.</summary>
    public static int Day(int date) => DateOnly.ParseExact(date.ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture).DayNumber;
}
