using System.Diagnostics;

namespace Kinora.EndToEnd.Soak;

/// <summary>One interval of a long run.</summary>
/// <param name="Minute">Since the start.</param>
/// <param name="Megabytes">Resident memory of the server's process at its end.</param>
/// <param name="Handles">Open files, sockets among them.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record SoakSample(double Minute, double Megabytes, int Handles, int Threads, double P50, double P99)
{
    public static SoakSample Of(int process, double minute, List<double> took)
    {
        using var server = Process.GetProcessById(process);
        took.Sort();
        return new(minute, server.WorkingSet64 / 1048576.0, server.HandleCount, server.Threads.Count, At(took, 0.5), At(took, 0.99));
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}

/// <summary>What a long run says: its first third is warming up, the second is held against the last, each by its median.</summary>
internal sealed record SoakVerdict(SoakSample Before, SoakSample After)
{
    public static SoakVerdict Of(IReadOnlyList<SoakSample> samples)
    {
        var third = samples.Count / 3;
        return new(Median([.. samples.Skip(third).Take(third)]), Median([.. samples.Skip(samples.Count - third)]));
    }

    private static SoakSample Median(IReadOnlyList<SoakSample> some)
    {
        double Of(Func<SoakSample, double> what) => some.Select(what).Order().ElementAt(some.Count / 2);
        return new(Of(one => one.Minute), Of(one => one.Megabytes), (int)Of(one => one.Handles), (int)Of(one => one.Threads), Of(one => one.P50), Of(one => one.P99));
    }
}
