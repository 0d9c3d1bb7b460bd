namespace Kinora.Benchmarks;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["commit", .. var rest]:
                return await CommitBench.RunAsync(rest);
            default:
                await Console.Error.WriteLineAsync("Benchmarks: commit [FOLDER]");
                return 2;
        }
    }
}
