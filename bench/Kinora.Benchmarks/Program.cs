namespace Kinora.Benchmarks;

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
            default:
                await Console.Error.WriteLineAsync($"Benchmarks: commit [FOLDER] | {Server.ServerBenchmarks.Verbs}");
                return 2;
        }
    }
}
