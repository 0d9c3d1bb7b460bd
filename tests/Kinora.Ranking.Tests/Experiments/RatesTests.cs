using Kinora.Ranking.Evaluation;
using Kinora.Ranking.Experiments;

namespace Kinora.Ranking.Tests.Experiments;

public sealed class RatesTests
{
    [Theory]
    [InlineData(8, 10, 0.49016, 0.94332)]
    [InlineData(0, 10, 0, 0.27753)]
    [InlineData(81, 263, 0.25529, 0.36621)]
    public void Intervals_of_a_rate_as_in_the_books(double successes, double count, double low, double high)
    {
        var interval = Wilson.Of(successes, count);
        Assert.Equal((low, high), (Math.Round(interval.Low, 5), Math.Round(interval.High, 5)));
    }

    [Fact]
    public void Of_nobody_nothing_is_known() => Assert.Equal(new Interval(0, 1), Wilson.Of(0, 0));

    [Fact]
    public void Two_people_of_one_side_by_hand()
    {
        // Predicted evenly ½, then (1 + 1)/(2 + 1) = ⅔; planned ½ each time: 1 · 4/3.
        var ratio = new SampleRatio([1, 1]);
        ratio.Add(0);
        ratio.Add(0);
        Assert.Equal(0.75, ratio.P, 12);
        Assert.Equal([2, 0], ratio.Counts);
    }

    [Fact]
    public void People_that_come_as_planned_raise_no_alarm_and_lost_ones_do()
    {
        const int Runs = 2_000;
        var (alarms, found) = (0, 0);
        for (var seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            var (right, lost) = (new SampleRatio([50, 40, 10]), new SampleRatio([50, 50]));
            for (var person = 0; person < 2_000; person++)
            {
                right.Add(random.Next(10) switch { < 5 => 0, < 9 => 1, _ => 2 });

                // Every third of the treated is lost.
                if (random.Next(2) is var side && (side == 0 || random.Next(3) > 0))
                    lost.Add(side);
            }

            (alarms, found) = (alarms + (right.IsOff ? 1 : 0), found + (lost.IsOff ? 1 : 0));
        }

        // As many as there may be, and three standard deviations of what chance adds.
        Assert.InRange(alarms, 0, (int)((SampleRatio.Alarm * Runs) + (3 * Math.Sqrt(SampleRatio.Alarm * Runs))));
        Assert.InRange(found, (int)(0.95 * Runs), Runs);
    }
}
