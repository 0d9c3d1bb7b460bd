using System.Globalization;

namespace Kinora.Benchmarks;

/// <summary>One verb a claim: <c>Kinora.Benchmarks search 5000 100000</c>. Prints Markdown.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["commit", .. var rest]:
                return await CommitBench.RunAsync(rest);
            case ["search", .. var sizes]:
                await Search.SearchBenchmark.RunAsync([.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
                return 0;
            default:
                await Console.Error.WriteLineAsync("Benchmarks: commit [FOLDER], search [TITLES ...]");
                return 2;
        }
    }
}
