using System.Globalization;
using System.Text;

namespace Kinora.EndToEnd.Fuzz;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Number">With the seed it makes the same request again.</param>
/// <param name="Route">As the document of the API names it.</param>
/// <param name="Target">Path and query, as they are sent.</param>
/// <param name="Odd">Its head may be no HTTP. Then the answer has no body: nothing of Kinora's has seen the request.</param>
/// <param name="Page">It asks for a page, whose errors are pages too.</param>
internal sealed record FuzzRequest(
    int Number, string Method, string Route, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, bool Odd, bool Page)
{
    /// <summary>The answer never ends by itself.</summary>
    public bool Streams => Route == "/api/events";

    public byte[] Bytes()
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (Body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body ?? []];
    }

    /// <summary>For a person who reads why a run failed.</summary>
    public string Say()
    {
        var text = Encoding.Latin1.GetString(Bytes());
        var shown = new StringBuilder();
        foreach (var letter in text.Length > 1500 ? text[..1500] + "…" : text)
            shown.Append(letter is '\n' or (>= ' ' and <= '~') or '…' ? letter : '·');
        return $"request {Number}, {Method} {Route}\n{shown}";
    }
}
