namespace Kinora.Ranking.Models;

/// <summary>How often it went well, for each of many things, drawn to a mean where little is known: (k + s·mean)/(n + s).</summary>
internal sealed class SmoothedRate(double strength)
{
    private readonly Dictionary<long, (double Good, double All)> _counts = [];

    private double _good;

    private double _all;

    public double Mean => (_good + 0.5) / (_all + 1);

    public void Add(long key, double good, double all = 1)
    {
        var (k, n) = _counts.GetValueOrDefault(key);
        _counts[key] = (k + good, n + all);
        _good += good;
        _all += all;
    }

    public double All(long key) => _counts.GetValueOrDefault(key).All;

    public double Of(long key) => Of(key, Mean);

    public double Of(long key, double mean)
    {
        var (good, all) = _counts.GetValueOrDefault(key);
        return (good + (strength * mean)) / (all + strength);
    }
}
