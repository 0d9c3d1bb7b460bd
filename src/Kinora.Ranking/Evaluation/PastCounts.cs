using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>What the histories alone say of each video.</summary>
internal sealed class PastCounts
{
    private const double Strength = 20;

    private readonly ImpressionLog _log;

    public PastCounts(ImpressionLog log)
    {
        _log = log;
        var count = log.Videos.Length;
        (Watchers, Views, LongViews, Likes) = (new int[count], new int[count], new int[count], new int[count]);
        foreach (var past in log.Pasts)
        {
            foreach (var video in past.Watched.Distinct())
                Watchers[video]++;
            foreach (var video in past.Watched)
                Views[video]++;
            foreach (var video in past.WatchedLong)
                LongViews[video]++;
            foreach (var video in past.Liked)
                Likes[video]++;
        }

        Mean = LongViews.Sum() / (double)Math.Max(1, Views.Sum());
    }

    public int[] Watchers { get; }

    public int[] Views { get; }

    public int[] LongViews { get; }

    public int[] Likes { get; }

    public double Mean { get; }

    /// <summary>Item quality: (long + 20 p)/(watched + 20).</summary>
    public double Rate(int video) => (LongViews[video] + (Strength * Mean)) / (Views[video] + Strength);

    public Histories Watched() => Of(past => past.Watched);

    public Histories WatchedLong() => Of(past => past.WatchedLong);

    private Histories Of(Func<PastViewing, int[]> part) => Histories.From(
        _log.Videos.Length, _log.Pasts.Select(past => (part(past).Distinct().ToArray(), (long[]?)null)));
}

/// <summary>How near a video is to what somebody watched, and watched long.</summary>
internal sealed class ItemAffinities
{
    private const float Lambda = 500;

    private readonly (Histories Past, Matrices.Matrix Weights)[] _parts;

    public ItemAffinities(PastCounts counts, CancellationToken cancel) => _parts =
        Array.ConvertAll([counts.Watched(), counts.WatchedLong()], past => (past, Ease.Fit(past, Lambda, 0, cancel)));

    public int Count => _parts.Length;

    public float Of(int part, int user, int video) => ImpressionRun.Sum(_parts[part].Weights, _parts[part].Past.Of(user), video);
}
