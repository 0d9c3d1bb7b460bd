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

    /// <summary>
    /// These lists, <paramref name="count"/> of them, with some replaced: what stands between changes is copied in one go. Lists beyond the
    /// old ones are empty where nothing is set.
    /// </summary>
    public PackedLists With(IReadOnlyDictionary<int, int[]> changed, int count)
    {
        if (changed.Count == 0 && count == Count)
            return this;
        var order = changed.Keys.ToArray();
        Array.Sort(order);
        var (newStarts, newValues) = (new int[count + 1], new int[Total(changed)]);
        var at = 0;
        foreach (var index in order)
        {
            Keep(at, index, newStarts, newValues);
            var list = changed[index];
            list.CopyTo(newValues, newStarts[index]);
            newStarts[index + 1] = newStarts[index] + list.Length;
            at = index + 1;
        }

        Keep(at, count, newStarts, newValues);
        return new PackedLists(newStarts, newValues);
    }

    private int Total(IReadOnlyDictionary<int, int[]> changed)
    {
        var total = values.Length;
        foreach (var (index, list) in changed)
            total += list.Length - (index < Count ? starts[index + 1] - starts[index] : 0);
        return total;
    }

    /// <summary>Copies the lists from one place up to another, which stays out.</summary>
    private void Keep(int from, int to, int[] newStarts, int[] newValues)
    {
        var end = Math.Max(from, Math.Min(to, Count));
        if (end > from)
        {
            var shift = newStarts[from] - starts[from];
            values.AsSpan(starts[from], starts[end] - starts[from]).CopyTo(newValues.AsSpan(newStarts[from]));
            for (var i = from + 1; i <= end; i++)
                newStarts[i] = starts[i] + shift;
        }

        if (to > end)
            newStarts.AsSpan(end + 1, to - end).Fill(newStarts[end]);
    }
}
