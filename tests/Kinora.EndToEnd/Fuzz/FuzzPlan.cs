using System.Text;
using System.Text.Json;

namespace Kinora.EndToEnd.Fuzz;

/// <summary>Makes requests out of the API's own document: the number and the seed say which one.</summary>
internal sealed class FuzzPlan
{
    /// <summary>What routes read from the address without the document naming it, and what none does.</summary>
    private static readonly string[] Asked =
    [
        "q", "genre", "kind", "sort", "duration_max_ms", "available", "creator", "language", "category", "mood", "limit", "cursor", "page_size", "feed_session", "device", "connection", "profile_id", "scope",
        "topic", "state", "from", "to", "unknown",
    ];

    private static readonly string[] Pages =
    [
        "/", "/search", "/feed", "/titles/{id}", "/watch/{id}", "/collections/{id}", "/rails/{id}", "/welcome", "/sign-in/link", "/settings", "/settings/profiles/{id}", "/settings/hidden", "/admin/audit", "/admin/jobs",
        "/admin/people", "/admin/collections", "/docs/errors", "/profiles", "/{id}", "/assets/{id}",
    ];

    private static readonly string[] MediaTypes =
        ["application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "text/plain", "application/x-ndjson", "text/csv", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "nonsense", ""];

    private readonly int _seed;
    private readonly FuzzWorld _world;
    private readonly JsonElement _schemas;
    private readonly List<(string Method, string Path, JsonElement Operation)> _routes = [];

    public FuzzPlan(JsonElement document, FuzzWorld world, int seed)
    {
        (_seed, _world) = (seed, world);
        _schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
                _routes.Add((operation.Name.ToUpperInvariant(), path.Name, operation.Value));
        }
    }

    public int Routes => _routes.Count;

    public bool Knows(string method, string path) => _routes.Exists(route => route.Method == method && route.Path == path);

    public FuzzRequest Make(int number)
    {
        var random = new Random(unchecked((_seed * 1_000_003) + number));
        var values = new HostileValues(random, _world.Ids);
        if (random.Next(15) == 0)
        {
            var page = Pages[random.Next(Pages.Length)];
            return new FuzzRequest(number, "GET", page, Target(page, default, random, values), Headers(page, random, values, hasBody: false), null, Odd: true, Page: true);
        }

        var (method, path, operation) = _routes[random.Next(_routes.Count)];
        var sent = random.Next(60) == 0 ? new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FROB" }[random.Next(9)] : method;
        var body = Body(sent, path, operation, random, values);
        return new FuzzRequest(number, sent, path, Target(path, operation, random, values), Headers($"{sent} {path}", random, values, body is not null), body, Odd: true, Page: false);
    }

    private static string Target(string path, JsonElement operation, Random random, HostileValues values)
    {
        var target = new StringBuilder();
        foreach (var part in path.Split('/').Skip(1))
            target.Append('/').Append(part.StartsWith('{') ? random.Next(3) > 0 ? HostileValues.Escape(values.Id()) : values.Encoded() : part);
        var first = true;
        void Ask(string name, string value)
        {
            target.Append(first ? '?' : '&').Append(name).Append('=').Append(value);
            first = false;
        }

        if (operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty("parameters", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query" && random.Next(2) == 0))
                Ask(parameter.GetProperty("name").GetString()!, random.Next(2) == 0 ? HostileValues.Escape(values.Text()) : random.Next(-1, 120).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        for (var more = random.Next(4); more > 0; more--)
            Ask(Asked[random.Next(Asked.Length)], values.Encoded());
        return target.ToString() is { Length: < 7_500 } whole ? whole : target.ToString(0, 7_500);
    }

    private byte[]? Body(string method, string path, JsonElement operation, Random random, HostileValues values)
    {
        if (method is "GET" or "HEAD" && random.Next(30) > 0)
            return null;
        if (path == "/api/admin/titles/import")
            return Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Title(random, values))));
        if (path.StartsWith("/api/admin/titles", StringComparison.Ordinal) && method is "POST" or "PATCH")
            return Encoding.UTF8.GetBytes(Title(random, values));
        if (!operation.TryGetProperty("requestBody", out var request) && random.Next(10) > 0)
            return null;
        var text = request.ValueKind == JsonValueKind.Object
            ? values.Of(request.GetProperty("content").GetProperty("application/json").GetProperty("schema"), Schema)
            : values.Json();
        var bytes = Encoding.UTF8.GetBytes(text);
        switch (random.Next(25))
        {
            case 0:
                bytes = bytes[..random.Next(bytes.Length + 1)];
                break;
            case 1 when bytes.Length > 0:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                break;
            case 2:
                bytes = [0xEF, 0xBB, 0xBF, .. bytes];
                break;
        }

        return bytes;
    }

    private static string Title(Random random, HostileValues values)
    {
        string Value(string member) => random.Next(4) == 0 ? values.Json() : member switch
        {
            "id" => $"\"fuzz:{random.Next(400)}\"",
            "kind" => "\"movie\"",
            "year" or "season" or "episode" => random.Next(1, 2_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "duration_ms" => "5400000",
            "genres" or "tags" or "moods" => $"[{HostileValues.Quoted(values.Text())}]",
            "published_at" => "\"1944-10-11T00:00:00Z\"",
            "maturity" => "\"G\"",
            "language" => "\"en\"",
            _ => HostileValues.Quoted(values.Text()),
        };
        string[] members = ["id", "kind", "title", "synopsis", "year", "published_at", "duration_ms", "language", "creator", "genres", "tags", "moods", "maturity", "series_id", "season", "episode", "poster_url", "visibility", "playback"];
        return "{" + string.Join(',', members.Where((_, n) => n < 3 ? random.Next(12) > 0 : random.Next(3) == 0).Select(member => $"\"{member}\":{Value(member)}")) + "}";
    }

    private List<(string Name, string Value)> Headers(string route, Random random, HostileValues values, bool hasBody)
    {
        var headers = new List<(string, string)>();
        // The first four count; who has none gets nowhere, which is soon seen.
        var (name, value) = _world.Credentials[random.Next(6) > 0 ? random.Next(FuzzWorld.Good) : random.Next(_world.Credentials.Count)];
        if (route == "DELETE /api/me")
            (name, value) = ("Authorization", $"Bearer {_world.Leavers[random.Next(_world.Leavers.Count)]}");
        if (name.Length > 0)
            headers.Add((name, value));
        if (hasBody)
            headers.Add(("Content-Type", random.Next(12) == 0 ? MediaTypes[random.Next(MediaTypes.Length)] : MediaTypes[0]));
        if (random.Next(4) == 0)
            headers.Add(Odd(random, values));
        return headers;
    }

    private static (string Name, string Value) Odd(Random random, HostileValues values) => random.Next(16) switch
    {
        0 => ("X-Profile", HostileValues.Escape(values.Id())),
        1 => ("X-Profile", Plain(values.Text())),
        2 => ("Idempotency-Key", $"key{random.Next(50)}"),
        3 => ("Idempotency-Key", Plain(values.Text())),
        4 => ("If-Match", random.Next(2) == 0 ? "*" : $"\"{Plain(values.Text())}\""),
        5 => ("If-None-Match", Plain(values.Text())),
        6 => ("Last-Event-ID", Plain(values.Text())),
        7 => ("X-Request-ID", Plain(values.Text())),
        8 => ("X-Forwarded-For", "203.0.113.9, ::1, " + Plain(values.Text())),
        9 => ("Accept", random.Next(2) == 0 ? "text/html" : Plain(values.Text())),
        10 => ("Accept-Language", Plain(values.Text())),
        11 => ("Cookie", $"kin_session={Plain(values.Text())}; kin_otp={Plain(values.Text())}; kin_csrf=SECRETMARK"),
        12 => ("Range", random.Next(2) == 0 ? "bytes=0-,5-1,99999999999999999999-" : "bytes=99999999999-"),
        13 => ("HX-Request", "true"),
        14 => ("Content-Encoding", "gzip"),
        _ => ("Expect", "100-continue"),
    };

    /// <summary>Bytes that a header may hold, and sometimes one that it may not.</summary>
    private static string Plain(string text) => new([.. text.Where(letter => letter is >= ' ' and < '\u0100' && letter != '\u007f').Take(300)]);

    private JsonElement Schema(string reference) => _schemas.GetProperty(reference[(reference.LastIndexOf('/') + 1)..]);
}
