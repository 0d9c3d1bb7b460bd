namespace Kinora.Ranking.Feed;

/// <summary>
/// Puts candidates into falling order of a number in [0, 1], as far as needed to stop early: by buckets, so that everything behind a place
/// is at most the upper edge of that place's bucket.
/// </summary>
internal static class BaseOrder
{
    public const int Buckets = 1_024;

    public static void Sort(ReadOnlySpan<float> values, Span<int> order)
    {
        Span<int> starts = stackalloc int[Buckets + 1];
        starts.Clear();
        foreach (var value in values)
            starts[Place(value) + 1]++;
        for (var i = 0; i < Buckets; i++)
            starts[i + 1] += starts[i];
        for (var i = 0; i < values.Length; i++)
            order[starts[Place(values[i])]++] = i;
    }

    /// <summary>No value in this value's bucket, or behind it, is larger.</summary>
    public static double UpperEdge(float value) => (double)(Buckets - Place(value)) / Buckets;

    private static int Place(float value) => Buckets - 1 - Math.Clamp((int)(value * Buckets), 0, Buckets - 1);
}
