using System.ComponentModel.DataAnnotations;

namespace Kinora.Platform.Security;

/// <summary>Section <c>Secrets</c>: the keys under which other people's secrets (cookies, tokens) are kept.</summary>
internal sealed class SecretsOptions : IValidatableObject
{
    public const string Section = "Secrets";

    /// <summary>
    /// The key that seals, 32 bytes as Base64 (<c>openssl rand -base64 32</c>). Default: one that is made once and kept in
    /// <c>keys/secrets.json</c> of the data folder.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>Keys that sealed before: what they sealed is still read. Default none.</summary>
    public IList<string> OldKeys { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Key is not null && SecretBox.KeyOf(Key) is null)
            yield return new ValidationResult("Secrets:Key must be 32 bytes as Base64: openssl rand -base64 32.");
        for (var n = 0; n < OldKeys.Count; n++)
        {
            if (SecretBox.KeyOf(OldKeys[n]) is null)
                yield return new ValidationResult($"Secrets:OldKeys:{n} must be 32 bytes as Base64.");
        }
    }
}
