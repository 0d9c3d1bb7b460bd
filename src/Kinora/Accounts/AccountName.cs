using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Kinora.Platform;

namespace Kinora.Accounts;

/// <summary>What may be a user's name, and under which key it is found.</summary>
internal static partial class AccountName
{
    public static readonly Refusal Invalid = new(
        RefusalKind.Invalid, "user-name-invalid", "A name has 1 to 32 letters (A–Z), digits, '_' or '-'.", "name");

    public static bool IsValid([NotNullWhen(true)] string? name) => name is not null && Pattern().IsMatch(name);

    /// <summary>The same for every spelling of a name; also the name of the person's vault folder.</summary>
    public static string Key(string name) => name.ToLowerInvariant();

    public static readonly Refusal EmailInvalid = new(
        RefusalKind.Invalid, "email-invalid", "This is no mail address such as ann@example.org.", "email");

    public static Refusal NotFound(string name) => new(RefusalKind.NotFound, "user-not-found", $"There is no user '{name}'.");

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,32}\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Pattern();
}
