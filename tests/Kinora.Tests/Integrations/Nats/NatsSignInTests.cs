using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kinora.Integrations.Nats;
using Kinora.Tests.Support;

namespace Kinora.Tests.Integrations.Nats;

/// <summary>Keys and certificates, and settings that are looked at when the server starts.</summary>
public sealed class NatsSignInTests
{

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_seed_gives_its_key_and_a_broken_one_nothing()
    {
        var made = Make(new byte[32]);
        var seed = NatsSeed.Read(made)!;
        Assert.StartsWith("U", seed.PublicKey, StringComparison.Ordinal);
        Assert.Equal(56, seed.PublicKey.Length);
        Assert.Null(NatsSeed.Read(made[..^1] + (made[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(NatsSeed.Read("SUA"));
        Assert.Null(NatsSeed.Read("nothing"));
        Assert.Equal("eyJ0.a.b", NatsSeed.Read($"-----BEGIN NATS USER JWT-----\neyJ0.a.b\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n{made}\n------END USER NKEY SEED------\n")!.Jwt);
    }

    [Fact]
    public async Task A_key_lets_in_and_another_one_does_not()
    {
        var (right, wrong) = (Make([.. Enumerable.Repeat((byte)1, 32)]), Make([.. Enumerable.Repeat((byte)2, 32)]));
        await using var nats = await TestNats.StartAsync($"authorization {{ users: [{{ nkey: {NatsSeed.Read(right)!.PublicKey} }}] }}");
        await File.WriteAllTextAsync(Path.Combine(nats.Folder, "right"), right, Cancel);
        await File.WriteAllTextAsync(Path.Combine(nats.Folder, "wrong"), wrong, Cancel);

        await using var client = nats.Client(set: options => options.CredentialsFile = Path.Combine(nats.Folder, "right"));
        await client.FlushAsync(Cancel);
        await using var other = nats.Client(set: options => options.CredentialsFile = Path.Combine(nats.Folder, "wrong"));
        other.Start();
        await NatsFaultTests.UntilAsync(() => other.State.Fault is not null, "the refusal");

        Assert.True(client.State.IsUp);
        Assert.Contains("Authorization Violation", other.State.Fault!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_held_against_its_authority_and_its_name()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=kinora test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var nats = await TestNats.StartAsync(
            "tls { cert_file: \"FOLDER/cert.pem\", key_file: \"FOLDER/key.pem\" }",
            folder =>
            {
                File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
                File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
            });

        await using var client = nats.Client(set: options => options.CaFile = Path.Combine(nats.Folder, "cert.pem"));
        await using var heard = client.Listen("safe");
        await client.PublishAsync("safe", new byte[100_000], Cancel);
        Assert.Equal(100_000, (await heard.ReadAsync(Cancel)).Data.Length);
        foreach (var (url, authority) in new[] { (nats.Url, (string?)null), (nats.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), Path.Combine(nats.Folder, "cert.pem")) })
        {
            await using var other = nats.Client(url, options => options.CaFile = authority);
            other.Start();
            await NatsFaultTests.UntilAsync(() => other.State.Fault is not null, "the refusal");
            Assert.Contains("certificate", other.State.Fault!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Settings_are_refused_with_their_key_and_never_with_their_value()
    {
        Assert.Empty(Faults(new NatsOptions()));
        Assert.Empty(Faults(new NatsOptions { Url = "nats://127.0.0.1" }));
        Assert.Contains("Nats:Url", Assert.Single(Faults(new NatsOptions { Url = "nats://ann:secret@host" })), StringComparison.Ordinal);
        Assert.Contains("Nats:Password", Assert.Single(Faults(new NatsOptions { Url = "nats://host", User = "ann" })), StringComparison.Ordinal);
        Assert.Contains("Nats:Token", Assert.Single(Faults(new NatsOptions { Url = "nats://host", User = "ann", Password = "secret", Token = "secret" })), StringComparison.Ordinal);
        Assert.Contains("Nats:CaFile", Assert.Single(Faults(new NatsOptions { Url = "nats://host", CaFile = "/nowhere" })), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", string.Concat(Faults(new NatsOptions { Url = "nats://ann:secret@host", User = "secret", Token = "secret" })), StringComparison.Ordinal);
    }

    private static List<string> Faults(NatsOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.ConvertAll(result => result.ErrorMessage!);
    }

    /// <summary>A user's seed of these 32 bytes, written as the tools write it.</summary>
    private static string Make(byte[] bytes)
    {
        byte[] raw = [(18 << 3) | ((20 << 3) >> 5), unchecked((byte)((20 << 3) << 3)), .. bytes];
        ushort crc = 0;
        foreach (var value in raw)
        {
            crc ^= (ushort)(value << 8);
            for (var bit = 0; bit < 8; bit++)
                crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
        }

        byte[] whole = [.. raw, (byte)crc, (byte)(crc >> 8)];
        var bits = string.Concat(whole.Select(value => Convert.ToString(value, 2).PadLeft(8, '0')));
        return string.Concat(bits.PadRight((bits.Length + 4) / 5 * 5, '0').Chunk(5).Select(five => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(five), 2)]));
    }
}
