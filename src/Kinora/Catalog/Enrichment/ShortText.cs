namespace Kinora.Catalog.Enrichment;

/// <summary>A line or two about a title, from its synopsis: the whole of a short one, else its first sentences.</summary>
internal static class ShortText
{
    /// <summary>That a person or an import may write.</summary>
    public const int MostWritten = 300;

    public const int Longest = 200;

    /// <summary>One sentence that is this long says enough by itself.</summary>
    private const int Enough = 60;

    private static readonly string[] Abbreviations = ["mr", "mrs", "ms", "dr", "st", "jr", "sr", "vs", "no", "prof", "capt", "lt", "col", "gen", "sgt"];

    /// <summary>Null where there is nothing to say.</summary>
    public static string? Of(string? synopsis)
    {
        var text = string.Join(' ', (synopsis ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= Longest)
            return text.Length == 0 ? null : text;
        var end = 0;
        for (var i = 0; i < Longest && end < Enough; i++)
            end = EndsAt(text, i) is var after && after > 0 && after <= Longest ? after : end;
        return end > 0 ? text[..end] : Cut(text);
    }

    /// <summary>Where a sentence is over, behind its last quotation mark; 0 where none ends at that place.</summary>
    private static int EndsAt(string text, int place)
    {
        if (text[place] is '。' or '！' or '？')
            return place + 1;
        if (text[place] is not ('.' or '!' or '?' or '…') || (text[place] == '.' && IsAbbreviation(text, place)))
            return 0;
        var after = place + 1;
        while (after < text.Length && text[after] is '"' or '\'' or '”' or '’' or '»' or ')')
            after++;
        return after == text.Length || (text[after] == ' ' && after + 1 < text.Length && !char.IsLower(text[after + 1])) ? after : 0;
    }

    /// <summary>Such as Mr. or the J. of a name.</summary>
    private static bool IsAbbreviation(string text, int dot)
    {
        var from = dot;
        while (from > 0 && char.IsLetter(text[from - 1]))
            from--;
        var word = text[from..dot];
        return word.Length == 1 || Abbreviations.Contains(word, StringComparer.OrdinalIgnoreCase);
    }

    private static string Cut(string text)
    {
        var space = text.LastIndexOf(' ', Longest - 1);
        var end = space > Longest / 2 ? space : Longest - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(',', ';', ':', ' ', '-', '–') + '…';
    }
}
