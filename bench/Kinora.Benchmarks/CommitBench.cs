using System.Diagnostics;
using System.Runtime.InteropServices;
using Kinora.Platform.Database;

namespace Kinora.Benchmarks;

/// <summary>Claim: group commit makes many small durable transactions cost one flush. Baseline: the same ones, each alone.</summary>
internal static partial class CommitBench
{
    private const int Seconds = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(args.ElementAtOrDefault(0) ?? Environment.CurrentDirectory, "kinora-bench-commit")).FullName;
        try
        {
            Flushes(folder);
            foreach (var writers in new[] { 1, 4, 16, 64, 256, 1024 })
                await GroupAsync(folder, writers);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What one flush of 4 KiB costs on this disk: the floor of every durable commit.</summary>
    private static void Flushes(string folder)
    {
        using var file = File.OpenHandle(Path.Combine(folder, "flush"), FileMode.Create, FileAccess.Write);
        var page = new byte[4096];
        var times = new List<double>();
        for (var n = 0; n < 500; n++)
        {
            RandomAccess.Write(file, page, n * (long)page.Length);
            var started = Stopwatch.GetTimestamp();
            if (OperatingSystem.IsLinux())
                _ = Flush((int)file.DangerousGetHandle());
            else
                RandomAccess.FlushToDisk(file);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Console.WriteLine($"flush of 4 KiB:        p50 {At(times, 0.5):F3} ms   p99 {At(times, 0.99):F3} ms");
    }

    private static async Task GroupAsync(string folder, int writers)
    {
        await using var db = new SqliteDb(Path.Combine(folder, $"{writers}.db"), new DatabaseOptions());
        await db.ExecuteAsync("create table signal (id integer primary key, profile bigint, kind text, at bigint, body text)", null, CancellationToken.None);
        var times = new List<double>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var own = new List<double>();
            while (!stop.IsCancellationRequested)
            {
                var before = Stopwatch.GetTimestamp();
                await db.TransactAsync(
                    tx => tx.ExecuteAsync(
                        "insert into signal (profile, kind, at, body) values (@writer, 'view', 1, @body)", new { writer, body = "some hundred bytes of what a person did" }),
                    CancellationToken.None);
                own.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }

            lock (times)
                times.AddRange(own);
        })));
        var rate = times.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var name = writers == 1 ? "one by one" : $"{writers} at once";
        Console.WriteLine($"{name,-14} {rate,9:F0} durable transactions/s   p50 {At(times, 0.5),7:F2} ms   p99 {At(times, 0.99),7:F2} ms");
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[(int)((times.Count - 1) * share)];
    }

    [LibraryImport("libc", EntryPoint = "fdatasync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int file);
}
