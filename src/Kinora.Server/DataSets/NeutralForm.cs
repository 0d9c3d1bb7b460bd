using Kinora.Ranking.Evaluation;

namespace Kinora.Server.DataSets;

/// <summary>
/// The form that any data set can be brought into: <c>interactions.tsv[.gz]</c> with the columns user, item and, if there are such, time and
/// value, in any order; <c>items.tsv[.gz]</c> with item and, if there are such, title, genres, creator and text, lists joined by <c>|</c>.
/// </summary>
internal static class NeutralForm
{
    public const string File = "interactions.tsv";

    /// <summary>Times larger than this count milliseconds, smaller ones seconds; below <see cref="Earliest"/> they only order.</summary>
    private const long Milliseconds = 100_000_000_000;

    private const long Earliest = 100_000_000;

    private const long Week = 7 * 86_400;

    public static InteractionLog Read(string folder)
    {
        using var table = TextTable.Open(folder, File);
        var place = table.Header(["user", "item"], "time", "value");
        var log = new LogBuilder(place[3] >= 0, place[2] >= 0);
        var largest = 0L;
        while (table.Next())
        {
            var time = place[2] < 0 ? 0 : table.Long(place[2]);
            largest = Math.Max(largest, time);
            log.Add(table.Text(place[0]), table.Text(place[1]), place[3] < 0 ? 1 : table.Number(place[3]), time);
        }

        return log.Done(largest > Milliseconds ? Week * 1000 : largest > Earliest ? Week : 0, Genres(folder));
    }

    private static Dictionary<string, string[]>? Genres(string folder)
    {
        if (TextTable.Find(folder, "items.tsv") is null)
            return null;
        using var table = TextTable.Open(folder, "items.tsv");
        var place = table.Header(["item"], "genres");
        var genres = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (place[1] >= 0 && table.Next())
            genres[table.Text(place[0])] = table.Text(place[1]).Split('|', StringSplitOptions.RemoveEmptyEntries);
        return genres;
    }
}
