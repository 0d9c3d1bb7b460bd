namespace Kinora.Catalog.Search;

/// <summary>What Unicode decomposition leaves standing although people type it in plain letters, and which marks count as accents.</summary>
internal static class SpecialLetters
{
    /// <summary>The plain letters for a lower-case letter, or null where it stands for itself.</summary>
    public static string? Fold(int letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ſ' => "s",
        'ƒ' => "f",
        'ĸ' => "k",
        'ς' => "σ",
        'ə' => "e",
        _ => null,
    };

    /// <summary>
    /// Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs and the selectors of picture variants. The vowel signs of
    /// the scripts of India and the voicing marks of kana tell letters apart, so they stay.
    /// </summary>
    public static bool IsAccent(int mark) => mark is (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0489) or (>= 0x0591 and <= 0x05C7)
        or (>= 0x0610 and <= 0x061A) or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06ED) or (>= 0x1AB0 and <= 0x1AFF)
        or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F)
        or (>= 0xE0100 and <= 0xE01EF);
}
