using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kinora.Ranking.Feed;

namespace Kinora.Discovery.Feed;

/// <summary>What one can watch of the feed.</summary>
internal sealed class FeedMeter(IMeterFactory meters)
{
    private readonly Counter<long> _items = meters.Create("Kinora").CreateCounter<long>("kinora_feed_items_total");
    private readonly Counter<long> _repeats = meters.Create("Kinora").CreateCounter<long>("kinora_feed_repeats_total");
    private readonly Counter<long> _again = meters.Create("Kinora").CreateCounter<long>("kinora_feed_again_total");
    private readonly Counter<long> _lost = meters.Create("Kinora").CreateCounter<long>("kinora_feed_lost_races_total");
    private readonly Histogram<double> _seconds = meters.Create("Kinora").CreateHistogram<double>("kinora_feed_page_seconds", "s");

    public void Handed(FeedPage page)
    {
        foreach (var item in page.Items)
        {
            _items.Add(1, new KeyValuePair<string, object?>("rung", item.Rung.ToString().ToLowerInvariant()));
            if (item.Repeat)
                _repeats.Add(1, new KeyValuePair<string, object?>("forced", page.Inventory.Exhausted));
        }
    }

    public void Again() => _again.Add(1);

    /// <summary>A page that was ranked in vain: somebody else moved the profile.</summary>
    public void Lost() => _lost.Add(1);

    /// <summary>Measures until disposed.</summary>
    public Timing Making() => new(_seconds, Stopwatch.GetTimestamp());

    internal readonly record struct Timing(Histogram<double> Seconds, long Started) : IDisposable
    {
        public void Dispose() => Seconds.Record(Stopwatch.GetElapsedTime(Started).TotalSeconds);
    }
}
