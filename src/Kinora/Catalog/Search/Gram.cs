namespace Kinora.Catalog.Search;

/// <summary>
/// Three characters in 30 bits, ten each: ASCII stands for itself, all other characters share the 896 codes above. So a range of keys
/// is a prefix of two characters, and a key of ASCII alone is exact; where others stand, what is found must be verified.
/// </summary>
internal static class Gram
{
    public const int Codes = 1024;

    public static uint Code(char c) => c < 0x80 ? c : 0x80 + ((c * 0x9E3779B1u) >> 16) % 896;

    public static uint Of(uint first, uint second, uint third) => first << 20 | second << 10 | third;

    public static uint Of(char first, char second, char third) => Of(Code(first), Code(second), Code(third));

    /// <summary>The grams that stand inside the text, without those that reach over its ends.</summary>
    public static uint[] Inside(ReadOnlySpan<char> text)
    {
        var grams = new HashSet<uint>();
        for (var i = 2; i < text.Length; i++) grams.Add(Of(text[i - 2], text[i - 1], text[i]));
        return [.. grams];
    }

    /// <summary>The grams of the text with a space at each end, so that the beginnings and ends of words count.</summary>
    public static uint[] Padded(ReadOnlySpan<char> text) => text.IsEmpty ? [] : Inside($" {text} ");
}
