using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;

using Kinora.Ranking.Rails;

namespace Kinora.Benchmarks;

/// <summary>
/// Claim: one feed page, engine, 2,000 candidates of 1 M titles and 5 k seen, costs at most 0.1 ms (p50) and 0.5 ms (p99) warm, and a cold
/// profile at most 1 ms more. <c>feed-engine [--sizes 10000,100000,1000000] [--profiles 1000] [--pages 20000]</c> prints it at each size.
/// </summary>
public class FeedPageBenchmark
{
    private EngineWorld _world = null!;

    [Params(10_000, 100_000)]
    public int Titles { get; set; }

    [GlobalSetup]
    public void Make() => _world = new EngineWorld(Titles, 64);

    [Benchmark]
    public int Page() => _world.NextPage(out _);

    internal static int Run(string[] args)
    {
        var profiles = int.Parse(Option(args, "--profiles", "1000"), CultureInfo.InvariantCulture);
        var pages = int.Parse(Option(args, "--pages", "20000"), CultureInfo.InvariantCulture);
        foreach (var size in Option(args, "--sizes", "10000,100000,1000000").Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture)))
            Measure(size, profiles, pages);
        return 0;
    }

    private static void Measure(int size, int profiles, int pages)
    {
        var world = new EngineWorld(size, profiles);
        Print($"{size:N0} titles, {profiles:N0} profiles with {world.Seen:N0} seen: columns {world.ColumnBytes / size} B a title, "
            + $"index {world.IndexBytes / size} B, profile {world.ProfileBytes / profiles / 1_024} KB with pool ({world.StateBytes / profiles / 1_024} KB without), snapshot warm in {world.WarmMs:N0} ms");
        for (var i = 0; i < pages / 4; i++)
            world.NextPage(out _);
        Report("page, warm", pages, () => Timed(world.PageTicks));
        Report("page after a like", pages / 20, () => Timed(world.PageAfterLike));
        Report("page, cold memory", Math.Min(500, pages / 20), () => Timed(world.ColdPage));
        Report("state read", Math.Min(500, pages / 20), () => Timed(world.ReadState));
        Report("for you", 20, () => Timed(() => world.Rail(context => ForYou.Of(context, 40))));
        Report("because you watched", 50, () => Timed(() => world.Rail(context => Kinora.Ranking.Rails.Nearest.BecauseYouWatched(context, Kinora.Ranking.Rails.Nearest.Seeds(context, 1)[0], 40))));
        Report("trending", 50, () => Timed(() => world.Rail(context => Popular.Trending(context, 40))));
        Report("new releases", 50, () => Timed(() => world.Rail(context => Popular.NewReleases(context, 40))));
        Report("top in genre", 20, () => Timed(() => world.Rail(context => Popular.TopInGenre(context, 3, 40))));
    }

    private static double Timed(Func<long> ticks) => ticks() * 1_000.0 / Stopwatch.Frequency;

    private static void Report(string what, int times, Func<double> run)
    {
        var ms = new double[Math.Max(1, times)];
        for (var i = 0; i < ms.Length; i++)
            ms[i] = run();
        Array.Sort(ms);
        double At(double part) => ms[(int)Math.Min(ms.Length - 1, part * ms.Length)];
        Print($"  {what,-22} p50 {At(0.5),8:0.000} ms   p95 {At(0.95),8:0.000}   p99 {At(0.99),8:0.000}   max {ms[^1],8:0.000}");
    }

    private static void Print(string line) => Console.WriteLine(line);

    private static string Option(string[] args, string name, string otherwise) =>
        Array.IndexOf(args, name) is var at && at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}
