using System.CommandLine;
using Kinora.Platform.Database;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kinora.Server.Cli;

/// <summary>
/// The modules' services over the data folder, without a web server and without background work. It works beside a running server: both
/// use the database as two processes would.
/// </summary>
internal sealed class CommandHost : IAsyncDisposable
{
    /// <summary>Who types a command waits for a busy database rather than type it again; settings overrule it.</summary>
    private static readonly Dictionary<string, string?> Patience = new(StringComparer.Ordinal) { ["Database:StatementSeconds"] = "60" };

    private readonly IHost _host;

    private CommandHost(IHost host) => _host = host;

    /// <summary>With the database in its newest shape.</summary>
    public static async Task<CommandHost> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var host = Make(CommonOptions.Folder(parsed));
        await host.Get<Migrator>().RunAsync(cancel);
        return host;
    }

    /// <summary>Without touching the database.</summary>
    public static CommandHost Make(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = "Kinora.Server",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(Patience).AddJsonFile("appsettings.json", optional: true);
        KinoraApp.Compose(builder, folder, new Dictionary<string, string?>());
        // Whoever has the console has the data.
        builder.Services.Replace(ServiceDescriptor.Singleton(new ActsOtherwise(Actor.System)));
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Warning).ToStandardError();
        return new CommandHost(builder.Build());
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }
}
