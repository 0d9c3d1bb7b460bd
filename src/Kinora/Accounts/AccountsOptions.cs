using System.ComponentModel.DataAnnotations;
using Kinora.Accounts.Identities;

namespace Kinora.Accounts;

/// <summary>Section <c>Accounts</c>.</summary>
internal sealed class AccountsOptions : IValidatableObject
{
    public const string Section = "Accounts";

    /// <summary>How long a code that somebody asked for counts, in minutes. Default 10.</summary>
    [Range(1, 1440, ErrorMessage = "Accounts:CodeMinutes must be from 1 to 1440.")]
    public int CodeMinutes { get; set; } = 10;

    /// <summary>How long a code counts that an admin issued, or that the first start printed, in hours. Default 24.</summary>
    [Range(1, 720, ErrorMessage = "Accounts:IssuedCodeHours must be from 1 to 720.")]
    public int IssuedCodeHours { get; set; } = 24;

    /// <summary>Codes that may be asked for one name in ten minutes. Default 5.</summary>
    [Range(1, 1000, ErrorMessage = "Accounts:CodesPerName must be from 1 to 1000.")]
    public int CodesPerName { get; set; } = 5;

    /// <summary>Codes that may be asked for one name in a day, so that nobody's inbox is filled. Default 30.</summary>
    [Range(1, 10000, ErrorMessage = "Accounts:CodesPerNameDaily must be from 1 to 10000.")]
    public int CodesPerNameDaily { get; set; } = 30;

    /// <summary>Codes that may be asked for from one address (of IPv6: from one /64) in ten minutes. Default 20.</summary>
    [Range(1, 10000, ErrorMessage = "Accounts:CodesPerAddress must be from 1 to 10000.")]
    public int CodesPerAddress { get; set; } = 20;

    /// <summary>
    /// Requests a minute from one address (of IPv6: from one /64) that ask for a code, try one, or block. Default 30. What goes through
    /// still meets three tries a code and waits that double.
    /// </summary>
    [Range(5, 100_000, ErrorMessage = "Accounts:SignInsPerMinute must be from 5 to 100000.")]
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Whether codes that people ask for are printed on the server's console. Default on; turn it off where strangers read it.</summary>
    public bool ConsoleCodes { get; set; } = true;

    /// <summary>A session ends after so many days without use. Default 30.</summary>
    [Range(1, 400, ErrorMessage = "Accounts:SessionDays must be from 1 to 400.")]
    public int SessionDays { get; set; } = 30;

    /// <summary>How long a token counts whose maker does not say, in days. Default 365.</summary>
    [Range(1, 3650, ErrorMessage = "Accounts:TokenDays must be from 1 to 3650.")]
    public int TokenDays { get; set; } = 365;

    /// <summary>How long the archive of one's data may be downloaded, in hours. Default 72.</summary>
    [Range(1, 720, ErrorMessage = "Accounts:ExportHours must be from 1 to 720.")]
    public int ExportHours { get; set; } = 72;

    /// <summary>After how many days an account goes whose owner asked for that; until then they may keep it. Default 14; 0 at once.</summary>
    [Range(0, 365, ErrorMessage = "Accounts:DeletionDays must be from 0 to 365.")]
    public int DeletionDays { get; set; } = 14;

    /// <summary>Whose JWTs count here, once their subject is linked to an account. Default none.</summary>
    public IList<IssuerOptions> Issuers { get; } = [];

    /// <summary>Where people reach the server, for the links that let them in. Default: what the request of whoever makes the link says.</summary>
    [RegularExpression("https?://[^/?#]+/?", ErrorMessage = "Accounts:PublicUrl must be the root of a site, such as https://kinora.example.org.")]
    public string? PublicUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var n = 0; n < Issuers.Count; n++)
        {
            if (Issuers[n].Check(n) is { } wrong)
                yield return new ValidationResult(wrong);
            else if (Issuers.Take(n).Any(other => other.Issuer == Issuers[n].Issuer))
                yield return new ValidationResult($"Accounts:Issuers:{n}:Issuer stands there twice.");
        }
    }
}
