using System.Buffers;

namespace Kinora.Catalog.Titles;

/// <summary>The rules of title ids: <c>provider:external_id</c>, case-sensitive.</summary>
internal static class TitleId
{
    public const int LongestProvider = 16;
    public const int LongestExternal = 200;

    private static readonly SearchValues<char> ProviderLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> ExternalLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-");

    public static bool IsProvider(ReadOnlySpan<char> text) =>
        text.Length is >= 2 and <= LongestProvider && text[0] is >= 'a' and <= 'z' && !text.ContainsAnyExcept(ProviderLetters);

    public static bool IsExternal(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= LongestExternal && !text.ContainsAnyExcept(ExternalLetters);

    public static bool IsValid(ReadOnlySpan<char> id)
    {
        var colon = id.IndexOf(':');
        return colon > 0 && IsProvider(id[..colon]) && IsExternal(id[(colon + 1)..]);
    }
}
