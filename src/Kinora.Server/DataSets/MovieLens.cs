using System.Globalization;
using System.Text;
using Kinora.Catalog.Import;
using Kinora.Ranking.Evaluation;

namespace Kinora.Server.DataSets;

/// <summary>The three MovieLens sets, each in its own shape, and the files of two published splits of the largest.</summary>
internal static class MovieLens
{
    private const long Week = 7 * 86_400;

    public static InteractionLog Read1M(string folder)
    {
        var genres = new Dictionary<string, string[]>(StringComparer.Ordinal);
        using (var movies = TextTable.Open(folder, "movies.dat", "::", Encoding.Latin1))
        {
            while (movies.Next())
                genres[movies.Text(0)] = movies.Text(2).Split('|');
        }

        using var table = TextTable.Open(folder, "ratings.tsv");
        var place = table.Header(["user_id", "movie_id", "rating", "seq"]);
        var log = new LogBuilder(values: true, times: true);
        while (table.Next())
            log.Add(table.Text(place[0]), table.Text(place[1]), table.Number(place[2]), table.Long(place[3]));
        return log.Done(0, genres);
    }

    public static InteractionLog Read100K(string folder)
    {
        var names = new List<string>();
        using (var list = TextTable.Open(folder, "u.genre", "|"))
        {
            while (list.Next())
                names.Add(list.Text(0));
        }

        var genres = new Dictionary<string, string[]>(StringComparer.Ordinal);
        using (var items = TextTable.Open(folder, "u.item", "|", Encoding.Latin1))
        {
            while (items.Next())
                genres[items.Text(0)] = [.. names.Where((_, genre) => items.Text(5 + genre) == "1")];
        }

        using var table = TextTable.Open(folder, "u.data");
        var log = new LogBuilder(values: true, times: true);
        while (table.Next())
            log.Add(table.Text(0), table.Text(1), table.Number(2), table.Long(3));
        return log.Done(Week, genres);
    }

    public static InteractionLog ReadLatest(string folder)
    {
        var genres = new Dictionary<string, string[]>(StringComparer.Ordinal);
        using (var movies = new CsvReader(File.OpenRead(Path.Combine(folder, "movies.csv"))))
        {
            var cells = new List<string>();
            while (movies.Read(cells))
                genres[cells[0]] = cells[2].Split('|');
        }

        using var table = TextTable.Open(folder, "ratings.csv", ",");
        var place = table.Header(["userId", "movieId", "rating", "timestamp"]);
        var log = new LogBuilder(values: true, times: true);
        while (table.Next())
            log.Add(table.Text(place[0]), table.Text(place[1]), table.Number(place[2]), table.Long(place[3]));
        return log.Done(Week, genres);
    }

    /// <summary>The published test lists, in the log's numbers.</summary>
    public static (int User, int Target, int[] Others)[] NcfTests(string folder, InteractionLog log)
    {
        var items = new Dictionary<string, int>(StringComparer.Ordinal);
        using (var map = TextTable.Open(folder, "ncf.item_map.tsv"))
        {
            var place = map.Header(["ncf_item", "movie_id"]);
            while (map.Next())
                items[map.Text(place[0])] = Array.IndexOf(log.ItemIds, map.Text(place[1]));
        }

        using var table = TextTable.Open(folder, "ncf.test.negative");
        var tests = new List<(int, int, int[])>();
        while (table.Next())
        {
            var pair = table.Text(0).Trim('(', ')').Split(',');
            var user = Array.IndexOf(log.UserIds, (int.Parse(pair[0], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture));
            tests.Add((user, items[pair[1]], [.. Enumerable.Range(1, table.FieldCount - 1).Select(place => items[table.Text(place)])]));
        }

        return [.. tests];
    }

    public static ListProtocol DiffRec(string folder)
    {
        var parts = Array.ConvertAll(["train.tsv", "valid.tsv", "test.tsv"], name => Pairs(folder, name));
        var all = parts.SelectMany(part => part).ToArray();
        return FileSplits.DiffRec(all.Max(pair => pair.User) + 1, all.Max(pair => pair.Item) + 1, parts[0], parts[1], parts[2]);
    }

    private static (int User, int Item)[] Pairs(string folder, string name)
    {
        using var table = TextTable.Open(folder, name);
        var place = table.Header(["user", "item"]);
        var pairs = new List<(int, int)>();
        while (table.Next())
            pairs.Add(((int)table.Long(place[0]), (int)table.Long(place[1])));
        return [.. pairs];
    }
}
