using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Tastes;

/// <summary>
/// When and on what a profile watches which genre: the lift of the genre in a weekday part and hour band, or on a device, shrunk to 1 by 10
/// pseudo-viewings (ranking.md, Score, C).
/// </summary>
internal sealed class Habits
{
    public const double Unknown = -1;
    private const double PseudoViewings = 10;
    private const int Bands = 6;
    /// <summary>Weekday and weekend, by six parts of the day each.</summary>
    public const int Slots = 2 * Bands;
    private static readonly int Devices = Enum.GetValues<Device>().Length;

    private readonly int _genres;

    /// <summary>Viewings by (slot or device) × genre, then one row for all.</summary>
    private readonly ushort[] _counts;
    private readonly int[] _sizes;
    private readonly int _viewings;
    private readonly Corrections _said;

    private Habits(CatalogueColumns columns, List<Viewing> viewings, int utcOffsetMinutes, Corrections said)
    {
        (_genres, _said) = (columns.Genres, said);
        _counts = new ushort[(Slots + Devices + 1) * _genres];
        _sizes = new int[Slots + Devices];
        foreach (var viewing in viewings)
        {
            var slot = SlotOf(viewing.FirstAt, utcOffsetMinutes);
            if (viewing.Skipped || viewing.Disliked || viewing.FirstAt < Corrections.Since(said.Slots, slot))
                continue;
            _viewings++;
            Count(columns, viewing, slot);
            if (viewing.Device != Device.Unknown)
                Count(columns, viewing, Slots + (int)viewing.Device);
            foreach (var genre in columns.SubjectGenres(viewing.Title))
                _counts[(Slots + Devices) * _genres + genre]++;
        }
    }

    public static Habits Of(CatalogueColumns columns, List<Viewing> viewings, int utcOffsetMinutes, Corrections? said = null) =>
        new(columns, viewings, utcOffsetMinutes, said ?? Corrections.None);

    /// <summary>Weekday or weekend, and which four hours of the day, in the profile's time zone.</summary>
    public static int SlotOf(long atMs, int utcOffsetMinutes)
    {
        var local = DateTimeOffset.FromUnixTimeMilliseconds(atMs).AddMinutes(utcOffsetMinutes);
        var weekend = local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return (weekend ? Bands : 0) + local.Hour * Bands / 24;
    }

    /// <summary>
    /// clamp(lift/2, 0, 1) by genre; <see cref="Unknown"/> where the genre was never watched. Where the person wants more or less of the habit
    /// of that part of the week, it differs twice or half as much from no habit.
    /// </summary>
    public double[] OfSlot(int slot)
    {
        var lifts = Row(slot);
        var by = !_said.Slots.TryGetValue(slot, out var said) ? 1 : said.Kind switch { CorrectionKind.More => 2, CorrectionKind.Less => 0.5, CorrectionKind.Forget => 1 };
        return by is 1 ? lifts : Array.ConvertAll(lifts, lift => lift < 0 ? lift : Math.Clamp(0.5 + (by * (lift - 0.5)), 0, 1));
    }

    public double[] OfDevice(Device device) => Row(Slots + (int)device, device != Device.Unknown);

    private double[] Row(int row, bool known = true)
    {
        var lifts = new double[_genres];
        for (var genre = 0; genre < _genres; genre++)
        {
            var all = _counts[(Slots + Devices) * _genres + genre];
            lifts[genre] = known && all > 0 ? Lift(_counts[row * _genres + genre], _sizes[row], all, _viewings) : Unknown;
        }

        return lifts;
    }

    public static double Lift(int here, int hereAll, int genre, int viewings)
    {
        var lift = hereAll == 0 ? 1 : (double)here / hereAll * viewings / genre;
        return Math.Clamp((hereAll * lift + PseudoViewings) / (hereAll + PseudoViewings) / 2, 0, 1);
    }

    private void Count(CatalogueColumns columns, Viewing viewing, int row)
    {
        _sizes[row]++;
        foreach (var genre in columns.SubjectGenres(viewing.Title))
            _counts[row * _genres + genre]++;
    }
}
