using System.Globalization;
using System.Text;

namespace Kinora.Catalog.Contracts;

/// <summary>A series' name as it is compared: without case, accents, punctuation and spaces.</summary>
internal static class SeriesName
{
    public static string Fold(ReadOnlySpan<char> name)
    {
        var text = name.ToString();
        if (!Ascii.IsValid(text))
            text = text.Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(letter));
        }

        return folded.ToString();
    }
}
