using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kinora.Platform;

namespace Kinora.Catalog.Titles;

/// <summary>The id of a creator: as the provider gave it, else made from the name, so that one name is one creator.</summary>
internal static class CreatorIds
{
    public const int Longest = 200;

    /// <summary>Null when there is neither id nor name.</summary>
    public static string? Of(string? id, string? name, Faults faults)
    {
        if (id is null)
            return name is null ? null : FromName(name);
        if (IsValid(id))
            return id;
        faults.Add("creator-id-invalid", "creator_id", $"A creator id is 1 to {Longest} of [A-Za-z0-9._~:-].");
        return null;
    }

    public static bool IsValid(string id) =>
        id.Length is >= 1 and <= Longest && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '~' or '-' or ':');

    /// <summary>"Kirsten Johnson" is <c>kirsten-johnson</c>; letters outside ASCII that have no base letter there are told apart by a hash.</summary>
    internal static string FromName(string name)
    {
        var slug = new StringBuilder(name.Length);
        var lost = false;
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(char.ToLowerInvariant(letter));
            else if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
                lost = true;
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var text = slug.ToString().Trim('-');
        if (lost || text.Length is 0 or > 150)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToLowerInvariant())).AsSpan(0, 6));
            text = text.Length == 0 ? $"creator-{hash}" : $"{text[..Math.Min(text.Length, 150)]}-{hash}";
        }

        return text;
    }
}
