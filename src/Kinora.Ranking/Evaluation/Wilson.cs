namespace Kinora.Ranking.Evaluation;

/// <summary>
/// The score interval of a rate (Wilson 1927, Probable inference, the law of succession, and statistical inference). Of a mean of numbers from
/// 0 to 1 it is too wide rather than too narrow, since none of those spread more than yes and no do.
/// </summary>
internal static class Wilson
{
    /// <summary>For 95 %.</summary>
    public const double Usual = 1.959963984540054;

    /// <summary>0 to 1 where nobody was asked.</summary>
    /// <param name="sum">Successes, or the sum of numbers from 0 to 1.</param>
    public static Interval Of(double sum, double count, double z = Usual)
    {
        if (count <= 0)
            return new Interval(0, 1);
        var (rate, square) = (sum / count, z * z);
        var middle = (rate + (square / (2 * count))) / (1 + (square / count));
        var half = z * Math.Sqrt((rate * (1 - rate) / count) + (square / (4 * count * count))) / (1 + (square / count));
        return new Interval(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
