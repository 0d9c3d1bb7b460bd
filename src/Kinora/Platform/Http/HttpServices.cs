using System.Net;
using Kinora.Platform.Security;
using Kinora.Platform.Telemetry;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Kinora.Platform.Http;

/// <summary>What every request goes through, in this order.</summary>
internal static class HttpServices
{
    public static IServiceCollection AddKinoraHttp(this IServiceCollection services, IConfiguration configuration, DataFolder folder)
    {
        services.AddOptions<HttpOptions>().Bind(configuration.GetSection(HttpOptions.Section)).ValidateDataAnnotations()
            .Validate(options => options.Proxies.All(proxy => Network(proxy) is not null), "Http:Proxies must be addresses or networks such as 10.0.0.0/8.")
            .Validate(options => options.PrivateHosts.All(host => Network(host) is not null), "Http:PrivateHosts must be addresses or networks such as 192.168.1.20.")
            .ValidateOnStart();
        services.AddSingleton<GuardedFetch>();
        services.AddOptions<SecretsOptions>().Bind(configuration.GetSection(SecretsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<Cursors>().AddSingleton<Limits>().AddSingleton<IdempotencyStore>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => KinoraJson.Configure(options.SerializerOptions));
        services.AddAntiforgery(options =>
        {
            options.HeaderName = CsrfGate.Header;
            options.Cookie.Name = "kin_csrf";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        Keyring.PrivateFolder(folder.File("keys"));
        services.AddDataProtection().SetApplicationName("kinora").PersistKeysToFileSystem(new DirectoryInfo(folder.File("keys")));
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<HttpOptions>>((timeouts, options) =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = TimeSpan.FromSeconds(options.Value.RequestSeconds),
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            });
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<HttpOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Value.MaxBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<HttpOptions>>((forwarded, options) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.ForwardLimit = null;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in options.Value.Proxies)
                forwarded.KnownIPNetworks.Add(Network(proxy)!.Value);
        });
        return services;
    }

    /// <summary>The gates before the routes.</summary>
    public static void UseKinoraHttp(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<HttpOptions>>().Value.Proxies.Count > 0)
            app.UseForwardedHeaders();
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RequestMeter>();
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<Problems>();
        app.UsePageErrors();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseMiddleware<CallerGate>();
        app.UseMiddleware<RateGate>();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<CsrfGate>();
        app.UseAntiforgery();
        app.UseMiddleware<IdempotencyGate>();
    }

    /// <summary>A route that takes larger bodies than the others.</summary>
    public static T BodyUpTo<T>(this T builder, long bytes)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new BodyLimit(bytes));

    /// <summary>A route that may run as long as it likes, such as a stream of events.</summary>
    public static T Streams<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new DisableRequestTimeoutAttribute());

    public static IPNetwork? Network(string text) => IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
