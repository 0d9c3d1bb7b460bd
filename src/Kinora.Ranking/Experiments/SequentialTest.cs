namespace Kinora.Ranking.Experiments;

/// <summary>One person whose time in the experiment is over.</summary>
/// <param name="At">When it was over; people are taken in this order.</param>
/// <param name="Value">From 0 to 1.</param>
internal readonly record struct Measured(long At, bool Treated, double Value);

/// <summary>Where a comparison stands.</summary>
internal enum Verdict
{
    /// <summary>Too few people to say anything at all.</summary>
    TooFew,

    /// <summary>A difference may be there or not: it is not seen yet.</summary>
    Open,
    Higher,
    Lower,
}

/// <summary>What a comparison comes to after some people; the interval holds at all times together.</summary>
internal sealed record Standing(long At, double Difference, double Low, double High);

/// <summary>A comparison of two variants by one figure.</summary>
/// <param name="P">Always valid: at most alpha with a chance of alpha, whenever and however often one looks.</param>
/// <param name="Course">How it came to that, day by day; the last one is how it stands.</param>
internal sealed record SequentialResult(int Control, int Treated, double P, Verdict Verdict, IReadOnlyList<Standing> Course)
{
    public Standing? Now => Course is [.., var last] ? last : null;
}

/// <summary>
/// Compares two means while looking as often as one likes: a sequential probability ratio test whose alternative is a normal mixture of
/// effects. The method is Robbins' (1970, Statistical methods related to the law of the iterated logarithm), made into always-valid p-values and
/// intervals for experiments by Johari, Koomen, Pekelis and Walsh (2022, Always valid inference: continuous monitoring of A/B tests). It rests on
/// means being nearly normal, so it says nothing before <see cref="Least"/> people a side. The variance is that of the people and one who
/// has 0 and one who has 1, so that a side where nothing happened yet does not look certain.
/// </summary>
internal static class SequentialTest
{
    /// <summary>People a side.</summary>
    public const int Least = 50;

    /// <summary>The usual size of an effect, in points from 0 to 1: the mixture's standard deviation. Fixed before anything is looked at.</summary>
    public const double Effect = 0.1;

    private const long DayMs = 86_400_000;

    /// <summary>Compares the treated with the others, person by person.</summary>
    /// <param name="people">In the order of their times.</param>
    public static SequentialResult Of(IEnumerable<Measured> people, double alpha)
    {
        Side control = default, treated = default;
        var (most, at) = (0.0, long.MinValue);
        var (day, sign) = (long.MinValue, 0);
        var course = new List<Standing>();
        foreach (var one in people)
        {
            if (one.At < at)
                throw new ArgumentException("Earlier than the one before.", nameof(people));
            at = one.At;
            if (one.Treated)
                treated.Add(one.Value);
            else
                control.Add(one.Value);
            if (control.Count < Least || treated.Count < Least)
                continue;
            var (difference, variance) = (treated.Mean - control.Mean, treated.Variance + control.Variance);
            var log = LogRatio(difference, variance);
            if (log > most)
                (most, sign) = (log, Math.Sign(difference));
            var half = HalfWidth(variance, alpha);
            var standing = new Standing(at, difference, Math.Max(-1, difference - half), Math.Min(1, difference + half));
            if (at / DayMs == day)
                course[^1] = standing;
            else
                course.Add(standing);
            day = at / DayMs;
        }

        var p = Math.Min(1, Math.Exp(-most));
        return new SequentialResult(
            control.Count, treated.Count, p, course.Count == 0 ? Verdict.TooFew : p > alpha ? Verdict.Open : sign > 0 ? Verdict.Higher : Verdict.Lower, course);
    }

    /// <summary>Logarithm of how much likelier the difference is under the mixture than under none.</summary>
    public static double LogRatio(double difference, double variance)
    {
        var wider = variance + (Effect * Effect);
        return (0.5 * Math.Log(variance / wider)) + (Effect * Effect * difference * difference / (2 * variance * wider));
    }

    /// <summary>Differences farther off than this would have been rejected.</summary>
    public static double HalfWidth(double variance, double alpha)
    {
        var wider = variance + (Effect * Effect);
        return Math.Sqrt(variance * wider / (Effect * Effect) * ((2 * Math.Log(1 / alpha)) + Math.Log(wider / variance)));
    }

    private struct Side
    {
        private double _sum;
        private double _squares;

        public int Count { get; private set; }

        public readonly double Mean => _sum / Count;

        /// <summary>Of the mean.</summary>
        public readonly double Variance
        {
            get
            {
                var (count, mean) = (Count + 2, (_sum + 1) / (Count + 2));
                return (_squares + 1 - (count * mean * mean)) / (count - 1) / Count;
            }
        }

        public void Add(double value)
        {
            _sum += value;
            _squares += value * value;
            Count++;
        }
    }
}
