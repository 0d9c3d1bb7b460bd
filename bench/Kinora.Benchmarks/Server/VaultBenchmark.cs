using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Library.Contracts;
using Kinora.Library.Vault;
using Kinora.Platform.Database;

namespace Kinora.Benchmarks.Server;

/// <summary>
/// Claim: a progress update costs what it costs in the database; its file follows in batches. Baseline: the file read, changed and written whole, flushed,
/// with each update.
/// </summary>
internal static class VaultBenchmark
{
    private const int Updates = 200;

    public static async Task RunAsync(int[] sizes)
    {
        Console.WriteLine("| states | file | update alone | update, files at once | update, files once for 50* | naive rewrite | one writing of the files |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var size in sizes)
            await OneAsync(size);
        Console.WriteLine();
        Console.WriteLine("p50 / p99 in ms. * 50 updates, then one writing: what each costs with its share of it.");
    }

    private static async Task OneAsync(int size)
    {
        await using var server = await BenchServer.StartAsync(size, 1, vault: false);
        var profile = server.Profiles[0];
        using (Acting.As(Actor.System))
        {
            foreach (var some in Enumerable.Range(1, size).Chunk(100))
            {
                await server.Get<Db>().TransactAsync(
                    async tx =>
                    {
                        foreach (var n in some)
                            await server.Get<VaultEntry>().EnterAsync(tx, profile, Entry(n));
                    },
                    CancellationToken.None);
            }
        }

        var write = server.Get<WriteVault>();
        await write.RunAsync(profile, all: true, CancellationToken.None);
        var path = Directory.EnumerateFiles(server.Folder, "video_states.json", SearchOption.AllDirectories).First(file => !file.Contains(".kinora", StringComparison.Ordinal));
        var alone = await TimesAsync(n => BeatAsync(server, n, size));
        var writing = await TimesAsync(async n =>
        {
            await BeatAsync(server, n + 1_000, size);
            await write.RunAsync(profile, all: false, CancellationToken.None);
        });
        var burst = Stopwatch.GetTimestamp();
        for (var n = 0; n < 50; n++)
            await BeatAsync(server, n + 2_000, size);
        await write.RunAsync(profile, all: false, CancellationToken.None);
        var each = Stopwatch.GetElapsedTime(burst).TotalMilliseconds / 50;
        var naive = Path.Combine(server.Folder, "naive.json");
        File.Copy(path, naive);
        var rewriting = await TimesAsync(n => RewriteAsync(naive, n % size));
        var only = await TimesAsync(
            n => BeatAsync(server, n + 3_000, size), async () => await write.RunAsync(profile, all: false, CancellationToken.None));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {size} | {new FileInfo(path).Length / 1024.0:F0} KB | {Text(alone)} | {Text(writing)} | {each:F2} | {Text(rewriting)} | {Text(only)} |"));
    }

    private static async Task BeatAsync(BenchServer server, int n, int size)
    {
        using var reply = await server.People[0].PutAsJsonAsync($"/api/user/video/bench:{(n % size) + 1}/progress", new
        {
            position_ms = 1_000 + n,
            event_id = Guid.CreateVersion7().ToString(),
            at = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        });
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>What the earlier implementation did: read all, change one, write all.</summary>
    private static async Task RewriteAsync(string path, int place)
    {
        var document = JsonNode.Parse(await File.ReadAllBytesAsync(path))!.AsObject();
        var state = document["video_states"]!.AsObject().ElementAt(place).Value!;
        state["watch_progress"] = 0.5;
        document["metadata"]!["last_updated"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await VaultDisk.WriteAsync(path, path + ".bak", VaultJson.Bytes(document), CancellationToken.None);
    }

    private static Task<List<double>> TimesAsync(Func<int, Task> work) => TimesAsync(_ => Task.CompletedTask, work);

    private static Task<List<double>> TimesAsync(Func<int, Task> before, Func<Task> work) => TimesAsync(before, _ => work());

    private static async Task<List<double>> TimesAsync(Func<int, Task> before, Func<int, Task> work)
    {
        var times = new List<double>();
        for (var n = 0; n < Updates; n++)
        {
            await before(n);
            var started = Stopwatch.GetTimestamp();
            await work(n);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static string Text(List<double> times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:F2} / {times[times.Count * 99 / 100]:F2}");

    private static VaultState Entry(int n)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(-1).AddMinutes(-n);
        return new VaultState(
            $"bench:{n}", $"Title {n}", "Somebody", WatchStatus.Watching, 0.5, null, "A note of a usual length about this title.", ["one", "two"], at, at, null, null, 20,
            [new VaultPlay(at.AddMinutes(-20), at, 20, 0, 0.5, null)], null, new VaultStateMore(2_700_000, 5_400_000, null));
    }
}
