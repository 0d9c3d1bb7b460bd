using Kinora.Ranking.Columns;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;

namespace Kinora.Ranking.Tastes;

/// <summary>
/// What a profile's viewings say about its taste: affinities, rates, habits of clock and device, how new and how long it likes things.
/// Derived from the events alone, in sorted order, so that it is the same however they arrived.
/// </summary>
internal sealed class Taste
{
    /// <summary>Completed titles that the genre calibration and the freshness half-life look at.</summary>
    private const int CompletedKept = 50;

    public required Rates Rates { get; init; }

    public required Affinities Affinities { get; init; }

    public required Habits Habits { get; init; }

    /// <summary>Distinct titles that were completed.</summary>
    public required int CompletedTitles { get; init; }

    /// <summary>By genre: share of the completed titles that have it.</summary>
    public required double[] GenreShares { get; init; }

    /// <summary>Median duration of the last 50 completed titles; 0 = unknown.</summary>
    public required double MedianMs { get; init; }

    /// <summary>h of the freshness factor, in days (ranking.md, Score, F).</summary>
    public required double HalfLifeDays { get; init; }

    /// <summary>Null where nothing that was engaged with has an embedding.</summary>
    public required float[]? Centroid { get; init; }

    /// <summary>What the learned model says to the person; null without one, or where it knows nothing of what the person had.</summary>
    public PersonScores? Learned { get; init; }

    /// <summary>What the person corrected.</summary>
    public Corrections Corrections { get; init; } = Corrections.None;

    /// <summary>The taste as of <paramref name="nowMs"/>.</summary>
    public static Taste Of(CatalogueColumns columns, ProfileState state, SharedState shared, long nowMs) =>
        Of(columns, state, shared, nowMs, LearnedOf(columns, state, shared));

    /// <summary>What the model in force says to the profile.</summary>
    public static PersonScores? LearnedOf(CatalogueColumns columns, ProfileState state, SharedState shared) => shared.Model is not { } model
        ? null
        : PersonScores.Of(model, GoodHistory.Of(columns, Remembered(columns, state)));

    /// <summary>The same, where what the model says is known.</summary>
    public static Taste Of(CatalogueColumns columns, ProfileState state, SharedState shared, long nowMs, PersonScores? learned)
    {
        var viewings = state.Viewings.All(columns, state.ResetAt, state.Ratings);
        viewings.RemoveAll(viewing => !columns.Has(viewing.Title));
        var remembered = viewings.FindAll(viewing => !state.Corrections.Forgets(columns, viewing));
        var completed = LastCompleted(columns, remembered);
        var newest = completed.Take(CompletedKept).ToArray();
        return new Taste
        {
            Rates = ProfileRates.Of(viewings, shared.Rates),
            Affinities = Affinities.Of(columns, state, viewings, shared.Rates.WatchRatio, nowMs),
            Habits = Habits.Of(columns, viewings, state.Preferences.UtcOffsetMinutes, state.Corrections),
            CompletedTitles = completed.Count,
            GenreShares = Shares(columns, completed),
            MedianMs = Median([.. newest.Where(viewing => viewing.DurationMs > 0).Select(viewing => (double)viewing.DurationMs)]),
            HalfLifeDays = HalfLife(columns, newest),
            Centroid = Tastes.Centroid.Of(columns, remembered, nowMs),
            Learned = learned,
            Corrections = state.Corrections,
        };
    }

    /// <summary>What happened and still counts, oldest first.</summary>
    private static List<Viewing> Remembered(CatalogueColumns columns, ProfileState state)
    {
        var viewings = state.Viewings.All(columns, state.ResetAt, state.Ratings);
        if (state.Corrections.Any)
            viewings.RemoveAll(viewing => state.Corrections.Forgets(columns, viewing));
        return viewings;
    }

    /// <summary>h = clamp(exp((n ln m + 5 ln 14)/(n + 5)), 2, 180) days, m the median age at viewing of the last n ≤ 50 completed titles.</summary>
    private static double HalfLife(CatalogueColumns columns, IEnumerable<Viewing> completed)
    {
        const double DayMs = 86_400_000;
        var ages = completed.Where(viewing => columns.DatedAt(viewing.Title) != ColumnChunk.Unknown)
            .Select(viewing => (viewing.FirstAt - columns.DatedAt(viewing.Title)) / DayMs).ToArray();
        return HalfLife(ages.Length, Median(ages));
    }

    public static double HalfLife(int n, double medianDays) =>
        Math.Clamp(Math.Exp((n * Math.Log(Math.Max(0.25, medianDays)) + 5 * Math.Log(14)) / (n + 5)), 2, 180);

    public static double Median(double[] values)
    {
        if (values.Length == 0)
            return 0;
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>One viewing a title, its newest completed one; newest first.</summary>
    private static List<Viewing> LastCompleted(CatalogueColumns columns, List<Viewing> viewings)
    {
        var (seen, completed) = (new HashSet<int>(), new List<Viewing>());
        for (var i = viewings.Count - 1; i >= 0; i--)
        {
            if (viewings[i].Completed && columns.Has(viewings[i].Title) && seen.Add(viewings[i].Title))
                completed.Add(viewings[i]);
        }

        return completed;
    }

    private static double[] Shares(CatalogueColumns columns, List<Viewing> completed)
    {
        var shares = new double[columns.Genres];
        foreach (var viewing in completed)
        {
            foreach (var genre in columns.SubjectGenres(viewing.Title))
                shares[genre] += 1.0 / completed.Count;
        }

        return shares;
    }
}
