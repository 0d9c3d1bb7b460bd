using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Catalog.Titles;
using Kinora.Platform.Database;
using Kinora.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kinora.Benchmarks.Catalog;

/// <summary>
/// <c>import N …</c>: titles a second into SQLite (<c>synchronous = full</c>), what another writer waits meanwhile, memory.
/// <c>snapshot N …</c>: start from the database, one edit, a refresh of 1 %, bytes a title.
/// </summary>
internal static class CatalogueBenchmark
{
    private static readonly string[] Genres = ["drama", "comedy", "noir", "crime", "romance", "western", "horror", "documentary", "music", "family"];

    public static async Task ImportAsync(IReadOnlyList<int> sizes)
    {
        Console.WriteLine("| titles | file MB | check s | import s | titles/s | again, unchanged s | other writer p50 / p99 / max ms | peak working set MB |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("kinora-bench-").FullName;
            try
            {
                await ImportOneAsync(folder, size);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    public static async Task SnapshotAsync(IReadOnlyList<int> sizes)
    {
        Console.WriteLine("| titles | from the database s | bytes a title | search index bytes a title | one edit p50 / max ms | 1 % imported and refreshed s | of it refresh s | managed MB |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("kinora-bench-").FullName;
            try
            {
                await SnapshotOneAsync(folder, size);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task ImportOneAsync(string folder, int size)
    {
        var file = Path.Combine(folder, "bench.ndjson");
        await WriteAsync(file, Enumerable.Range(0, size), "");
        await using var app = await BuildAsync(folder);
        var import = app.Services.GetRequiredService<ITitleImport>();
        var clock = Stopwatch.StartNew();
        var found = (await import.CheckAsync(new ImportRequest("bench.ndjson"), file, default)).Value;
        var check = clock.Elapsed.TotalSeconds;

        using var stop = new CancellationTokenSource();
        var other = Task.Run(() => WriteBesideAsync(app.Services.GetRequiredService<Db>(), stop.Token));
        clock.Restart();
        var report = (await import.RunAsync(found, null, default)).Value;
        var took = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        var waits = await other;
        clock.Restart();
        var again = (await import.RunAsync((await import.CheckAsync(new ImportRequest("bench.ndjson"), file, default)).Value, null, default)).Value;
        if (report.Accepted != size || again.Unchanged != size)
            throw new InvalidOperationException($"{report.Accepted} accepted, {again.Unchanged} unchanged of {size}.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {size:N0} | {new FileInfo(file).Length / 1e6:F0} | {check:F2} | {took:F2} | {size / (check + took):N0} | {clock.Elapsed.TotalSeconds:F2} | {At(waits, 0.5):F1} / {At(waits, 0.99):F1} / {At(waits, 1):F1} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} |"));
    }

    private static async Task SnapshotOneAsync(string folder, int size)
    {
        var file = Path.Combine(folder, "bench.ndjson");
        await WriteAsync(file, Enumerable.Range(0, size), "");
        await using (var filling = await BuildAsync(folder))
            await ImportFileAsync(filling, file);
        await using var app = await BuildAsync(folder);
        var keeper = app.Services.GetRequiredService<SnapshotKeeper>();
        var clock = Stopwatch.StartNew();
        await keeper.StartAsync(default);
        var start = clock.Elapsed.TotalSeconds;
        var snapshot = keeper.Current;

        var editor = app.Services.GetRequiredService<TitleEditor>();
        var edits = new List<double>();
        for (var n = 0; n < 30; n++)
        {
            using var patch = JsonDocument.Parse($$"""{"title": "Edited {{n}}"}""");
            clock.Restart();
            await editor.PatchAsync($"bench:t{n * 7919L % size}", patch.RootElement, _ => null, "bench", default);
            edits.Add(clock.Elapsed.TotalMilliseconds);
        }

        var changed = Path.Combine(folder, "changed.ndjson");
        await WriteAsync(changed, Enumerable.Range(0, size / 100).Select(n => n * 100), " changed");
        clock.Restart();
        await ImportFileAsync(app, changed);
        var refresh = clock.Elapsed.TotalSeconds;
        var of = app.Services.GetRequiredService<SnapshotMeter>().Notes[0].Seconds;
        await keeper.StopAsync(default);
        edits.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {size:N0} | {start:F2} | {snapshot.Bytes / size} | {snapshot.Search.Titles.Bytes / size} | {At(edits, 0.5):F1} / {At(edits, 1):F1} | {refresh:F2} | {of:F2} | {GC.GetTotalMemory(true) / 1e6:F0} |"));
    }

    private static async Task ImportFileAsync(WebApplication app, string file)
    {
        var import = app.Services.GetRequiredService<ITitleImport>();
        await import.RunAsync((await import.CheckAsync(new ImportRequest(Path.GetFileName(file)), file, default)).Value, null, default);
    }

    private static async Task<WebApplication> BuildAsync(string folder)
    {
        var app = KinoraApp.Build(folder, new Dictionary<string, string?> { ["Jobs:Enabled"] = "false" }, builder => builder.Logging.ClearProviders());
        await app.Services.GetRequiredService<Migrator>().RunAsync(default);
        return app;
    }

    /// <summary>A writer with small transactions of its own: how long each takes.</summary>
    private static async Task<List<double>> WriteBesideAsync(Db db, CancellationToken stop)
    {
        await db.ExecuteAsync("create table if not exists bench_beside (n bigint)", null, default);
        var waits = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            await db.ExecuteAsync("insert into bench_beside (n) values (1)", null, default);
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await Task.Delay(5, CancellationToken.None);
        }

        waits.Sort();
        return waits;
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static async Task WriteAsync(string file, IEnumerable<int> numbers, string suffix)
    {
        await using var writer = new StreamWriter(file);
        foreach (var n in numbers)
        {
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $$"""{"id": "bench:t{{n}}", "kind": "{{(n % 3 == 0 ? "movie" : "clip")}}", "title": "{{Name(n)}}{{suffix}}", "synopsis": "{{Prose(n)}}", "year": {{1930 + (n % 95)}}, "duration_ms": {{20_000 + (n % 160_000)}}, "language": "en", "creator": "Creator {{n % 20_000}}", "genres": ["{{Genres[n % 10]}}", "{{Genres[n / 10 % 10]}}"], "tags": ["tag {{n % 977}}"], "maturity": "PG", "poster_url": "https://example.org/posters/{{n}}.jpg"}"""));
        }
    }

    private static string Name(int n) => $"{Word(n)} {Word(n / 7)} {Word((n * 31L % 100_003))} {n % 97}";

    private static string Prose(int n) => string.Join(' ', Enumerable.Range(0, 40).Select(i => Word((n * 17L) + (i * i))));

    private static string Word(long n)
    {
        string[] parts = ["ka", "lo", "mi", "ner", "tas", "vo", "ru", "shi", "del", "par", "on", "gre", "wal", "tu", "bex", "sil"];
        return parts[(int)(n & 15)] + parts[(int)((n >> 4) & 15)] + parts[(int)((n * 2654435761L >> 12) & 15)];
    }
}
