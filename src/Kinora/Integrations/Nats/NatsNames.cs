namespace Kinora.Integrations.Nats;

/// <summary>What may be called what: a name with a space or a line break in it would become a command of its own on the wire.</summary>
internal static class NatsNames
{
    private const int Longest = 1024;

    /// <summary>A subject to publish to: tokens joined by dots, no wildcards.</summary>
    public static string Subject(string text) => IsSubject(text, wildcards: false) ? text
        : throw new NatsException(NatsFault.Invalid, "A subject is 1 to 1024 characters without spaces, empty tokens and wildcards.");

    /// <summary>A subject to listen to: <c>*</c> stands for a token, <c>&gt;</c> for all that follow.</summary>
    public static string Pattern(string text) => IsSubject(text, wildcards: true) ? text
        : throw new NatsException(NatsFault.Invalid, "A subject to listen to is 1 to 1024 characters without spaces and empty tokens; '>' stands last.");

    /// <summary>A stream, consumer or bucket.</summary>
    public static string Name(string text) => text.Length is > 0 and <= 255 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text
        : throw new NatsException(NatsFault.Invalid, "The name of a stream, consumer or bucket is made of A-Z, a-z, 0-9, '-' and '_'.");

    /// <summary>A key of a bucket.</summary>
    public static string Key(string text) => IsKey(text) ? text
        : throw new NatsException(NatsFault.Invalid, "A key is made of A-Z, a-z, 0-9, '-', '/', '_', '=' and '.', and neither begins nor ends with '.'.");

    public static bool IsKey(string text) =>
        text.Length is > 0 and <= Longest && text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '_' or '=' or '.');

    private static bool IsSubject(string text, bool wildcards)
    {
        if (text.Length is 0 or > Longest || text.Any(c => c <= ' ' || c == '\u007F'))
            return false;
        var tokens = text.Split('.');
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Length == 0 || (tokens[i] is "*" or ">" && (!wildcards || (tokens[i] == ">" && i < tokens.Length - 1))))
                return false;
        }

        return true;
    }
}
