using Kinora.Catalog.Demo;
using Kinora.Ranking;
using Kinora.Signals;
using Kinora.Signals.Contracts;
using Kinora.Signals.Demo;

namespace Kinora.Tests.Signals.Demo;

public sealed class DemoPastTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 14, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, IReadOnlyList<Signal>> Pasts =
        DemoPerson.All().ToDictionary(person => person.User, person => DemoPast.Of(person, DemoFiles.Titles(), Now));

    [Fact]
    public void A_past_is_the_same_each_time_it_is_made() =>
        Assert.All(DemoPerson.All(), person => Assert.Equal(Pasts[person.User], DemoPast.Of(person, DemoFiles.Titles(), Now)));

    [Theory]
    [InlineData("2026-11-24T00:00:00Z")]
    [InlineData("2026-11-24T14:30:00Z")]
    [InlineData("2026-11-24T23:59:59Z")]
    public void The_door_has_nothing_against_it_and_it_is_the_past(string at)
    {
        var now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var (first, last) = (now.AddDays(-61).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        foreach (var past in DemoPerson.All().Select(person => DemoPast.Of(person, DemoFiles.Titles(), now)))
        {
            Assert.All(past, signal => Assert.Null(SignalRules.Check(signal, last)));
            Assert.All(past, signal => Assert.InRange(signal.At, first, last));
            Assert.Equal(past.Count, past.Select(signal => signal.EventId).Distinct().Count());
        }
    }

    [Fact]
    public void Nobody_saw_a_clip_before_it_was_published()
    {
        var published = DemoFiles.Titles().Where(title => title.PublishedDaysAgo is not null)
            .ToDictionary(title => title.Id, title => Now.AddDays(-title.PublishedDaysAgo!.Value).ToUnixTimeMilliseconds() - 1_000);

        Assert.All(
            Pasts.Values.SelectMany(past => past).Where(signal => signal.TitleId is { } id && published.ContainsKey(id)),
            signal => Assert.InRange(signal.At, published[signal.TitleId!], Now.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void Everybody_left_a_film_unfinished_yesterday_and_finished_one_this_month()
    {
        var films = DemoFiles.Titles().Where(title => title.Kind == TitleKind.Movie).Select(title => title.Id).ToHashSet();
        Assert.All(Pasts.Values, past =>
        {
            var last = past.Where(signal => signal.PositionMs > 0 && films.Contains(signal.TitleId!)).MaxBy(signal => signal.At)!;
            Assert.Equal(SignalKind.Progress, last.Kind);
            Assert.InRange((double)last.PositionMs!.Value / last.DurationMs!.Value, 0.25, 0.75);
            Assert.InRange(last.At, Now.AddHours(-36).ToUnixTimeMilliseconds(), Now.ToUnixTimeMilliseconds());
            Assert.Contains(past, signal => signal.Kind == SignalKind.Complete && signal.At > Now.AddDays(-28).ToUnixTimeMilliseconds());
        });
    }

    [Fact]
    public void Some_titles_are_a_trend_and_most_clips_are_still_new_to_each()
    {
        var week = Now.AddDays(-7).ToUnixTimeMilliseconds();
        var trends = Pasts
            .SelectMany(past => past.Value.Where(signal => signal.Kind == SignalKind.Play && signal.At > week).Select(signal => signal.TitleId!).Distinct())
            .CountBy(title => title).Count(pair => pair.Value >= 3);
        var clips = DemoFiles.Titles().Where(title => title.Kind == TitleKind.Clip).Select(title => title.Id).ToHashSet();

        Assert.InRange(trends, 5, 40);
        Assert.All(Pasts.Values, past => Assert.InRange(
            past.Where(signal => signal.TitleId is { } id && clips.Contains(id)).Select(signal => signal.TitleId).Distinct().Count(), 3, 20));
    }

    [Fact]
    public void Each_watches_what_they_came_for()
    {
        var titles = DemoFiles.Titles().ToDictionary(title => title.Id);
        Assert.All(DemoPerson.All(), person =>
        {
            var played = Pasts[person.User].Where(signal => signal.Kind == SignalKind.Play).Select(signal => titles[signal.TitleId!]).ToList();
            Assert.True(played.Count(title => title.Genres.Any(person.Genres.ContainsKey)) >= 0.7 * played.Count, $"{person.User} {played.Count(title => title.Genres.Any(person.Genres.ContainsKey))} of {played.Count}");
            Assert.True(played.Count(title => title.Genres.Any(person.Avoids.Contains)) <= 0.1 * played.Count, person.User);
        });
    }
}
