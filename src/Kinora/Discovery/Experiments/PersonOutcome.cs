using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;

namespace Kinora.Discovery.Experiments;

/// <summary>What variants are compared by.</summary>
internal enum Figure
{
    /// <summary>Titles watched to the end, of those that the person saw of the feed.</summary>
    Completion,

    /// <summary>Titles liked, of those seen.</summary>
    Like,

    /// <summary>Things hidden or disliked, of the titles seen.</summary>
    Hide,

    /// <summary>Whether the person asked for the feed again, a day or more after coming in.</summary>
    Return,
}

/// <summary>What came of one person's first days in a variant, counted over the titles that the feed handed out in it.</summary>
internal sealed record PersonOutcome(int Seen, int Completed, int Liked, int Hidden, bool Returned)
{
    public const long WindowMs = 7 * DayMs;

    private const long DayMs = 86_400_000;

    /// <summary>From 0 to 1; everybody weighs the same. Who saw nothing completed nothing.</summary>
    public double Of(Figure figure) => figure switch
    {
        Figure.Completion => Share(Completed),
        Figure.Like => Share(Liked),
        Figure.Hide => Share(Hidden),
        Figure.Return => Returned ? 1 : 0,
    };

    /// <summary>Counts one person.</summary>
    /// <param name="variant">As pages keep it, <c>flag=variant</c>.</param>
    /// <param name="pages">The person's.</param>
    /// <param name="seen">Titles that were in sight in these days.</param>
    /// <param name="hidden">Times at which something was hidden.</param>
    public static PersonOutcome Of(
        string variant, long enteredAt, IEnumerable<FeedPage> pages, IReadOnlySet<int> seen, IEnumerable<Viewing> viewings, IEnumerable<long> hidden)
    {
        var until = enteredAt + WindowMs;
        var (handed, returned) = (new HashSet<int>(), false);
        foreach (var page in pages.Where(page => page.MadeAtMs >= enteredAt && page.MadeAtMs < until))
        {
            returned |= page.MadeAtMs >= enteredAt + DayMs;
            if (page.Variants.Split(';').Contains(variant, StringComparer.Ordinal))
                handed.UnionWith(page.Titles());
        }

        var own = viewings.Where(viewing => handed.Contains(viewing.Title) && viewing.FirstAt >= enteredAt && viewing.FirstAt < until).ToList();
        int Titles(Func<Viewing, bool> which) => own.Where(which).Select(viewing => viewing.Title).Distinct().Count();
        return new PersonOutcome(
            handed.Count(title => seen.Contains(title) || own.Exists(viewing => viewing.Title == title)), Titles(viewing => viewing.Completed),
            Titles(viewing => viewing.Liked), Titles(viewing => viewing.Disliked) + hidden.Count(at => at >= enteredAt && at < until), returned);
    }

    private double Share(int count) => Math.Min(1, count / Math.Max(1.0, Seen));
}
