using System.Numerics.Tensors;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Feed;

/// <summary>
/// The factors of S that do not depend on the places before: E (with A, Q, V), F and C (ranking.md, Score). One for a profile, an hour and a
/// way of asking.
/// </summary>
internal sealed class ScoreContext(
    CatalogueColumns columns, SharedState shared, Taste taste, int slot, Device device, Connection connection)
{
    private const double Neutral = 0.5;
    private const long ShortForSlowMs = 60_000;

    /// <summary>What stands for an unknown date among minutes.</summary>
    public const int Undated = int.MinValue;

    private readonly double[] _slotHabit = taste.Habits.OfSlot(slot);
    private readonly double[] _deviceHabit = taste.Habits.OfDevice(device);
    private readonly double[] _genres = [.. Enumerable.Range(0, columns.Genres).Select(taste.Affinities.Genre)];

    public Taste Taste => taste;

    /// <summary>w E + w C: what of S changes neither with the places before nor within the minute.</summary>
    public float Steady(int title, in DialWeights dial)
    {
        var weights = dial.InScore;
        return (float)(weights.E * E(title).E + weights.C * C(title));
    }

    /// <summary>E = 0.5 A + 0.3 Q + 0.2 V.</summary>
    public (double E, double A, double Q, double V) E(int title)
    {
        var statistics = shared[title];
        var a = A(title);
        var q = Clamped(shared.Quality(columns.KindOf(title), columns.DurationOf(title), statistics));
        var v = Clamped(SharedState.Growth(statistics));
        return (Clamped(0.5 * (a < 0 ? Neutral : a) + 0.3 * q + 0.2 * v), a, q, v);
    }

    /// <summary>The chance of a good viewing by the learned model; where it offers nothing, the affinity, as a chance where that was measured.</summary>
    private double A(int title)
    {
        if (taste.Learned?.ChanceOf(columns.Subject(title)) is { } chance and >= 0)
            return Clamped(taste.Corrections.Of(columns, title, chance));
        var affinity = taste.Corrections.OfMoods(columns, columns.Subject(title), Affinity(title));
        return shared.Model?.Otherwise is { } measured ? Clamped(measured.Of(affinity < 0 ? Neutral : affinity)) : affinity;
    }

    /// <summary>Without a learned model: 0.5 creator + 0.3 genre + 0.2 (1 + cos centroid)/2, unknown parts dropped; −1 if none.</summary>
    public double Affinity(int title)
    {
        var (sum, weight) = (0.0, 0.0);
        var subject = columns.Subject(title);
        if (columns.CreatorOf(subject) is var creator && creator >= 0 && taste.Affinities.Creator(creator) is var dear && dear >= 0)
            (sum, weight) = (0.5 * dear, 0.5);
        if (MeanOf(title, _genres) is var genre && genre >= 0)
            (sum, weight) = (sum + 0.3 * genre, weight + 0.3);
        if (taste.Centroid is { } centroid && columns.Chunk(subject).Vectors is { } vectors && vectors.Has(CatalogueColumns.Local(subject)))
        {
            sum += 0.2 * (1 + Centroid.Cosine(centroid, vectors[CatalogueColumns.Local(subject)])) / 2;
            weight += 0.2;
        }

        return weight == 0 ? -1 : Clamped(sum / weight);
    }

    /// <summary>Mean of what is known of slot habit, device habit, connection and duration fit; 0.5 if nothing.</summary>
    public double C(int title)
    {
        var (sum, known) = (0.0, 0);
        if (MeanOf(title, _slotHabit) is var bySlot && bySlot >= 0)
            (sum, known) = (sum + bySlot, known + 1);
        if (device != Device.Unknown && MeanOf(title, _deviceHabit) is var byDevice && byDevice >= 0)
            (sum, known) = (sum + byDevice, known + 1);
        var duration = columns.DurationOf(title);
        if (connection != Connection.Unknown)
            (sum, known) = (sum + (connection == Connection.Slow && duration > ShortForSlowMs ? 0.5 : 1), known + 1);
        if (taste.MedianMs > 0 && duration > 0)
            (sum, known) = (sum + Math.Min(duration / taste.MedianMs, taste.MedianMs / duration), known + 1);
        return known == 0 ? Neutral : Clamped(sum / known);
    }

    public int DatedMinute(int title) =>
        columns.DatedAt(title) is var at && at == ColumnChunk.Unknown ? Undated : (int)Math.Clamp(at / 60_000, int.MinValue + 1, int.MaxValue);

    /// <summary>F = 2^(−max(0, age)/h); 0.5 where nobody knows the date.</summary>
    public void F(ReadOnlySpan<int> datedMinutes, int nowMinute, Span<float> to)
    {
        var scale = (float)(-1 / (taste.HalfLifeDays * 24 * 60));
        for (var i = 0; i < to.Length; i++)
            to[i] = datedMinutes[i] == Undated ? -1 : Math.Max(0, nowMinute - datedMinutes[i]) * scale;
        TensorPrimitives.Exp2(to, to);
    }

    public float F(int title, int nowMinute)
    {
        Span<float> one = stackalloc float[1];
        F([DatedMinute(title)], nowMinute, one);
        return one[0];
    }

    /// <summary>−1 where nothing is known.</summary>
    private double MeanOf(int title, double[] byGenre)
    {
        var (sum, known) = (0.0, 0);
        foreach (var genre in columns.SubjectGenres(title))
        {
            if (genre < byGenre.Length && byGenre[genre] is var value && value >= 0)
                (sum, known) = (sum + value, known + 1);
        }

        return known == 0 ? -1 : sum / known;
    }

    /// <summary>Every factor lies in [0, 1]; NaN is a fault.</summary>
    public static double Clamped(double factor) =>
        double.IsNaN(factor) ? throw new InvalidOperationException("A factor of the score is not a number.") : Math.Clamp(factor, 0, 1);
}
