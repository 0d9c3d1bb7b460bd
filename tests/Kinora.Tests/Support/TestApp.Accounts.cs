using System.Net.Http.Headers;
using Kinora.Accounts;
using Kinora.Accounts.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Tests.Support;

/// <summary>People at the server's door.</summary>
internal sealed partial class TestApp
{
    private readonly List<HttpClient> _clients = [];

    /// <summary>A client without any credential and with cookies of its own.</summary>
    public HttpClient Stranger(bool followRedirects = false) =>
        Keep(new HttpClient(new HttpClientHandler { AllowAutoRedirect = followRedirects }) { BaseAddress = Http.BaseAddress });

    /// <summary>A client that carries a token of this user, who is added when new.</summary>
    public async Task<HttpClient> ClientAsAsync(string name, Role role = Role.Viewer)
    {
        var client = Stranger();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenOfAsync(name, role));
        return client;
    }

    /// <summary>The same under a name that says the role.</summary>
    public Task<HttpClient> SignInAsync(Role role = Role.Viewer) => ClientAsAsync(role.ToString().ToLowerInvariant(), role);

    /// <summary>The default profile of this user, who is added when new.</summary>
    public async Task<string> ProfileOfAsync(string name, Role role = Role.Viewer) => (await UserAsync(name, role)).DefaultProfileId;

    public async Task<string> TokenOfAsync(string name, Role role = Role.Viewer, TokenScopes scopes = TokenScopes.All)
    {
        var user = await UserAsync(name, role);
        return (await Get<TokenStore>().AddAsync(user.Id, "test", scopes, null, TestContext.Current.CancellationToken)).Token;
    }

    private async Task<UserInfo> UserAsync(string name, Role role)
    {
        var users = Get<IUsers>();
        var cancel = TestContext.Current.CancellationToken;
        return await users.FindAsync(name, cancel) ?? (await users.AddAsync(new NewUser(name, role), cancel)).Value;
    }

    private HttpClient Keep(HttpClient client)
    {
        lock (_clients)
            _clients.Add(client);
        return client;
    }
}
