namespace Kinora.Ranking.Columns;

/// <summary>Many short lists of numbers, one behind the other: list <c>i</c> is <c>values[starts[i]..starts[i + 1]]</c>.</summary>
internal sealed class PackedLists(int[] starts, int[] values)
{
    public static PackedLists Empty { get; } = new([0], []);

    public ReadOnlySpan<int> this[int index] => values.AsSpan(starts[index], starts[index + 1] - starts[index]);

    public int Count => starts.Length - 1;

    /// <summary>−1 where there is none.</summary>
    public int Largest => values.Length == 0 ? -1 : System.Numerics.Tensors.TensorPrimitives.Max<int>(values);

    public int Values => values.Length;

    public static PackedLists Of(int[]?[] lists)
    {
        var starts = new int[lists.Length + 1];
        for (var i = 0; i < lists.Length; i++)
            starts[i + 1] = starts[i] + (lists[i]?.Length ?? 0);
        var values = new int[starts[^1]];
        for (var i = 0; i < lists.Length; i++)
            lists[i]?.CopyTo(values, starts[i]);
        return new PackedLists(starts, values);
    }
}
