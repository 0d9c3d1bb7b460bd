using System.Collections.Concurrent;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Shared;

namespace Kinora.Ranking.Rails;

/// <summary>
/// What the rails of all profiles have in common: worked out once for a snapshot and what is learned from everybody, when first asked for.
/// Nothing in it is about one profile, so who reads it still asks whether the profile may have a title.
/// </summary>
internal sealed class RailTables(CatalogueColumns columns, SharedState shared, Func<IEnumerable<int>>? featured = null)
{
    /// <summary>Places of a genre that are kept in order; who passes over all of them looks at the whole genre.</summary>
    private const int Kept = 500;

    private readonly ConcurrentDictionary<int, TopRated> _top = new();
    private readonly Lazy<int[]> _largest = new(() =>
    [
        .. Enumerable.Range(0, columns.Genres).Where(genre => columns.TopicOfGenre(genre) != 0)
            .OrderByDescending(genre => columns.Chunks.Sum(chunk => chunk.Index[columns.TopicOfGenre(genre)].Length)),
    ]);

    private readonly Lazy<int[]> _featured = new(() => [.. (featured?.Invoke() ?? []).Distinct()]);

    /// <summary>Genres with a topic, those with most titles first.</summary>
    public IReadOnlyList<int> LargestGenres => _largest.Value;

    /// <summary>Editorial titles.</summary>
    public IReadOnlyList<int> Featured => _featured.Value;

    public TopRated TopOf(int genre) => _top.GetOrAdd(genre, static (genre, tables) => tables.FindTop(genre), this);

    private TopRated FindTop(int genre)
    {
        var titles = new List<int>();
        columns.AddWith(columns.TopicOfGenre(genre), titles);
        titles.RemoveAll(title => !RailContext.IsShown(columns.KindOf(title)));
        var (all, scores) = (titles.ToArray(), titles.ConvertAll(title => Popular.TopRated(columns, shared, title)).ToArray());
        Best.Sort(all, scores);
        var rated = Array.FindAll(all, title => shared[title].Good > 0);
        return new TopRated(rated[..Math.Min(Kept, rated.Length)], rated.Length, all[..Math.Min(Kept, all.Length)], all.Length);
    }

    /// <summary>The best of a genre, best first: of those that were rated, and of all; and how many there are.</summary>
    internal sealed record TopRated(int[] Rated, int AllRated, int[] Any, int All)
    {
        public bool RatedWhole => Rated.Length == AllRated;

        public bool AnyWhole => Any.Length == All;
    }
}
