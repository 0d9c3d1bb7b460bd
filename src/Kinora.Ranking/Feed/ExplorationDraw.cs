namespace Kinora.Ranking.Feed;

/// <summary>
/// The draw of one slot: with ε from p, else the best by S, and the exact chance of what was taken (ranking.md, Exploration and
/// propensity): p_i = 0.8 w_i/Σw + 0.2/|U|, π = (1 − ε)[i = i*] + ε p_i.
/// </summary>
internal readonly ref struct ExplorationDraw(ReadOnlySpan<double> weights, double epsilon, double uniformShare)
{
    private readonly ReadOnlySpan<double> _weights = weights;
    private readonly double _sum = Sum(weights);

    /// <summary>The chance of a member of U under p.</summary>
    public double ChanceOf(int member)
    {
        var weighted = _sum > 0 ? _weights[member] / _sum : 1.0 / _weights.Length;
        return (1 - uniformShare) * weighted + uniformShare / _weights.Length;
    }

    /// <summary>The member of U that is drawn, or −1 where the best by S is taken.</summary>
    public int Draw(ulong seed, int page, int slot)
    {
        if (CounterRandom.Uniform(seed, (ulong)page, (ulong)slot, 0) >= epsilon)
            return -1;
        var left = CounterRandom.Uniform(seed, (ulong)page, (ulong)slot, 1);
        for (var member = 0; member < _weights.Length - 1; member++)
        {
            left -= ChanceOf(member);
            if (left < 0)
                return member;
        }

        return _weights.Length - 1;
    }

    /// <summary>π of what was taken.</summary>
    /// <param name="isBest">Whether it is i*.</param>
    /// <param name="member">Its place in U; −1 = none.</param>
    public double Propensity(bool isBest, int member) =>
        (isBest ? 1 - epsilon : 0) + (member < 0 ? 0 : epsilon * ChanceOf(member));

    private static double Sum(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        return sum;
    }
}
