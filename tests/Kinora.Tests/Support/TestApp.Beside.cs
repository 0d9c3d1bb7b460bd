using Kinora.Platform.Database;
using Kinora.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kinora.Tests.Support;

/// <summary>A second server on the same data, and a clock that a test moves.</summary>
internal sealed partial class TestApp
{
    /// <summary>Another process's worth of server on the same database. Dispose of it before this one.</summary>
    public Task<TestApp> BesideAsync(TimeProvider? clock = null) => BesideAsync(services => Use(services, clock));

    /// <summary>The same with other services or settings.</summary>
    public async Task<TestApp> BesideAsync(Action<IServiceCollection> customise, params (string Key, string? Value)[] settings)
    {
        var all = _database.Settings;
        all["Urls"] = "http://127.0.0.1:0";
        all["Jobs:Enabled"] = "false";
        all["Vault:Enabled"] = "false";
        all["Logging:LogLevel:Default"] = "Warning";
        all["Http:AnonymousPerMinute"] = "0";
        all["Http:UserPerMinute"] = "0";
        all["Accounts:SignInsPerMinute"] = "100000";
        foreach (var (key, value) in settings)
            all[key] = value;
        var app = KinoraApp.Build(_database.Folder, all, builder =>
        {
            Use(builder.Services, null);
            customise(builder.Services);
        });
        await app.StartMigratedAsync(TestContext.Current.CancellationToken);
        return new TestApp(_database, app) { IsBeside = true };
    }

    /// <summary>Starts with this clock.</summary>
    public static Task<TestApp> StartAsync(string database, TimeProvider clock) => StartAsync(database, services => Use(services, clock));

    /// <summary>A client that carries this token.</summary>
    public HttpClient ClientWith(string token)
    {
        var client = Stranger();
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private bool IsBeside { get; init; }

    private static void Use(IServiceCollection services, TimeProvider? clock)
    {
        // A test looks behind the curtain; requests are somebody all the same.
        services.Replace(ServiceDescriptor.Singleton(new ActsOtherwise(Actor.Owner)));
        if (clock is not null)
            services.Replace(ServiceDescriptor.Singleton(clock));
    }
}
