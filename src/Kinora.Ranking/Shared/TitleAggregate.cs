namespace Kinora.Ranking.Shared;

/// <summary>What all profiles together did with one title; counts of two aggregates of one title are added.</summary>
internal readonly record struct TitleAggregate
{
    public required int Title { get; init; }

    /// <summary>Feed impressions, ever.</summary>
    public int Impressions { get; init; }

    /// <summary>Feed impressions in the last 30 days.</summary>
    public int Impressions30 { get; init; }

    /// <summary>Good viewings, ever: a long view, completed or liked.</summary>
    public int Good { get; init; }

    public int Good24Hours { get; init; }

    /// <summary>In the 7 days before the last 24 hours.</summary>
    public int Good7DaysBefore { get; init; }

    /// <summary>Viewings, ever, and those of them that were completed.</summary>
    public int Plays { get; init; }

    public int Completed { get; init; }

    /// <summary>Σ 2^(−age / 7 d) over engagement, as of the state's time.</summary>
    public double Popularity { get; init; }

    /// <summary>Distinct profiles that engaged with it in the time of trends.</summary>
    public int Profiles { get; init; }
}

/// <summary>Likewise for one creator, over the viewings of the last 90 days.</summary>
internal readonly record struct CreatorAggregate(int Creator, int Viewings, double WatchRatioSum, int Likes, int Reports);

/// <summary>Shrunk to the mean by 20 (ranking.md, Signals into numbers).</summary>
internal readonly record struct CreatorQuality(double WatchRatio, double LikeRate, double ReportRate);
