using System.Diagnostics.Metrics;
using Kinora.Catalog.Contracts;

namespace Kinora.Catalog.Snapshots;

/// <summary>What <c>/metrics</c> and the admin page say about snapshots.</summary>
internal sealed class SnapshotMeter
{
    private const int Kept = 50;

    private readonly TimeProvider _time;
    private readonly Lock _swapping = new();
    private readonly Queue<SnapshotNote> _notes = [];
    private volatile SnapshotNote? _last;

    public SnapshotMeter(TimeProvider time, IMeterFactory meters)
    {
        var meter = meters.Create("Kinora.Catalogue");
        _time = time;
        meter.CreateObservableGauge("kinora_catalogue_titles", () => _last?.Titles ?? 0, description: "Titles in the snapshot.");
        meter.CreateObservableGauge("kinora_catalogue_bytes", () => _last?.Bytes ?? 0, description: "Memory of the snapshot, search index included.");
        meter.CreateObservableGauge("kinora_catalogue_version", () => _last?.Version ?? 0, description: "Published version that the snapshot holds.");
        meter.CreateObservableGauge("kinora_catalogue_build_seconds", () => _last?.Seconds ?? 0, description: "How long the last snapshot took.");
        meter.CreateObservableGauge(
            "kinora_catalogue_age_seconds", () => _last is { } last ? (_time.GetUtcNow() - last.BuiltAt).TotalSeconds : 0, description: "Age of the snapshot.");
    }

    /// <summary>The last snapshots of this process, newest first.</summary>
    public IReadOnlyList<SnapshotNote> Notes
    {
        get
        {
            lock (_swapping)
                return [.. _notes.Reverse()];
        }
    }

    public void Swapped(CatalogueSnapshot snapshot, TimeSpan took)
    {
        var note = new SnapshotNote(
            snapshot.Version, snapshot.BuiltAt, snapshot.Titles, snapshot.Chunks.Count, snapshot.Bytes,
            snapshot.Titles == 0 ? 0 : snapshot.Bytes / snapshot.Titles, Math.Round(took.TotalSeconds, 4));
        lock (_swapping)
        {
            _notes.Enqueue(note);
            if (_notes.Count > Kept)
                _notes.Dequeue();
        }

        _last = note;
    }
}

/// <summary>One snapshot that this process built.</summary>
internal sealed record SnapshotNote(
    long Version, DateTimeOffset BuiltAt, int Titles, int Chunks, long Bytes, long BytesPerTitle, double Seconds);
