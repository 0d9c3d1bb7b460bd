namespace Kinora.Ranking.Experiments;

/// <summary>
/// Whether people came to the variants as often as was planned. If not, something loses or doubles them, and no comparison means anything. May be
/// looked at on any day: a Dirichlet-multinomial Bayes factor against the plan, whose inverse's minimum is an always-valid p-value (Lindon and
/// Malek 2022, Anytime-valid inference for multinomial count data).
/// </summary>
internal sealed class SampleRatio
{
    /// <summary>Below, people are told that something is wrong.</summary>
    public const double Alarm = 0.01;

    private readonly double[] _shares;
    private readonly int[] _counts;
    private double _log;
    private double _most;
    private int _all;

    /// <summary>Nobody has come yet.</summary>
    /// <param name="shares">What was planned; any unit.</param>
    public SampleRatio(IReadOnlyList<double> shares)
    {
        var sum = shares.Sum();
        _shares = [.. shares.Select(share => share / sum)];
        _counts = new int[shares.Count];
    }

    public IReadOnlyList<int> Counts => _counts;

    /// <summary>The chance, if all goes by the plan, that it ever looks as bad as it once did.</summary>
    public double P => Math.Min(1, Math.Exp(-_most));

    public bool IsOff => P < Alarm;

    /// <summary>The next person, in the order in which they came.</summary>
    public void Add(int variant)
    {
        var prior = _shares.Length * _shares[variant];
        _log += Math.Log((prior + _counts[variant]) / (_shares.Length + _all)) - Math.Log(_shares[variant]);
        _counts[variant]++;
        _all++;
        _most = Math.Max(_most, _log);
    }
}
