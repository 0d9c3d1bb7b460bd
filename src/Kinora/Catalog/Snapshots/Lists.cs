namespace Kinora.Catalog.Snapshots;

/// <summary>A short list of vocabulary numbers for each title of a chunk.</summary>
internal sealed class Lists(int[] items, int[] starts)
{
    public long Bytes => 4L * (items.Length + starts.Length);

    public ReadOnlySpan<int> this[int index] => items.AsSpan(starts[index], starts[index + 1] - starts[index]);
}
