using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kinora.Library.Imports;

/// <summary>Names as they are compared. Pure.</summary>
internal static class ImportNames
{
    private static readonly string[] Articles = ["the ", "a ", "an ", "der ", "die ", "das ", "le ", "la ", "les ", "el "];

    /// <summary>Without case, accents, punctuation, spaces and the article at its front; "Thing, The" is "The Thing".</summary>
    public static string Fold(string name)
    {
        var text = string.Join(' ', Words(name));
        var comma = name.LastIndexOf(',');
        if (comma > 0 && Articles.Contains(name[(comma + 1)..].Trim().ToLowerInvariant() + " ", StringComparer.Ordinal))
            text = string.Join(' ', Words(name[..comma]));
        foreach (var article in Articles)
        {
            if (text.Length > article.Length && text.StartsWith(article, StringComparison.Ordinal))
                return text[article.Length..].Replace(" ", "", StringComparison.Ordinal);
        }

        return text.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>The words of a name, folded.</summary>
    public static List<string> Words(string name)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var letter in name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(letter))
                word.Append(char.ToLowerInvariant(letter));
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’') && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }

    /// <summary>The second half of an id for a title that has none but its name and year.</summary>
    public static string Slug(string name, int? year)
    {
        var words = string.Join('-', Words(name));
        var plain = words.Length > 0 && words.Length <= 120 && words.All(letter => char.IsAscii(letter))
            ? words
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..24];
        return year is null ? plain : string.Create(CultureInfo.InvariantCulture, $"{plain}-{year}");
    }
}
