using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace Kinora.Integrations.Mail;

/// <summary>Section <c>Mail</c>: the SMTP server that takes what Kinora sends. Without a host nothing is sent.</summary>
internal sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>Name or address of the SMTP server. Default none.</summary>
    public string? Host { get; set; }

    /// <summary>Default 587.</summary>
    [Range(1, 65535, ErrorMessage = "Mail:Port must be from 1 to 65535.")]
    public int Port { get; set; } = 587;

    /// <summary>
    /// <c>starttls</c> (default): nothing is said before the connection is encrypted; <c>tls</c>: encrypted from the first byte (port 465);
    /// <c>none</c>: for a server on this machine.
    /// </summary>
    [RegularExpression("starttls|tls|none", ErrorMessage = "Mail:Security must be starttls, tls or none.")]
    public string Security { get; set; } = "starttls";

    /// <summary>SHA-256 of the server's certificate, in hex, when no authority vouches for it. Default none: the system's authorities decide.</summary>
    [RegularExpression("[0-9A-Fa-f]{64}", ErrorMessage = "Mail:Fingerprint must be the SHA-256 of a certificate: 64 hexadecimal digits.")]
    public string? Fingerprint { get; set; }

    /// <summary>Default none: the server asks for no sign-in.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Who writes, such as <c>Kinora &lt;kinora@example.org&gt;</c>. Needed with a host.</summary>
    public string? From { get; set; }

    /// <summary>After how many seconds a message is given up. Default 20.</summary>
    [Range(1, 300, ErrorMessage = "Mail:Seconds must be from 1 to 300.")]
    public int Seconds { get; set; } = 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host is null)
            yield break;
        if (!MailboxAddress.TryParse(From ?? "", out _))
            yield return new ValidationResult("Mail:From must be a mail address such as 'Kinora <kinora@example.org>'.");
        if (User is null != Password is null)
            yield return new ValidationResult("Mail:User and Mail:Password belong together.");
        if (User is not null && Security == "none" && Host is not ("127.0.0.1" or "localhost" or "::1"))
            yield return new ValidationResult("Mail:Password would cross the network readable: set Mail:Security to starttls or tls.");
    }
}
