using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Kinora.Integrations.Mail;

/// <summary>Hands messages to the configured SMTP server, a connection each.</summary>
internal sealed class Mailer(IOptions<MailOptions> options, TimeProvider time)
{
    private const int LongestAddress = 254;

    private MailOptions Options => options.Value;

    public bool IsConfigured => Options.Host is not null;

    /// <summary>What came of the last message, for the health page; null before the first.</summary>
    public MailResult? Last { get; private set; }

    /// <summary>One bare address (<c>ann@example.org</c>), nothing that could become a second header or recipient.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= LongestAddress && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailboxAddress.TryParse(text, out var parsed) && parsed.Address == text && text.IndexOf('@', StringComparison.Ordinal) > 0;

    /// <summary>Returns when the server has taken the message; throws what is wrong otherwise.</summary>
    public async Task SendAsync(string to, string subject, string text, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(Options.Seconds));
        try
        {
            using var message = Message(to, subject, text);
            using var client = new SmtpClient();
            client.ServerCertificateValidationCallback = Options.Fingerprint is null ? null : (_, certificate, _, _) => Fits(certificate);
            await client.ConnectAsync(Options.Host!, Options.Port, Kind(), limit.Token);
            if (Options.User is not null)
                await client.AuthenticateAsync(Options.User, Options.Password!, limit.Token);
            await client.SendAsync(message, limit.Token);
            Last = new MailResult(time.GetUtcNow(), null);
            // The message is taken; how the goodbye goes changes nothing.
            await client.DisconnectAsync(quit: false, CancellationToken.None);
        }
        catch (Exception fault)
        {
            Last = new MailResult(time.GetUtcNow(), limit.IsCancellationRequested ? "no answer in time" : fault.GetType().Name);
            throw;
        }
    }

    private MimeMessage Message(string to, string subject, string text)
    {
        var message = new MimeMessage { Subject = subject, Date = time.GetUtcNow(), Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(Options.From!));
        message.To.Add(new MailboxAddress("", to));
        // Nobody's out-of-office answers a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated; type=code");
        return message;
    }

    private SecureSocketOptions Kind() => Options.Security switch
    {
        "tls" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private bool Fits(X509Certificate? certificate) =>
        certificate is not null && string.Equals(
            certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), Options.Fingerprint, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What came of a message.</summary>
/// <param name="Fault">Null where the server took it.</param>
internal sealed record MailResult(DateTimeOffset At, string? Fault);
