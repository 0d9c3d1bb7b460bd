using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.Accounts;
using Kinora.Accounts.Contracts;
using Kinora.EndToEnd.Faults;
using Kinora.EndToEnd.Support;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.EndToEnd.Fuzz;

/// <summary>A server with people of every role, whose names and ids are used against each other. Who signs requests can't be removed by one.</summary>
internal sealed class FuzzWorld : IAsyncDisposable
{
    /// <summary>Stands in secrets that were made up for this, so that a log that holds one of them is found out.</summary>
    public const string Mark = "SECRETMARK";

    private readonly World _world;

    private FuzzWorld(World world, ServerProcess server) => (_world, Server) = (world, server);

    public ServerProcess Server { get; }

    public int Port => new Uri(Server.Address).Port;

    /// <summary>Ids and names of things of everybody, cursors among them.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>So many of the credentials count, from the first.</summary>
    public const int Good = 4;

    /// <summary>Tokens of those who may leave for good.</summary>
    public IReadOnlyList<string> Leavers { get; private set; } = [];

    /// <summary>A header that says who asks; an empty name for nobody.</summary>
    public List<(string Name, string Value)> Credentials { get; } = [];

    /// <summary>What no log may hold.</summary>
    public List<string> Secrets { get; } = [Mark, "secretmark@"];

    public static async Task<FuzzWorld> StartAsync(string engine)
    {
        var world = await World.MakeAsync(engine, people: 2, null, ("Logging:LogLevel:Default", "Debug"));
        var tokens = await InviteAsync(world);
        var fuzz = new FuzzWorld(world, await world.StartAsync());
        string[] all = [.. world.Tokens, .. tokens];
        fuzz.Secrets.AddRange(all);
        fuzz.Leavers = tokens[3..];
        // The second admin only owns things.
        foreach (var token in (string[])[world.Tokens[0], tokens[0], tokens[1], tokens[2], $"kin_{Mark}0123456789"])
            fuzz.Credentials.Add(("Authorization", $"Bearer {token}"));
        fuzz.Credentials.Add(("", ""));
        fuzz.Credentials.Add(("Authorization", $"Basic {Mark}"));
        await fuzz.FillAsync([world.Tokens[0], world.Tokens[1], tokens[0], tokens[1]]);
        return fuzz;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <summary>A viewer, a blessed, a token that may only read, and victims.</summary>
    private static async Task<List<string>> InviteAsync(World world)
    {
        await using var app = KinoraApp.Build(world.Folder, new Dictionary<string, string?>(world.Settings.ToDictionary(one => one.Key, one => (string?)one.Value), StringComparer.Ordinal) { ["Urls"] = "http://127.0.0.1:0" });
        await app.StartMigratedAsync(CancellationToken.None);
        using var acting = Acting.As(Actor.System);
        async Task<string> AddAsync(string name, Role role, TokenScopes scopes)
        {
            var user = await app.Services.GetRequiredService<IUsers>().AddAsync(new NewUser(name, role, Email: $"secretmark@{name}.example"), CancellationToken.None);
            return (await app.Services.GetRequiredService<TokenStore>().AddAsync(user.Value.Id, "fuzz", scopes, null, CancellationToken.None)).Token;
        }

        var tokens = new List<string>
        {
            await AddAsync("vera", Role.Viewer, TokenScopes.All), await AddAsync("bea", Role.Blessed, TokenScopes.All), await AddAsync("rea", Role.Admin, TokenScopes.Read),
        };
        for (var n = 0; n < 5; n++)
            tokens.Add(await AddAsync($"victim{n}", n == 0 ? Role.Admin : Role.Viewer, TokenScopes.All));
        await app.StopAsync();
        return tokens;
    }

    /// <summary>Everybody makes what can be made, and the names of it are remembered.</summary>
    private async Task FillAsync(IReadOnlyList<string> tokens)
    {
        foreach (var token in tokens)
        {
            using var http = new HttpClient { BaseAddress = new Uri(Server.Address) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            async Task NoteAsync(HttpMethod method, string path, object? body, params string[] members)
            {
                using var content = body is string text ? new StringContent(text, Encoding.UTF8, "application/x-ndjson") : body is null ? null : (HttpContent)JsonContent.Create(body);
                using var request = new HttpRequestMessage(method, path) { Content = content };
                using var reply = await http.SendAsync(request);
                if (!reply.IsSuccessStatusCode)
                    return;
                var made = JsonNode.Parse(await reply.Content.ReadAsStringAsync());
                Ids.AddRange(members.Select(member => (string?)made?[member]).OfType<string>());
            }

            await NoteAsync(HttpMethod.Post, "/api/profiles", new { name = "Kid", kids = true }, "id");
            await NoteAsync(HttpMethod.Get, "/api/auth/session", null, "user_id", "profile_id");
            await NoteAsync(HttpMethod.Post, "/api/auth/tokens", new { name = "spare" }, "id");
            await NoteAsync(HttpMethod.Post, "/api/catalog/collections", new { name = "Mine", items = new[] { "chaos:1", "chaos:2" } }, "id");
            await NoteAsync(HttpMethod.Post, "/api/admin/titles/import?name=a.ndjson", """{"id":"fuzz:1","kind":"movie","title":"One","series_id":null}""", "job");
            await NoteAsync(HttpMethod.Get, "/api/feed", null, "feed_session", "next_cursor");
            await NoteAsync(HttpMethod.Get, "/api/catalog/titles?q=clip&limit=2", null, "next_cursor");
            await NoteAsync(HttpMethod.Get, "/api/recommendations/trending?limit=2", null, "next_cursor");
            await NoteAsync(HttpMethod.Post, "/api/viewing/not-interested/chaos:9", new { }, "id");
            await NoteAsync(HttpMethod.Get, "/api/catalog/titles/chaos:1", null, "creator_id", "id");
        }

        Ids.AddRange(["victim0", "victim1", "VICTIM2", "victim3", "victim4", "genre 1", "topic:genre 1", "avatar-1", "spare", "for-you", "trending"]);
    }
}
