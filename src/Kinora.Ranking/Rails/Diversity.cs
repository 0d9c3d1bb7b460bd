namespace Kinora.Ranking.Rails;

/// <summary>
/// No more than 3 of a series or 40 % of one genre in a row, unless the profile's own history is that narrow (ranking.md, Diversity).
/// </summary>
internal static class Diversity
{
    public const int OfSeries = 3;
    public const double OfGenre = 0.40;

    /// <summary>A row that the rule would make shorter than this is filled up: better narrow than empty.</summary>
    private const int Shortest = 5;

    /// <summary>The row, best first.</summary>
    /// <param name="sorted">Best first.</param>
    public static List<RailPick> Of(RailContext context, List<RailPick> sorted, int limit)
    {
        var row = Choose(context, sorted, limit, limit);

        // Where candidates run out, the row is shorter, and so is what 40 % of it are.
        while (row.Count > Shortest && !Holds(context, row))
            row = Choose(context, sorted, row.Count - 1, row.Count - 1);
        if (row.Count < Math.Min(Shortest, sorted.Count))
            row.AddRange(sorted.Except(row).Take(Math.Min(Shortest, limit) - row.Count).ToArray());
        return row;
    }

    private static List<RailPick> Choose(RailContext context, List<RailPick> sorted, int limit, int length)
    {
        var (row, genres, series) = (new List<RailPick>(limit), new int[context.Columns.Genres], new Dictionary<int, int>());
        foreach (var pick in sorted)
        {
            if (row.Count == limit)
                break;
            var subject = context.Columns.Subject(pick.Title);
            if (series.GetValueOrDefault(subject) >= OfSeries || IsFull(context, genres, pick.Title, length))
                continue;
            series[subject] = series.GetValueOrDefault(subject) + 1;
            foreach (var genre in context.Columns.SubjectGenres(pick.Title))
                genres[genre]++;
            row.Add(pick);
        }

        return row;
    }

    private static bool IsFull(RailContext context, int[] genres, int title, int length)
    {
        foreach (var genre in context.Columns.SubjectGenres(title))
        {
            if (genres[genre] + 1 > Most(context, genre, length))
                return true;
        }

        return false;
    }

    private static bool Holds(RailContext context, List<RailPick> row)
    {
        var genres = new int[context.Columns.Genres];
        foreach (var pick in row)
        {
            foreach (var genre in context.Columns.SubjectGenres(pick.Title))
                genres[genre]++;
        }

        return !genres.Where((count, genre) => count > Most(context, genre, row.Count)).Any();
    }

    private static double Most(RailContext context, int genre, int length)
    {
        var share = genre < context.Taste.GenreShares.Length ? context.Taste.GenreShares[genre] : 0;
        return Math.Floor(Math.Max(OfGenre, share) * length + 1e-9);
    }
}
