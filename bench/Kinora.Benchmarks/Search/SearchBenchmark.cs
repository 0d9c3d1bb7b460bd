using System.Diagnostics;
using System.Globalization;
using Kinora.Catalog.Search;

namespace Kinora.Benchmarks.Search;

/// <summary>
/// Title search: the index in memory beside SQLite's FTS5 (trigram tokenizer) and PostgreSQL's pg_trgm, on the same generated titles and
/// queries in one process. All give the best twenty and the exact total, as the route does. Ours does more for each query: tiers, counts
/// of six facets, typo tolerance. The others order what contains the query by popularity; pg_trgm adds the most similar where nothing does.
/// </summary>
internal static class SearchBenchmark
{
    private const int Page = 20;

    public static async Task RunAsync(int[] sizes)
    {
        foreach (var size in sizes.Length == 0 ? [5_000, 100_000, 1_000_000] : sizes) await RunAsync(size);
    }

    private static async Task RunAsync(int size)
    {
        var titles = new GeneratedTitles(size);
        var ours = Build(titles);
        Console.WriteLine($"\n### {size.ToString("N0", CultureInfo.InvariantCulture)} titles\n");
        var queries = Queries.Of(titles, size >= 500_000 ? 60 : 200);
        var rivals = new List<IRival>();
        await foreach (var rival in Rivals(titles)) rivals.Add(rival);
        Console.WriteLine($"| query | found | ours p50 | p95 | max |{string.Concat(rivals.Select(r => $" {r.Name} p50 | p95 | ratio of p95 |"))}");
        Console.WriteLine($"| --- | ---: | ---: | ---: | ---: |{string.Concat(rivals.Select(_ => " ---: | ---: | ---: |"))}");
        var all = new List<double>();
        // The compiler needs some seconds of work to make its best of the code; a server has had them.
        for (var watch = Stopwatch.StartNew(); watch.ElapsedMilliseconds < 5000;)
            foreach (var (_, list) in queries)
                foreach (var query in list) ours.Find(Request(query));
        foreach (var (name, list) in queries)
        {
            var found = list.Select(q => (double)ours.Find(Request(q)).Total).Average();
            var own = Measure(list, q => ours.Find(Request(q)), 3);
            all.AddRange(own);
            var row = $"| {name} | {found:F0} | {Show(own, 50)} | {Show(own, 95)} | {Show(own, 100)} |";
            foreach (var rival in rivals)
            {
                var theirs = Measure(list.Take(size >= 500_000 ? 12 : 60).ToArray(), q => rival.Find(q, Page), 1);
                row += $" {Show(theirs, 50)} | {Show(theirs, 95)} | {At(theirs, 95) / At(own, 95):F0} × |";
            }

            Console.WriteLine(row);
        }

        Console.WriteLine($"| all | | {Show(all, 50)} | {Show(all, 95)} | {Show(all, 100)} |{string.Concat(rivals.Select(_ => " | | |"))}");
        foreach (var rival in rivals) await rival.DisposeAsync();
        Others(ours, titles);
    }

    private static TitleRequest Request(string query) => new() { Query = query, WithFacets = true, Limit = Page };

    private static TitleSearch Build(GeneratedTitles titles)
    {
        var watch = Stopwatch.StartNew();
        var index = TitleIndex.Build(titles.Names.Length, o => titles.Names[o], CancellationToken.None);
        var names = watch.ElapsedMilliseconds;
        var facets = FacetIndex.Build(titles.Names.Length, titles, CancellationToken.None);
        Console.WriteLine(
            $"\nBuilt {titles.Names.Length:N0} titles in {names} ms, facets in {watch.ElapsedMilliseconds - names} ms, on {Environment.ProcessorCount} cores; "
            + $"{(double)index.Bytes / titles.Names.Length:F0} B a title for names and index, {(double)facets.Bytes / titles.Names.Length:F0} B for facets.");
        return new TitleSearch(index, facets, titles);
    }

    private static async IAsyncEnumerable<IRival> Rivals(GeneratedTitles titles)
    {
        var watch = Stopwatch.StartNew();
        var sqlite = new SqliteRival(titles);
        Console.WriteLine($"{sqlite.Name} built in {watch.ElapsedMilliseconds} ms, {sqlite.Bytes / titles.Names.Length} B a title.");
        yield return sqlite;
        watch.Restart();
        if (await PostgresRival.TryAsync(titles) is { } postgres)
        {
            Console.WriteLine($"{postgres.Name} built in {watch.ElapsedMilliseconds} ms, {postgres.Bytes / titles.Names.Length} B a title.\n");
            yield return postgres;
        }
        else
        {
            Console.WriteLine("PostgreSQL pg_trgm: skipped, set KINORA_TEST_POSTGRES to a superuser's connection string.\n");
        }
    }

    private static void Others(TitleSearch ours, GeneratedTitles titles)
    {
        var filter = new TitleFilter
        {
            Values = new Dictionary<FilterPart, IReadOnlyCollection<int>> { [FilterPart.Kind] = [2, 3], [FilterPart.Genre] = [1, 5, 7] },
            LongestMs = 6_000_000,
        };
        var browse = Measure(["", " "], q => ours.Find(Request(q)), 20);
        var filtered = Measure(
            ["the", "love", "night"], q => ours.Find(new TitleRequest { Query = q, Filter = filter, WithFacets = true }), 20);
        var byName = Measure([""], _ => ours.Find(new TitleRequest { Sort = TitleSort.Name }), 20);
        var suggest = Measure(["t", "th", "the", "nig", "lov"], q => ours.Suggest(q, 8), 20);
        var index = ours.Titles;
        var edits = Measure(
            [.. Enumerable.Range(0, 100).Select(i => $"Renamed {i}")],
            q => index = index.With([KeyValuePair.Create(index.Edits * 31 % titles.Names.Length, (TitleName?)new TitleName(q))]), 1);
        var facets = Measure([""], _ => ours.Facets.With([17], titles), 10);
        var merge = Measure([""], _ => index.Merge(CancellationToken.None), 3);
        Console.WriteLine("\n| also | p50 | p95 |\n| --- | ---: | ---: |");
        foreach (var (name, times) in new[]
                 {
                     ("browse by popularity, with counts", browse), ("browse by name", byName), ("word with three filters, with counts", filtered),
                     ("suggest", suggest), ("one rename, up to 100 in the overlay", edits), ("one change of facets", facets), ("merge of 100 renames", merge),
                 })
            Console.WriteLine($"| {name} | {Show(times, 50)} | {Show(times, 95)} |");
    }

    private static List<double> Measure(string[] queries, Action<string> run, int rounds)
    {
        foreach (var query in queries) run(query);
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var query in queries)
            {
                var start = Stopwatch.GetTimestamp();
                run(query);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return times;
    }

    private static double At(List<double> times, int percent) => times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * percent / 100));

    private static string Show(List<double> times, int percent) => At(times, percent).ToString("F2", CultureInfo.InvariantCulture) + " ms";
}
