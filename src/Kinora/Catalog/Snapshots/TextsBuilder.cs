using System.Text;

namespace Kinora.Catalog.Snapshots;

/// <summary>Makes a block of texts, beginning with the one before.</summary>
internal sealed class TextsBuilder(Texts? before)
{
    private readonly Dictionary<int, byte[]> _set = [];

    public void Set(int index, string text) => _set[index] = Encoding.UTF8.GetBytes(text);

    public string Of(int index) => Encoding.UTF8.GetString(Utf8(index));

    public Texts Build(int count) => (before ?? Texts.Empty).With(_set, count);

    private ReadOnlySpan<byte> Utf8(int index) =>
        _set.TryGetValue(index, out var text) ? text : before is not null && index < before.Count ? before.Utf8(index) : [];
}
