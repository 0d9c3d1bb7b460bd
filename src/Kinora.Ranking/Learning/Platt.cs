namespace Kinora.Ranking.Learning;

/// <summary>
/// A score as the chance of a yes: 1/(1 + exp(−(slope · score + offset))), fitted by maximum likelihood with the smoothed labels of Platt
/// (Probabilistic outputs for support vector machines, 1999).
/// </summary>
internal readonly record struct Platt(double Slope, double Offset)
{
    /// <summary>Fewer of either label say nothing.</summary>
    public const int LeastOfEach = 20;

    private const int Turns = 100;

    public double Of(double score) => 1 / (1 + Math.Exp(-(Slope * score + Offset)));

    /// <summary>Null where there are too few of either label, or where more of the score would mean less of a chance.</summary>
    public static Platt? Fit(IReadOnlyCollection<(double Score, bool Good)> samples)
    {
        var good = samples.Count(sample => sample.Good);
        var bad = samples.Count - good;
        if (good < LeastOfEach || bad < LeastOfEach)
            return null;
        var (high, low) = ((good + 1.0) / (good + 2.0), 1 / (bad + 2.0));
        var (slope, offset) = (0.0, Math.Log((good + 1.0) / (bad + 1.0)));
        var before = Loss(samples, slope, offset, high, low);
        for (var turn = 0; turn < Turns; turn++)
        {
            var (da, db, aa, ab, bb) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
            foreach (var (score, label) in samples)
            {
                var chance = new Platt(slope, offset).Of(score);
                var (error, weight) = (chance - (label ? high : low), chance * (1 - chance));
                (da, db) = (da + error * score, db + error);
                (aa, ab, bb) = (aa + weight * score * score, ab + weight * score, bb + weight);
            }

            var determinant = aa * bb - ab * ab;
            if (Math.Abs(determinant) < 1e-12)
                break;
            var (stepA, stepB) = ((bb * da - ab * db) / determinant, (aa * db - ab * da) / determinant);
            var part = 1.0;
            double after;
            while ((after = Loss(samples, slope - part * stepA, offset - part * stepB, high, low)) > before && part > 1e-6)
                part /= 2;
            if (after > before)
                break;
            (slope, offset) = (slope - part * stepA, offset - part * stepB);
            if (before - after < 1e-9)
                break;
            before = after;
        }

        return slope > 0 ? new Platt(slope, offset) : null;
    }

    private static double Loss(IEnumerable<(double Score, bool Good)> samples, double slope, double offset, double high, double low)
    {
        var loss = 0.0;
        foreach (var (score, good) in samples)
        {
            var (x, target) = (slope * score + offset, good ? high : low);
            // log(1 + eˣ) − target · x, without overflow.
            loss += Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))) - target * x;
        }

        return loss;
    }
}
