using Kinora.Ranking.Experiments;

namespace Kinora.Ranking.Tests.Experiments;

public sealed class SequentialTestTests
{
    private const double Alpha = 0.05;

    [Fact]
    public void A_difference_by_hand()
    {
        // Variance and squared effect are both 0.01: ln Λ = ½ ln ½ + 0.01 · 0.04 / (2 · 0.01 · 0.02) = 1 − 0.34657.
        Assert.Equal(1 - 0.346574, SequentialTest.LogRatio(0.2, 0.01), 6);

        // √(0.02 · (2 ln 20 + ln 2)) = √(0.02 · 6.684612).
        Assert.Equal(0.365639, SequentialTest.HalfWidth(0.01, Alpha), 6);
    }

    [Theory]
    [InlineData(0.0005)]
    [InlineData(0.004)]
    public void The_interval_leaves_zero_out_exactly_where_the_chance_is_below_alpha(double variance)
    {
        var half = SequentialTest.HalfWidth(variance, Alpha);
        Assert.Equal(Math.Log(1 / Alpha), SequentialTest.LogRatio(half, variance), 9);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Looking_after_every_single_person_cries_wolf_in_at_most_one_run_of_twenty(double rate)
    {
        const int Runs = 600;
        var alarms = Enumerable.Range(0, Runs).Count(seed => SequentialTest.Of(Crowd(seed, 2_000, rate, rate), Alpha).P <= Alpha);
        Assert.InRange(alarms, 0, (int)(Alpha * Runs));
    }

    [Fact]
    public void Shares_between_nothing_and_all_cry_wolf_no_more_often()
    {
        const int Runs = 600;
        var alarms = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            var people = Enumerable.Range(0, 2_000).Select(at => new Measured(at, random.Next(2) == 1, Math.Pow(random.NextDouble(), 3)));
            alarms += SequentialTest.Of(people, Alpha).P <= Alpha ? 1 : 0;
        }

        Assert.InRange(alarms, 0, (int)(Alpha * Runs));
    }

    [Fact]
    public void A_fixed_test_looked_at_every_day_would_cry_wolf_far_more_often()
    {
        const int Runs = 300;
        var alarms = Enumerable.Range(0, Runs).Count(seed => SequentialTest.Of(Crowd(seed, 2_000, 0.3, 0.3), 0.999_999).Course
            .Any(standing => Math.Abs(standing.Difference) > 1.96 * Math.Sqrt(4 * 0.3 * 0.7 / Math.Max(100, standing.At / DayMs * PerDay))));
        Assert.True(alarms > 0.15 * Runs, $"{alarms} of {Runs}");
    }

    [Fact]
    public void All_intervals_of_a_run_hold_the_truth_together_in_nineteen_runs_of_twenty()
    {
        const int Runs = 400;
        var missed = Enumerable.Range(0, Runs).Count(seed => SequentialTest.Of(Crowd(seed, 2_000, 0.3, 0.36), Alpha).Course
            .Any(standing => standing.Low > 0.06 || standing.High < 0.06));
        Assert.InRange(missed, 0, (int)(Alpha * Runs));
    }

    [Fact]
    public void A_real_difference_is_found_by_its_sign_and_a_small_crowd_says_nothing()
    {
        var found = Enumerable.Range(0, 100).Select(seed => SequentialTest.Of(Crowd(seed, 3_000, 0.3, 0.4), Alpha).Verdict).ToList();
        Assert.True(found.Count(verdict => verdict == Verdict.Higher) > 90, string.Join(' ', found));
        Assert.DoesNotContain(Verdict.Lower, found);
        Assert.Equal(Verdict.Lower, SequentialTest.Of(Crowd(3, 3_000, 0.5, 0.3), Alpha).Verdict);
        var few = SequentialTest.Of(Crowd(1, SequentialTest.Least, 0, 1), Alpha);
        Assert.Equal((Verdict.TooFew, 1.0, null), (few.Verdict, few.P, few.Now));
    }

    [Fact]
    public void A_chance_never_grows_again_and_people_come_in_their_order()
    {
        var people = Crowd(7, 3_000, 0.3, 0.33).ToList();
        var chances = Enumerable.Range(1, 30).Select(count => SequentialTest.Of(people.Take(count * 100), Alpha).P).ToList();
        Assert.Equal(chances.OrderDescending(), chances);
        Assert.Throws<ArgumentException>(() => SequentialTest.Of([new(2, true, 1), new(1, false, 1)], Alpha));
    }

    private const long DayMs = 86_400_000;
    private const int PerDay = 40;

    /// <summary>40 people a day, half of them treated.</summary>
    private static IEnumerable<Measured> Crowd(int seed, int people, double control, double treated)
    {
        var random = new Random(seed);
        for (var person = 0; person < people; person++)
        {
            var side = random.Next(2) == 1;
            yield return new Measured((person + 1) * DayMs / PerDay, side, random.NextDouble() < (side ? treated : control) ? 1 : 0);
        }
    }
}
