using System.Text;

namespace Kinora.Catalog.Snapshots;

/// <summary>Many short texts as one block of UTF-8.</summary>
internal sealed class Texts(byte[] bytes, int[] starts)
{
    public static Texts Empty { get; } = new([], [0]);

    public int Count => starts.Length - 1;

    public long Bytes => bytes.LongLength + (4L * starts.Length);

    public ReadOnlySpan<byte> Utf8(int index) => bytes.AsSpan(starts[index], starts[index + 1] - starts[index]);

    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    /// <summary>These texts, <paramref name="count"/> of them, with some replaced: what stands between changes is copied in one go.</summary>
    public Texts With(IReadOnlyDictionary<int, byte[]> changed, int count)
    {
        if (changed.Count == 0 && count == Count)
            return this;
        var total = bytes.Length;
        foreach (var (index, text) in changed)
            total += text.Length - (index < Count ? starts[index + 1] - starts[index] : 0);
        var order = changed.Keys.ToArray();
        Array.Sort(order);
        var (newStarts, newBytes, at) = (new int[count + 1], new byte[total], 0);
        foreach (var index in order)
        {
            Keep(at, index, newStarts, newBytes);
            var text = changed[index];
            text.CopyTo(newBytes, newStarts[index]);
            newStarts[index + 1] = newStarts[index] + text.Length;
            at = index + 1;
        }

        Keep(at, count, newStarts, newBytes);
        return new Texts(newBytes, newStarts);
    }

    /// <summary>Copies the texts from one place up to another, which stays out.</summary>
    private void Keep(int from, int to, int[] newStarts, byte[] newBytes)
    {
        var end = Math.Max(from, Math.Min(to, Count));
        if (end > from)
        {
            var shift = newStarts[from] - starts[from];
            bytes.AsSpan(starts[from], starts[end] - starts[from]).CopyTo(newBytes.AsSpan(newStarts[from]));
            for (var i = from + 1; i <= end; i++)
                newStarts[i] = starts[i] + shift;
        }

        if (to > end)
            newStarts.AsSpan(end + 1, to - end).Fill(newStarts[end]);
    }
}
