using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Server.Api;

namespace Kinora.Server;

/// <summary>Composes the modules into a web application.</summary>
internal static class KinoraApp
{
    /// <summary>Builds the application; <paramref name="customise"/> lets tests replace what can't run there.</summary>
    public static WebApplication Build(string dataFolder, IReadOnlyDictionary<string, string?> settings, Action<WebApplicationBuilder>? customise = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "Kinora.Server",
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "Kinora.Server.staticwebassets.runtime.json")))
            builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Whoever sends a cookie that is none would fill the log with it; the refusal is answered and counted.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Error);
        builder.Services.AddRouting();
        builder.Services.AddApiDocument();
        Compose(builder, dataFolder, settings);
        LogAsConfigured(builder);
        customise?.Invoke(builder);
        OptionsCheck.Run(builder.Services);
        var app = builder.Build();
        app.UseKinoraHttp();
        app.UseApiDocument();
        app.MapStaticAssets().Open();
        foreach (var module in app.Services.GetServices<IModule>())
            module.Map(app);
        return app;
    }

    /// <summary><c>Logging:Format</c>: <c>text</c> (default) or <c>json</c>, one document a line; both with the request's id.</summary>
    private static void LogAsConfigured(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        if (string.Equals(builder.Configuration["Logging:Format"], "json", StringComparison.OrdinalIgnoreCase))
            builder.Logging.AddJsonConsole(options => (options.IncludeScopes, options.UseUtcTimestamp, options.TimestampFormat) = (true, true, "O"));
        else
            builder.Logging.AddSimpleConsole(options => (options.IncludeScopes, options.SingleLine) = (true, true));
    }

    /// <summary>The settings and all modules' services: what a server and a command share.</summary>
    public static void Compose(IHostApplicationBuilder builder, string dataFolder, IReadOnlyDictionary<string, string?> settings)
    {
        var folder = new DataFolder(Path.GetFullPath(dataFolder));
        folder.Create();
        builder.Configuration
            .AddJsonFile(folder.File("settings.json"), optional: true)
            .AddEnvironmentVariables("KINORA__")
            .AddInMemoryCollection(settings);
        builder.Services.AddSingleton(folder);
        foreach (var module in Modules.All)
        {
            builder.Services.AddSingleton(module);
            module.Add(builder.Services, builder.Configuration);
        }
    }

    /// <summary>Brings the database to its newest shape, then starts listening.</summary>
    public static async Task StartMigratedAsync(this WebApplication app, CancellationToken cancel)
    {
        await app.Services.GetRequiredService<Migrator>().RunAsync(cancel);
        await app.StartAsync(cancel);
    }
}
