using System.Numerics;
using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>
/// The frozen index of up to 65,536 titles: their names, the readings of these, and for grams, characters and words the titles that
/// carry them. Titles are known by their place in the chunk (local); arrays are as long as there are titles, not as there are places.
/// </summary>
internal sealed class TitleSegment(ulong[] present, byte[] names, int[] nameStarts, byte[] texts, int[] textStarts)
{
    public const byte EndOfText = 0;

    /// <summary>Stands between a name and its original; no byte of UTF-8 has this value.</summary>
    public const byte OriginalFollows = 0xFF;

    private readonly ushort[] _ranks = RanksOf(present);
    private readonly ulong[] _keys = KeysOf(texts, textStarts);

    public required SortedTexts Sorted { get; init; }

    public required uint[] Grams { get; init; }

    public required PostingLists GramLists { get; init; }

    public required PostingLists CharLists { get; init; }

    public required Vocabulary Words { get; init; }

    public required PostingLists WordLists { get; init; }

    public ReadOnlySpan<ulong> Present => present;

    public int Count => nameStarts.Length - 1;

    /// <summary>What the segment holds in memory.</summary>
    public long Bytes => present.Length * 10L + names.Length + 4L * nameStarts.Length + texts.Length + 4L * textStarts.Length + 8L * Count
        + Sorted.Bytes + 4L * Grams.Length + GramLists.Bytes + CharLists.Bytes + Words.Bytes + WordLists.Bytes;

    public TitleName NameOf(int local)
    {
        var place = PlaceOf(local);
        var bytes = names.AsSpan(nameStarts[place]..nameStarts[place + 1]);
        var split = bytes.IndexOf(OriginalFollows);
        return split < 0
            ? new TitleName(Encoding.UTF8.GetString(bytes))
            : new TitleName(Encoding.UTF8.GetString(bytes[..split]), Encoding.UTF8.GetString(bytes[(split + 1)..]));
    }

    /// <summary>The beginning of the name as a number that sorts as names do.</summary>
    public ulong KeyOf(int local) => _keys[PlaceOf(local)];

    /// <summary>The name as it sorts: its reading by words.</summary>
    public ReadOnlySpan<byte> SortNameOf(int local)
    {
        var place = PlaceOf(local);
        return textStarts[place] == textStarts[place + 1] ? [] : TextAt(texts, textStarts[place]);
    }

    /// <summary>All readings of all names of a title, each closed by <see cref="EndOfText"/>.</summary>
    public ReadOnlySpan<byte> TextsOf(int local)
    {
        var place = PlaceOf(local);
        return texts.AsSpan(textStarts[place]..textStarts[place + 1]);
    }

    public static ReadOnlySpan<byte> TextAt(byte[] texts, int start)
    {
        var rest = texts.AsSpan(start);
        return rest[..rest.IndexOf(EndOfText)];
    }

    private int PlaceOf(int local) => _ranks[local >> 6] + BitOperations.PopCount(present[local >> 6] & ((1UL << local) - 1));

    private static ushort[] RanksOf(ulong[] present)
    {
        var ranks = new ushort[Bits.Length];
        for (int i = 0, sum = 0; i < ranks.Length; i++)
        {
            ranks[i] = (ushort)sum;
            sum += BitOperations.PopCount(present[i]);
        }

        return ranks;
    }

    private static ulong[] KeysOf(byte[] texts, int[] textStarts)
    {
        var keys = new ulong[textStarts.Length - 1];
        for (var i = 0; i < keys.Length; i++)
            if (textStarts[i] < textStarts[i + 1])
                keys[i] = SortedTexts.KeyAt(texts, textStarts[i]);
        return keys;
    }
}
