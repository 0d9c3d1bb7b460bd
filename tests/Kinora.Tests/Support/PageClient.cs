using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Accounts.SignIn;

namespace Kinora.Tests.Support;

/// <summary>A browser without script: opens pages and sends the forms that stand in them, with cookies and tokens of its own.</summary>
internal sealed partial class PageClient
{
    private PageClient(HttpClient http) => Http = http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Http { get; }

    /// <summary>Signed in as this user, who is added when new.</summary>
    public static async Task<PageClient> SignInAsync(TestApp app, string name)
    {
        await app.ProfileOfAsync(name);
        var client = Stranger(app);
        var otp = (await app.Get<IssueCode>().RunAsync(name, "http://here", Cancel)).Value.Code;
        using var reply = await client.Http.PostAsJsonAsync("/api/auth/otp/verify", new { username = name, otp }, Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return client;
    }

    public static PageClient Stranger(TestApp app)
    {
        var http = app.Stranger();
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return new PageClient(http);
    }

    public async Task<string> ReadAsync(string path)
    {
        using var reply = await Http.GetAsync(path, Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{path}: {(int)reply.StatusCode} {text}");
        return text;
    }

    /// <summary>Who this browser is taken for.</summary>
    public async Task<JsonNode> SessionAsync() => JsonNode.Parse(await Http.GetStringAsync("/api/auth/session", Cancel))!;

    /// <summary>Sends the first form of the page that contains this text, with these fields over its hidden ones.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string containing, params (string Name, string Value)[] fields)
    {
        var page = await ReadAsync(path);
        var form = Form().Matches(page).FirstOrDefault(match => match.Value.Contains(containing, StringComparison.Ordinal));
        Assert.True(form is not null, $"{path} has no form with {containing}: {page}");
        var sent = Hidden().Matches(form.Value).Select(input => (
            Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value"))).Where(input => input.Name.Length > 0).ToList();
        using var content = new FormUrlEncodedContent(sent.Concat(fields).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var action = Attribute(form.Value[..form.Value.IndexOf('>', StringComparison.Ordinal)], "action");
        return await Http.PostAsync(action.Length == 0 ? path : action, content, Cancel);
    }

    /// <summary>Where an answer sends the browser; null where it does not.</summary>
    public static string? Leads(HttpResponseMessage reply) => reply.Headers.Location switch
    {
        { IsAbsoluteUri: true } address => address.PathAndQuery,
        var address => address?.OriginalString,
    };

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $" {name}=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["value"].Value);

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("<input [^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Hidden();
}
