using System.Globalization;
using Kinora.EndToEnd.Feed;

namespace Kinora.Benchmarks.Server;

/// <summary>
/// Verbs that load a running server: <c>signals [TITLES [SECONDS]]</c>, <c>impressions</c>, <c>home</c>,
/// <c>feed-http [TITLES [SECONDS [PER_SECOND [PROFILES]]]]</c>, <c>feed-chaos [PAGES]</c>, <c>vault [STATES ...]</c>.
/// </summary>
internal static class ServerBenchmarks
{
    public const string Verbs = "signals | impressions | home [TITLES [SECONDS]], feed-http [TITLES [SECONDS [PER_SECOND [PROFILES]]]], feed-chaos [PAGES], vault [STATES ...]";

    /// <summary>False for a verb of somebody else.</summary>
    public static async Task<bool> TryRunAsync(string[] args)
    {
        int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
        switch (args.FirstOrDefault())
        {
            case "signals":
                await SignalsBenchmark.RunAsync(Number(1, 10_000), Number(2, 10));
                return true;
            case "impressions":
                await SignalsBenchmark.ImpressionsAsync(Number(1, 10_000), Number(2, 15));
                return true;
            case "home":
                await HomeBenchmark.RunAsync(Number(1, 10_000), Number(2, 15));
                return true;
            case "feed-http":
                await FeedBenchmark.RunAsync(Number(1, 10_000), Number(4, 2_000), Number(3, 300), Number(2, 30));
                return true;
            case "vault":
                await VaultBenchmark.RunAsync(args.Length > 1 ? [.. args[1..].Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [100, 500, 2_000]);
                return true;
            case "feed-chaos":
                await ChaosAsync(Number(1, 10_000));
                return true;
            default:
                return false;
        }
    }

    private static async Task ChaosAsync(int pages)
    {
        const int Titles = 4_000;
        var folder = Directory.CreateTempSubdirectory("kinora-chaos-").FullName;
        var tokens = await FeedChaosData.MakeAsync(folder, Titles, Math.Max(1, pages / 300));
        var found = await new FeedChaos(folder, tokens, new FeedChaos.Plan(pages, AtOnce: 12, MostMs: 1_100)).RunAsync();
        Console.WriteLine($"""

            ### {found.Pages:N0} pages with kill −9, retries and two devices

            | what | number |
            | --- | --: |
            | pages handed out | {found.Pages:N0} |
            | titles on them | {found.Items:N0} |
            | kills | {found.Kills:N0} |
            | requests sent again because the server was gone | {found.Retries:N0} |
            | pages asked for twice, and answered differently | {found.AskedAgain:N0}, {found.Changed.Count} |
            | repeats inside the cooldown with 24 or more fresh ones left | {found.Repeats.Count} |
            | short pages | {found.Short.Count} |
            | acknowledged events, and lost | {found.Acknowledged:N0}, {found.Lost.Count} |
            | minutes | {found.Took.TotalMinutes:F1} |
            """);
        foreach (var breach in found.Repeats.Concat(found.Short).Concat(found.Lost).Concat(found.Changed).Take(20))
            Console.WriteLine($"* {breach}");
        Directory.Delete(folder, recursive: true);
    }
}
