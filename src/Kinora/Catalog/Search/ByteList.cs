using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>Bytes as they grow. Text goes in as UTF-8.</summary>
internal sealed class ByteList
{
    private byte[] _bytes = new byte[256];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Count);

    public byte[] ToArray() => Span.ToArray();

    public void Add(byte value)
    {
        Room(1);
        _bytes[Count++] = value;
    }

    public void Add(ReadOnlySpan<char> text)
    {
        Room(text.Length * 3);
        Count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Count));
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Count));
        Count += bytes.Length;
    }

    /// <summary>Drops what stands behind the first <paramref name="count"/> bytes.</summary>
    public void CutTo(int count) => Count = count;

    private void Room(int more)
    {
        if (Count + more > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Count + more));
    }
}
