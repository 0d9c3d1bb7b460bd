using System.Globalization;

namespace Kinora.Benchmarks;

/// <summary>One verb a claim: <c>Kinora.Benchmarks search 5000 100000</c>. Prints Markdown.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (await Server.ServerBenchmarks.TryRunAsync(args))
            return 0;
        switch (args)
        {
            case ["commit", .. var rest]:
                return await CommitBench.RunAsync(rest);
            case ["search", .. var sizes]:
                await Search.SearchBenchmark.RunAsync(Array.ConvertAll(sizes, Number));
                return 0;
            case ["import", .. var sizes]:
                await Catalog.CatalogueBenchmark.ImportAsync(Array.ConvertAll(sizes, Number));
                return 0;
            case ["snapshot", .. var sizes]:
                await Catalog.CatalogueBenchmark.SnapshotAsync(Array.ConvertAll(sizes, Number));
                return 0;
            case ["inverse", .. var sizes]:
                Matrices.InverseBenchmark.Run(Array.ConvertAll(sizes, Number));
                return 0;
            case ["nats", .. var rest]:
                return await NatsBench.RunAsync(rest);
            case ["marathon"]:
                return MarathonBench.Run();
            case ["vectors", .. var sizes]:
                Nearest.VectorBenchmark.Run(Array.ConvertAll(sizes, Number));
                return 0;
            case ["embed", var folder]:
                await Nearest.VectorBenchmark.EmbedAsync(folder);
                return 0;
            case ["row-security"]:
                return await RowSecurityBench.RunAsync();
            case ["feed-engine", .. var rest]:
                return FeedPageBenchmark.Run(rest);
            default:
                await Console.Error.WriteLineAsync(
                    "Benchmarks: commit [FOLDER] | nats [URL] | marathon | row-security | embed FOLDER | search, import, snapshot or vectors [TITLES ...]"
                    + $" | inverse [SIZES ...] | feed-engine [--sizes A,B] [--profiles N] [--pages N] | {Server.ServerBenchmarks.Verbs}");
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
