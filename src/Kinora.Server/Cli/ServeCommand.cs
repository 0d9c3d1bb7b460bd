using System.CommandLine;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Connections;

namespace Kinora.Server.Cli;

/// <summary>Starts the server and says where it is.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8080;

    /// <summary>Requests and jobs in progress have so long to end; SIGTERM to exit stays below ten seconds.</summary>
    private static readonly TimeSpan Draining = TimeSpan.FromSeconds(8);

    /// <summary>Whoever waited for the start is served first.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private static readonly Option<int?> Port = new Option<int?>("--port")
    {
        Description = $"The port on 127.0.0.1 (default: {DefaultPort}; 0 takes a free one)",
        HelpName = "N",
    }.Within(0, 65535);

    private static readonly Option<bool> Demo = new("--demo")
    {
        Description = "With a library of public-domain titles to look around in, in a folder of its own (default: 'data/demo')",
    };

    /// <summary>What is printed once the server answers.</summary>
    /// <param name="FirstAdminCode">Null where there is an admin.</param>
    /// <param name="DemoSignIn">The way into the demo.</param>
    private sealed record Started(
        string Address, string? FirstAdminCode, string Data, string Database, bool Demo, DemoSignIn? DemoSignIn, string Version);

    private sealed record DemoSignIn(string Name, string Code, string Link);

    public static Command Make()
    {
        var command = new Command("serve", "Start the server (the default)") { Port, Demo };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        var demo = parsed.GetValue(Demo);
        var folder = CommonOptions.Folder(parsed, demo);
        // The demo never goes into a database that somebody has configured for their own library.
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (demo)
            settings["Database:Engine"] = "sqlite";
        await using var app = KinoraApp.Build(folder, settings, builder => Listen(builder, parsed, output));

        await app.Services.GetRequiredService<Migrator>().RunAsync(cancel);
        DemoLoaded? loaded = null;
        if (demo)
        {
            var outcome = await app.Services.GetRequiredService<IDemo>().LoadAsync(cancel);
            if (outcome.Refusal is { } refusal)
                return output.Refused(refusal);
            loaded = outcome.Value;
        }

        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            // What has started already is told that it ends; else the host would call its end a fault.
            await app.StopAsync(CancellationToken.None);
            return output.Refused(new Refusal(
                RefusalKind.Conflict, "address-in-use", "The address is taken, perhaps by another Kinora. Choose another port: kinora serve --port N"));
        }

        var code = await app.Services.GetRequiredService<FirstStart>().PrepareAsync(cancel);
        var database = app.Services.GetRequiredService<Db>().Dialect.Name;
        var address = app.Urls.First();
        await File.WriteAllTextAsync(app.Services.GetRequiredService<DataFolder>().Address, address, cancel);
        var signIn = loaded is null ? null : await SignInAsync(app.Services, loaded.SignInAs, address, cancel);
        Say(output, new Started(address, code, folder, database, demo, signIn, Version()));
        var settled = SettleAsync(app, cancel);

        // Ends on Ctrl+C and SIGTERM, which the host hears too.
        await app.WaitForShutdownAsync(cancel);
        await settled;
        output.Note("Stopped.");
        return 0;
    }

    /// <summary>Soon after the first requests: what others would wait for is done, and what starting left behind is given back.</summary>
    private static async Task SettleAsync(WebApplication app, CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, app.Lifetime.ApplicationStopping);
        await ((Task)Task.Delay(Rest, TimeProvider.System, ends.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (await Task.Run(() => app.Services.GetRequiredService<Discovery.WarmUp>().RunAsync(ends.Token), CancellationToken.None))
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static void Listen(WebApplicationBuilder builder, ParseResult parsed, Output output)
    {
        if (parsed.GetValue(Port) is { } port)
            builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        else if (builder.Configuration["Urls"] is null)
            builder.WebHost.UseUrls($"http://127.0.0.1:{DefaultPort}");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Draining);
        // With --json standard output holds one document and nothing else.
        builder.Services.AddSingleton(new ServerConsole(output.Json ? Console.Error : output.Plain));
        builder.Logging.ToStandardError()
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    /// <summary>Nobody waits for a code in a demo: each start prints one; null if somebody has removed the account.</summary>
    private static async Task<DemoSignIn?> SignInAsync(IServiceProvider services, string name, string address, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var issued = await services.GetRequiredService<IssueCode>().RunAsync(name, address, cancel);
        return issued.Succeeded ? new DemoSignIn(issued.Value.Name, issued.Value.Code, issued.Value.Link) : null;
    }

    private static void Say(Output output, Started started) => output.Done(started, writer =>
    {
        writer.WriteLine($"Kinora {started.Version}{(started.Demo ? " with the demo library" : "")}");
        writer.WriteLine();
        writer.WriteLine($"  Open     {started.Address}");
        writer.WriteLine($"  Data     {started.Data}{(started.Database == "sqlite" ? "" : $" and {started.Database}")}");
        if (started.FirstAdminCode is { } code)
        {
            writer.WriteLine();
            writer.WriteLine("Nobody runs this server yet. Open the address, pick a name, and enter this code to become its admin:");
            writer.WriteLine();
            writer.WriteLine($"  Code     {code}");
        }

        if (started.DemoSignIn is { } way)
        {
            writer.WriteLine();
            writer.WriteLine($"Sign in as {way.Name}, the admin of this demo, with this link (it works once), or with name and code:");
            writer.WriteLine();
            writer.WriteLine($"  Link     {way.Link}");
            writer.WriteLine($"  Code     {way.Code}");
        }

        writer.WriteLine();
        writer.WriteLine("Stop it with Ctrl+C.");
    });

    private static string Version() =>
        typeof(PlatformModule).Assembly.GetName().Version?.ToString(3) ?? "";
}
