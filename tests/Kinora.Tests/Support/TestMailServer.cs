using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Kinora.Tests.Support;

/// <summary>A real SMTP server on loopback. It keeps what it takes, and misbehaves as it is told.</summary>
internal sealed class TestMailServer : IMessageStore, IUserAuthenticator, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private Task _running = Task.CompletedTask;

    private TestMailServer(X509Certificate2? certificate) => _certificate = certificate;

    public ConcurrentQueue<MimeMessage> Taken { get; } = [];

    public ConcurrentQueue<string> SignIns { get; } = [];

    /// <summary>So many messages are refused before one is taken.</summary>
    public int Refusals;

    public int Port { get; private set; }

    public string Fingerprint => _certificate!.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>With TLS the server shows a certificate that nobody vouches for, and asks for a sign-in.</summary>
    public static async Task<TestMailServer> StartAsync(bool tls = false)
    {
        var server = new TestMailServer(tls ? Certificate() : null);
        var listening = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var factory = new EndpointListenerFactory();
        factory.EndpointStarted += (_, args) => listening.TrySetResult(((IPEndPoint)args.LocalEndPoint).Port);
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(factory);
        services.Add((IMessageStore)server);
        services.Add((IUserAuthenticator)server);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)).AuthenticationRequired(tls);
            if (tls)
                endpoint.Certificate(server._certificate!);
        }).Build();
        server._running = new SmtpServer.SmtpServer(options, services).StartAsync(server._stop.Token);
        server.Port = await listening.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The settings under which Kinora sends through this server.</summary>
    public (string, string?)[] Settings(params (string, string?)[] more) =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{Port}"), ("Mail:Security", "none"), ("Mail:From", "Kinora <kinora@example.org>"), .. more,
    ];

    public async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref Refusals) >= 0)
            return SmtpResponse.TransactionFailed;
        using var bytes = new MemoryStream(buffer.ToArray());
        Taken.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
        return SmtpResponse.Ok;
    }

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
    {
        SignIns.Enqueue($"{user} {password}");
        return Task.FromResult(password == "right");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None));
        _certificate?.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
