using System.ComponentModel.DataAnnotations;

namespace Kinora.Integrations.Nats;

/// <summary>Section <c>Nats</c>: the message bus of an existing installation, or of one's own. Without an address nothing is connected.</summary>
internal sealed class NatsOptions : IValidatableObject
{
    public const string Section = "Nats";

    /// <summary>Such as <c>nats://127.0.0.1:4222</c> or <c>tls://nats.example.org</c>; several separated by commas are tried in turn. Default none.</summary>
    public string? Url { get; set; }

    /// <summary>Default none: the server asks for no sign-in.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>In place of user and password. Default none.</summary>
    public string? Token { get; set; }

    /// <summary>A file with a user's JWT and seed (<c>.creds</c>), or with a bare seed (<c>SU…</c>). Default none.</summary>
    public string? CredentialsFile { get; set; }

    /// <summary>Encrypt also where the address begins with <c>nats:</c>. Default off.</summary>
    public bool Tls { get; set; }

    /// <summary>PEM file of the authority that vouches for the server. Default none: the system's authorities decide.</summary>
    public string? CaFile { get; set; }

    /// <summary>PEM file of the certificate by which Kinora shows itself, where the server wants one. Default none.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file of that certificate's key.</summary>
    public string? KeyFile { get; set; }

    /// <summary>After how many seconds an attempt to connect is given up. Default 5.</summary>
    [Range(1, 120, ErrorMessage = "Nats:ConnectSeconds must be from 1 to 120.")]
    public int ConnectSeconds { get; set; } = 5;

    /// <summary>After how many seconds without an answer a question is given up, where its asker says nothing else. Default 5.</summary>
    [Range(1, 300, ErrorMessage = "Nats:RequestSeconds must be from 1 to 300.")]
    public int RequestSeconds { get; set; } = 5;

    /// <summary>The server is asked so often whether it is there; two questions without an answer and the connection is taken up anew. Default 20.</summary>
    [Range(1, 600, ErrorMessage = "Nats:PingSeconds must be from 1 to 600.")]
    public int PingSeconds { get; set; } = 20;

    /// <summary>The first pause before connecting again, in ms; it doubles up to <see cref="LongestPauseSeconds"/>. Default 100.</summary>
    [Range(1, 60_000, ErrorMessage = "Nats:PauseMilliseconds must be from 1 to 60000.")]
    public int PauseMilliseconds { get; set; } = 100;

    /// <summary>Default 5.</summary>
    [Range(1, 600, ErrorMessage = "Nats:LongestPauseSeconds must be from 1 to 600.")]
    public int LongestPauseSeconds { get; set; } = 5;

    /// <summary>What may wait for the connection, in MB; what is over it is refused. Default 16.</summary>
    [Range(1, 1024, ErrorMessage = "Nats:PendingMegabytes must be from 1 to 1024.")]
    public int PendingMegabytes { get; set; } = 16;

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Url);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured)
            yield break;
        if (NatsServer.Parse(Url!) is not { Count: > 0 })
            yield return new ValidationResult("Nats:Url must be an address such as nats://127.0.0.1:4222 (or several, separated by commas); user and password stand in Nats:User and Nats:Password.");
        if (User is null != Password is null)
            yield return new ValidationResult("Nats:User and Nats:Password belong together.");
        if (new[] { User, Token, CredentialsFile }.Count(way => way is not null) > 1)
            yield return new ValidationResult("One way to sign in is enough: Nats:User, Nats:Token or Nats:CredentialsFile.");
        if (CertificateFile is null != KeyFile is null)
            yield return new ValidationResult("Nats:CertificateFile and Nats:KeyFile belong together.");
        foreach (var (key, file) in new[] { (nameof(CredentialsFile), CredentialsFile), (nameof(CaFile), CaFile), (nameof(CertificateFile), CertificateFile), (nameof(KeyFile), KeyFile) })
        {
            if (file is not null && !File.Exists(file))
                yield return new ValidationResult($"Nats:{key} names a file that is not there.");
        }

        if (CredentialsFile is not null && File.Exists(CredentialsFile) && NatsSeed.ReadFile(CredentialsFile) is null)
            yield return new ValidationResult("Nats:CredentialsFile holds no user's seed: it begins with SU and stands alone or in a .creds file.");
    }
}
