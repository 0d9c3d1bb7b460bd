namespace Kinora.Benchmarks;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["commit", .. var rest]:
                return await CommitBench.RunAsync(rest);
            case ["feed-engine", .. var rest]:
                return FeedPageBenchmark.Run(rest);
            default:
                await Console.Error.WriteLineAsync("Benchmarks: commit [FOLDER] | feed-engine [--sizes 10000,100000,1000000] [--profiles N] [--pages N]");
                return 2;
        }
    }
}
