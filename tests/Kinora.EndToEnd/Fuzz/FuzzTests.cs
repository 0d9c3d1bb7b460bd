using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Kinora.EndToEnd.Fuzz;

/// <summary>
/// Requests made from the API's own document, with hostile values, by everybody against everybody. <c>KINORA_FUZZ</c>: how many (3,000 unless
/// somebody asks for more). <c>KINORA_FUZZ_SEED</c>: others than usual. <c>KINORA_FUZZ_ONLY</c>: just this one, to look at it.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int AtOnce = 6;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Whatever_is_asked_is_answered_in_form_and_soon_and_no_secret_is_logged(string engine)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (count, seed, only) = (Asked("KINORA_FUZZ") ?? 3_000, Asked("KINORA_FUZZ_SEED") ?? 1, Asked("KINORA_FUZZ_ONLY"));
        await using var world = await FuzzWorld.StartAsync(engine);
        using var http = new HttpClient();
        using var document = JsonDocument.Parse(await http.GetStringAsync(world.Server.Address + "/openapi.json", cancel));
        var plan = new FuzzPlan(document.RootElement, world, seed);
        var wrong = new ConcurrentQueue<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        var taken = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        double warm = 0;
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(only is { } one ? [one] : Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (number, stop) =>
        {
            var request = plan.Make(number);
            var reply = await RawHttp.SendAsync(world.Port, request, stop);
            statuses.AddOrUpdate(reply.Status, 1, (_, many) => many + 1);
            if (reply.Status is >= 200 and < 300 && plan.Knows(request.Method, request.Route))
                taken.TryAdd($"{request.Method} {request.Route}", true);
            if (FuzzJudge.Of(request, reply) is { } fault && wrong.Count < 200)
                wrong.Enqueue($"{fault}: {request.Say()}\n→ {reply.Head.Split('\r')[0]} {reply.Text[..Math.Min(reply.Text.Length, 300)]}\n");
            if (number == count * 2 / 5)
                warm = Megabytes(world);
        });
        var took = Stopwatch.GetElapsedTime(began);
        var memory = Megabytes(world);
        foreach (var (_, value) in world.Credentials.Take(FuzzWorld.Good))
        {
            using var still = new HttpRequestMessage(HttpMethod.Get, world.Server.Address + "/api/auth/session") { Headers = { { "Authorization", value } } };
            using var reply = await http.SendAsync(still, cancel);
            if (!reply.IsSuccessStatusCode)
                wrong.Enqueue($"somebody who signed requests lost their token on the way: {value}");
        }

        foreach (var fault in FuzzJudge.LogFaults(world.Server.Output, world.Secrets).Take(20))
            wrong.Enqueue(fault);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}: {count:N0} requests in {took.TotalSeconds:F0} s; {taken.Count} of {plan.Routes} routes answered well at least once; memory {warm:F0}, then {memory:F0} MB"));
        output.WriteLine(string.Join(", ", statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}")));
        Assert.True(wrong.IsEmpty, $"seed {seed}, {wrong.Count} answers are wrong\n{string.Join('\n', wrong.Take(60))}");
        Assert.True(only is not null || statuses.Keys.Any(status => status is >= 200 and < 300) && taken.Count > plan.Routes / 4, $"Only {taken.Count} of {plan.Routes} routes were reached.");
        Assert.True(memory <= (warm * 1.4) + 80, $"Memory grew from {warm:F0} to {memory:F0} MB.");
    }

    private static double Megabytes(FuzzWorld world)
    {
        using var server = Process.GetProcessById(world.Server.Id);
        return server.WorkingSet64 / 1048576.0;
    }

    private static int? Asked(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : null;
}
