using System.Diagnostics;
using System.Globalization;

namespace Kinora.Benchmarks.Server;

/// <summary>What a flush to this disk costs, without which no figure of a durable write can be compared.</summary>
internal static class Disk
{
    public static string Describe(string folder)
    {
        var path = Path.Combine(folder, "flush.probe");
        var times = new List<double>();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.WriteThrough))
        {
            var block = new byte[4096];
            for (var n = 0; n < 200; n++)
            {
                var started = Stopwatch.GetTimestamp();
                file.Write(block);
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        File.Delete(path);
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"Flush of 4 KB: p50 {times[100]:F2} ms, p99 {times[198]:F2} ms.");
    }
}
