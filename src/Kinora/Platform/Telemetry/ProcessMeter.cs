using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kinora.Platform.Telemetry;

/// <summary>The process itself: memory, collections, threads, and the version as a label.</summary>
internal sealed class ProcessMeter
{
    public ProcessMeter(IMeterFactory meters)
    {
        var meter = meters.Create("Kinora.Process");
        meter.CreateObservableGauge("kinora_process_resident_bytes", () => Environment.WorkingSet, "By", "Memory held.");
        meter.CreateObservableGauge("kinora_process_heap_bytes", () => GC.GetTotalMemory(forceFullCollection: false), "By", "Managed memory in use.");
        meter.CreateObservableCounter("kinora_process_collections", () => GC.CollectionCount(2), null, "Full garbage collections.");
        meter.CreateObservableGauge("kinora_process_threads", () => ThreadPool.ThreadCount, null, "Threads of the pool.");
        meter.CreateObservableCounter("kinora_process_cpu_seconds", Cpu, "s", "Processor time used.");
        meter.CreateObservableGauge(
            "kinora_build_info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", ProductVersion.Text)), null, "Always 1.");
    }

    private static double Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
