using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kinora.Integrations.Nats;

/// <summary>Opens a connection up to the point where the server has let us in.</summary>
internal static class NatsDoor
{
    public static async Task<(Stream Stream, NatsInfo Info)> OpenAsync(NatsServer server, NatsOptions options, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancel);
            stream = new NetworkStream(socket, ownsSocket: true);
            var info = await HearAsync(stream, cancel) is var line && line.StartsWith("INFO ", StringComparison.OrdinalIgnoreCase)
                ? NatsInfo.Parse(line[5..]) : throw Said(line);
            var tls = server.Tls || options.Tls || info.TlsRequired;
            if (tls)
                stream = await EncryptAsync(stream, server, options, cancel);
            var seed = options.CredentialsFile is null ? null : NatsSeed.ReadFile(options.CredentialsFile);
            await stream.WriteAsync((byte[])[.. "CONNECT "u8, .. info.Connect(options, seed, tls), .. "\r\nPING\r\n"u8], cancel);
            await stream.FlushAsync(cancel);
            for (var said = ""; !said.StartsWith("PONG", StringComparison.OrdinalIgnoreCase);)
            {
                said = await HearAsync(stream, cancel);
                if (said.StartsWith("-ERR", StringComparison.OrdinalIgnoreCase))
                    throw Said(said);
            }

            return (stream, info);
        }
        catch
        {
            if (stream is not null)
                await stream.DisposeAsync();
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What a server's -ERR means.</summary>
    public static NatsException Said(string text)
    {
        var said = text.StartsWith("-ERR", StringComparison.OrdinalIgnoreCase) ? text[4..].Trim().Trim('\'') : text;
        var denied = said.Contains("uthori", StringComparison.Ordinal) || said.Contains("uthenti", StringComparison.Ordinal) || said.Contains("ermissions", StringComparison.Ordinal);
        var shown = said.Length > 200 ? said[..200] : said;
        return new NatsException(denied ? NatsFault.Denied : NatsFault.Protocol, $"The server says: {shown}");
    }

    /// <summary>
    /// Reads one line, a byte at a time: what follows INFO in the open must not be taken for something that was said under encryption.
    /// </summary>
    private static async Task<string> HearAsync(Stream stream, CancellationToken cancel)
    {
        var (line, one) = (new MemoryStream(1024), new byte[1]);
        while (line.Length <= NatsParser.MostLine)
        {
            if (await stream.ReadAsync(one, cancel) == 0)
                throw new NatsException(NatsFault.Away, "The server closed the connection before it let us in.");
            if (one[0] == '\n')
                return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
            line.WriteByte(one[0]);
        }

        throw new NatsException(NatsFault.Protocol, "The server does not speak NATS: a line has no end.");
    }

    private static async Task<Stream> EncryptAsync(Stream plain, NatsServer server, NatsOptions options, CancellationToken cancel)
    {
        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            var how = new SslClientAuthenticationOptions { TargetHost = server.Host };
            if (options.CaFile is not null)
            {
                how.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                how.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(options.CaFile);
            }

            if (options.CertificateFile is not null)
                how.ClientCertificates = [X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile)];
            await tls.AuthenticateAsClientAsync(how, cancel);
            return tls;
        }
        catch (System.Security.Authentication.AuthenticationException fault)
        {
            await tls.DisposeAsync();
            throw new NatsException(NatsFault.Denied, "The server's certificate is not vouched for, or not for this name: look at Nats:CaFile and Nats:Url.", fault);
        }
    }
}
