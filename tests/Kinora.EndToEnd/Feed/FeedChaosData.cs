using System.Globalization;
using System.Text;
using Kinora.Accounts;
using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.EndToEnd.Feed;

/// <summary>A data folder with clips and people, made before the server starts.</summary>
internal static class FeedChaosData
{
    /// <summary>Gives a token for each person.</summary>
    public static async Task<IReadOnlyList<string>> MakeAsync(
        string folder, int titles, int people, IReadOnlyDictionary<string, string>? database = null, Role role = Role.Viewer)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Urls"] = "http://127.0.0.1:0" };
        foreach (var (key, value) in database ?? new Dictionary<string, string>(StringComparer.Ordinal))
            settings[key] = value;
        await using var app = KinoraApp.Build(folder, settings);
        await app.StartMigratedAsync(CancellationToken.None);
        using var acting = Acting.As(Actor.System);
        var import = app.Services.GetRequiredService<ITitleImport>();
        var lines = string.Join('\n', Enumerable.Range(1, titles).Select(n => string.Create(CultureInfo.InvariantCulture, $$"""
            {"id":"chaos:{{n}}","kind":"clip","title":"Clip {{n}}","duration_ms":30000,"creator":"Creator {{n % 40}}","genres":["genre {{n % 7}}"],"maturity":"G"}
            """)));
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        var received = await import.ReceiveAsync(new ImportRequest("chaos.ndjson"), body, CancellationToken.None);
        await import.RunAsync(received.Value, null, CancellationToken.None);
        var tokens = new List<string>();
        for (var n = 0; n < people; n++)
        {
            var user = await app.Services.GetRequiredService<IUsers>().AddAsync(new NewUser($"person{n}", role), CancellationToken.None);
            var made = await app.Services.GetRequiredService<TokenStore>()
                .AddAsync(user.Value.Id, "chaos", TokenScopes.All, null, CancellationToken.None);
            tokens.Add(made.Token);
        }

        await app.StopAsync();
        return tokens;
    }
}
