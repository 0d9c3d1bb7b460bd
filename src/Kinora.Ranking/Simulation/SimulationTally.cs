using Kinora.Ranking.Columns;
using Kinora.Ranking.Evaluation;
using Kinora.Ranking.Feed;

namespace Kinora.Ranking.Simulation;

/// <summary>Counts what was handed out, beside what an oracle would have.</summary>
internal sealed class SimulationTally(SimulationOptions options, Town town, long startMs)
{
    private const long CooldownMs = 30 * Town.DayMs;
    private const int LastDays = 7;

    /// <summary>The part of the way from chance to the oracle at which a person counts as known.</summary>
    private const double Known = 0.25;

    private readonly Exposure _exposure = new(options.Clips);
    private readonly int[] _pagesOf = new int[options.People];
    private readonly (double Days, int Pages)?[] _knownAfter = new (double, int)?[options.People];
    private int _pages;
    private int _places;
    private int _early;
    private int _repeats;
    private int _short;
    private int _explored;
    private int _good;
    private (double Best, double Had, double ByChance, int Places) _all;
    private (double Best, double Had, double ByChance, int Places) _late;

    public void Watched(bool good) => _good += good ? 1 : 0;

    /// <summary>Counts a page.</summary>
    /// <param name="seen">When the person last had each clip in sight, before this page.</param>
    public void Add(int person, long at, FeedPage page, CatalogueColumns columns, Dictionary<int, long> seen)
    {
        _pages++;
        _pagesOf[person]++;
        _places += page.Items.Count;
        _short += page.Items.Count < Math.Min(options.PageSize, page.Inventory.Eligible) ? 1 : 0;
        _repeats += page.Items.Count(item => item.Repeat);
        _explored += page.Items.Count(item => item.Explored);
        _early += page.Items.Count(item => !item.Repeat && seen.TryGetValue(item.Title, out var last) && at - last < CooldownMs);
        _exposure.Add([.. page.Items.Select(item => (item.Title, 1f))]);
        var had = page.Items.Sum(item => town.Chance(person, item.Title));
        var (best, byChance) = Best(person, at, columns, seen, page.Items.Count);
        _all = (_all.Best + best, _all.Had + had, _all.ByChance + byChance, _all.Places + page.Items.Count);
        if (at >= startMs + ((options.Days - LastDays) * Town.DayMs))
            _late = (_late.Best + best, _late.Had + had, _late.ByChance + byChance, _late.Places + page.Items.Count);
        if (_knownAfter[person] is null && had >= byChance + (Known * (best - byChance)))
            _knownAfter[person] = ((at - startMs) / (double)Town.DayMs - town.ArrivesOn[person], _pagesOf[person]);
    }

    public SimulationReport Report(Crowd crowd)
    {
        var end = startMs + (options.Days * Town.DayMs);
        var born = Enumerable.Range(0, options.Clips).Where(clip => town.BornAt[clip] >= startMs && town.BornAt[clip] < end - (LastDays * Town.DayMs)).ToList();
        var best = born.OrderByDescending(town.QualityOf).Take((born.Count + 4) / 5).ToList();
        var found = best.Select(clip => crowd.FoundAt(clip) is { } at ? (at - town.BornAt[clip]) / (double)Town.DayMs : (double?)null).ToList();
        var late = Enumerable.Range(0, options.People).Where(person => town.ArrivesOn[person] > 0 && _pagesOf[person] > 0).ToList();
        return new SimulationReport(
            options.Explores, _pages, _places, _early, _repeats, _short, (double)_good / Math.Max(1, _places), Share(_all.Best, _all.Places), Share(_all.ByChance, _all.Places),
            Share(_all.Best - _all.Had, _all.Places), Share(_late.Best - _late.Had, _late.Places), _exposure.Coverage, _exposure.Gini,
            (double)_explored / Math.Max(1, _places), Median(found), best.Count == 0 ? 0 : found.Count(days => days is not null) / (double)best.Count,
            Median([.. late.Select(person => _knownAfter[person]?.Days)]), Median([.. late.Select(person => (double?)_knownAfter[person]?.Pages)]));
    }

    /// <summary>Among the clips that are fresh for the person: the sum of the best chances, and of as many usual ones.</summary>
    private (double Best, double ByChance) Best(int person, long at, CatalogueColumns columns, Dictionary<int, long> seen, int places)
    {
        var (sum, fresh, best) = (0.0, 0, new PriorityQueue<double, double>(places + 1));
        for (var clip = 0; clip < columns.Count; clip++)
        {
            if (!columns.Has(clip) || (seen.TryGetValue(clip, out var last) && at - last < CooldownMs))
                continue;
            var chance = town.Chance(person, clip);
            (sum, fresh) = (sum + chance, fresh + 1);
            if (best.Count < places)
                best.Enqueue(chance, chance);
            else if (places > 0 && chance > best.Peek())
                best.EnqueueDequeue(chance, chance);
        }

        return (best.UnorderedItems.Sum(one => one.Element), fresh == 0 ? 0 : places * sum / fresh);
    }

    private static double Share(double sum, int places) => sum / Math.Max(1, places);

    /// <summary>Null where fewer than half of them have a number.</summary>
    private static double? Median(List<double?> numbers)
    {
        var sorted = numbers.Select(number => number ?? double.PositiveInfinity).Order().ToList();
        return sorted.Count > 0 && sorted[(sorted.Count - 1) / 2] is var median && double.IsFinite(median) ? median : null;
    }
}
