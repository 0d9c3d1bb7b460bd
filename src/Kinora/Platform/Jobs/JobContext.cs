using System.Text.Json;

namespace Kinora.Platform.Jobs;

/// <summary>What a running job knows of itself and what it says about its progress. Cheap to call: written at the next heartbeat.</summary>
internal sealed class JobContext(string jobId, string? userId, int attempt, double progress, string? report)
{
    private readonly Lock _gate = new();
    private double _progress = progress;
    private string? _report = report;
    private bool _changed;

    public string JobId => jobId;

    /// <summary>Who started the job; null for the system.</summary>
    public string? UserId => userId;

    /// <summary>1 for the first try.</summary>
    public int Attempt => attempt;

    /// <summary>How far the job is, from 0 to 1.</summary>
    public void Progress(double fraction)
    {
        lock (_gate)
            (_progress, _changed) = (Math.Clamp(double.IsNaN(fraction) ? 0 : fraction, 0, 1), true);
    }

    /// <summary>Replaces the report: whatever a person who started the job should read, as JSON.</summary>
    public void Report(object content)
    {
        var text = JsonSerializer.Serialize(content, KinoraJson.Options);
        lock (_gate)
            (_report, _changed) = (text, true);
    }

    /// <summary>What has been said so far, and whether it is new since the last call.</summary>
    public (double Progress, string? Report, bool Changed) Take()
    {
        lock (_gate)
        {
            var taken = (_progress, _report, _changed);
            _changed = false;
            return taken;
        }
    }
}
