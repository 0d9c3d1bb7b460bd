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
}
