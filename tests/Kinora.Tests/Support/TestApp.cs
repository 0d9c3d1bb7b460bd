using Kinora.Platform.Events;
using Kinora.Platform.Jobs;
using Kinora.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Support;

/// <summary>The real server on a loopback port, with a database of its own.</summary>
internal sealed partial class TestApp : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private TestApp(TestDatabase database, WebApplication app)
    {
        (_database, _app) = (database, app);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<TestApp> StartAsync(string database, params (string Key, string? Value)[] settings) =>
        StartAsync(database, null, settings);

    /// <summary><paramref name="customise"/> replaces services, such as the clock.</summary>
    public static async Task<TestApp> StartAsync(
        string database, Action<IServiceCollection>? customise, params (string Key, string? Value)[] settings)
    {
        return await StartOnAsync(await TestDatabase.CreateAsync(database), settings, customise);
    }

    /// <summary>On a database that the test has prepared; it goes with the server.</summary>
    public static async Task<TestApp> StartOnAsync(
        TestDatabase own, IEnumerable<(string Key, string? Value)> settings, Action<IServiceCollection>? customise = null)
    {
        var all = own.Settings;
        all["Urls"] = "http://127.0.0.1:0";
        all["Jobs:Enabled"] = "false";
        all["Vault:Enabled"] = "false";
        all["Logging:LogLevel:Default"] = "Warning";
        all["Http:AnonymousPerMinute"] = "0";
        all["Http:UserPerMinute"] = "0";
        all["Accounts:SignInsPerMinute"] = "100000";
        foreach (var (key, value) in settings)
            all[key] = value;
        var app = KinoraApp.Build(own.Folder, all, builder =>
        {
            Use(builder.Services, null);
            customise?.Invoke(builder.Services);
        });
        await app.StartMigratedAsync(TestContext.Current.CancellationToken);
        return new TestApp(own, app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>
    /// Delivers every event and runs every job that is due, until none is left; tests let nothing run by itself (<c>Jobs:Enabled</c>
    /// is off). Gives the number of tries.
    /// </summary>
    public async Task<int> RunJobsAsync()
    {
        var tries = 0;
        while (true)
        {
            var delivered = await Get<EventPump>().DeliverDueAsync(TestContext.Current.CancellationToken);
            var ran = await Get<JobRunner>().RunDueAsync(TestContext.Current.CancellationToken);
            tries += ran;
            if (delivered + ran == 0)
                return tries;
        }
    }

    /// <summary>Waits until something that the server does by itself has come about.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await holds())
            await Task.Delay(10, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var client in _clients)
            client.Dispose();
        // Only what was stopped lets go of the database before it is dropped.
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (!IsBeside)
            await _database.DisposeAsync();
    }
}
