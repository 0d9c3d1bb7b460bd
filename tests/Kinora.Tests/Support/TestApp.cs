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

    public static async Task<TestApp> StartAsync(string database, params (string Key, string? Value)[] settings)
    {
        var own = await TestDatabase.CreateAsync(database);
        var all = own.Settings;
        all["Urls"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings)
            all[key] = value;
        var app = KinoraApp.Build(own.Folder, all);
        await app.StartMigratedAsync(TestContext.Current.CancellationToken);
        return new TestApp(own, app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var client in _clients)
            client.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
