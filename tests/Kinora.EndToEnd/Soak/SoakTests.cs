using System.Globalization;
using Kinora.EndToEnd.Faults;

namespace Kinora.EndToEnd.Soak;

/// <summary>
/// <c>KINORA_SOAK</c>: minutes, a third of one unless somebody asks for more. <c>KINORA_SOAK_RATE</c>: requests a second.
/// <c>KINORA_SOAK_REPORT</c>: the file for the picture.
/// </summary>
public sealed class SoakTests
{
    private static double Minutes => Asked("KINORA_SOAK", 1 / 3.0);

    [Fact]
    public async Task Under_mixed_load_memory_handles_and_times_stay_as_they_are()
    {
        var rate = Asked("KINORA_SOAK_RATE", 30);
        await using var world = await World.MakeAsync("sqlite", people: 8);
        var server = await world.StartAsync();
        using var load = new SoakLoad(server.Address, world.Tokens, rate);
        using var ends = new CancellationTokenSource();
        var working = load.RunAsync(ends.Token);
        var samples = new List<SoakSample>();
        var count = Math.Clamp((int)(Minutes * 60 / 2), 9, 120);
        for (var n = 1; n <= count; n++)
        {
            await Task.Delay(TimeSpan.FromMinutes(Minutes / count), TestContext.Current.CancellationToken);
            samples.Add(SoakSample.Of(server.Id, Minutes * n / count, load.Take()));
        }

        await ends.CancelAsync();
        await working;
        if (Environment.GetEnvironmentVariable("KINORA_SOAK_REPORT") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, SoakPicture.Draw(samples, rate, load.Asked, load.Wrong.Count), TestContext.Current.CancellationToken);

        Assert.True(load.Wrong.Count == 0, string.Join('\n', load.Wrong));
        Assert.True(load.Asked > rate * Minutes * 60 * 0.8, $"Only {load.Asked} requests were sent.");
        var (before, after) = SoakVerdict.Of(samples);
        // A server that has just started still compiles and fills its caches; an hour of load is not allowed to grow.
        Assert.True(after.Megabytes <= (before.Megabytes * (Minutes < 5 ? 1.5 : 1.15)) + 20, $"Memory grew from {before.Megabytes:F0} to {after.Megabytes:F0} MB.");
        Assert.True(after.Handles <= before.Handles + 30, $"Handles grew from {before.Handles} to {after.Handles}.");
        Assert.True(after.P99 <= (before.P99 * 2) + 50, $"The slow requests grew from {before.P99:F0} to {after.P99:F0} ms.");
    }

    private static double Asked(string name, double usual) =>
        double.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var asked) ? asked : usual;
}
