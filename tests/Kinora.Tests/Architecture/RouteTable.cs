using Kinora.Platform.Security;

namespace Kinora.Tests.Architecture;

/// <summary>
/// Who may call what: the table of the API's documentation, one row for a route or a group of routes. A route takes the first row that
/// fits. Adding a route outside these groups means adding a row here, and thinking about who may call it.
/// </summary>
internal static class RouteTable
{
    public static IReadOnlyList<RouteRow> Rows { get; } =
    [
        // health, metrics on loopback, OpenAPI, sign-in, avatars
        Open("GET", "/health/**"), Open("GET", "/metrics"), Open("GET", "/openapi.json"), Open("GET", "/docs/**"), Open("GET", "/schemas/**"),
        Open("POST", "/api/auth/otp/**"), Open("GET", "/api/auth/otp/ways"), Open("POST", "/api/auth/ipblock"), Open("POST", "/api/auth/logout"),
        Open("POST", "/api/auth/link"), Open("POST", "/api/auth/first-admin"), Open("GET", "/api/catalog/avatars/**"),

        // everything of the admins, before the groups that it would fall into
        Row("*", "/api/admin/**", Role.Admin),

        // catalogue and search: read
        Public("GET", "/api/catalog/**"), Public("GET", "/api/creators/**"),
        Row("*", "/api/catalog/collections/**", Role.Blessed),

        // playlists and marathons: read by all, written by the blessed
        Row("GET", "/api/playlists/{id}/versions", Role.Blessed), Row("GET", "/api/playlists/**", Role.Viewer), Row("*", "/api/playlists/**", Role.Blessed),
        Row("POST", "/api/marathons/**", Role.Blessed),

        // own things, feed, signals
        Row("*", "/api/auth/**", Role.Viewer), Row("*", "/api/me/**", Role.Viewer), Row("*", "/api/profiles/**", Role.Viewer),
        Row("*", "/api/devices/**", Role.Viewer), Row("*", "/api/feed/**", Role.Viewer), Row("GET", "/api/recommendations/**", Role.Viewer),
        Row("POST", "/api/signals", Role.Viewer), Row("*", "/api/ratings/**", Role.Viewer), Row("*", "/api/viewing/**", Role.Viewer),
        Row("*", "/api/creators/{creatorId}/follow", Role.Viewer), Row("POST", "/api/titles/{titleId}/report", Role.Viewer),
        Row("*", "/api/jobs/{id}", Role.Viewer), Row("GET", "/api/events", Role.Viewer),
        Row("*", "/api/user/**", Role.Viewer),

        // pages, their fragments and files
        Open("*", "/welcome/**"), Open("*", "/sign-in/**"), Open("*", "/error"), Open("*", "/not-found"), Open("*", "/offline"), Open("*", "/docs/errors"),
        Open("GET", "/icons.svg"), Open("GET", "/art/face/{file}"), Open("*", "/media/demo/{file}"), Open("GET", "/_framework/opaque-redirect"),
        Row("*", "/admin/collections/**", Role.Blessed), Row("*", "/admin/**", Role.Admin),
        Row("GET", "/titles/{id}/similar", Role.Viewer),
        Public("*", "/search/**"), Public("*", "/titles/**"), Public("*", "/watch/**"), Public("*", "/collections/**"), Public("*", "/creators/**"),
        Public("GET", "/art/{file}"),
        Row("*", "/", Role.Viewer), Row("*", "/home/**", Role.Viewer), Row("*", "/feed/**", Role.Viewer), Row("*", "/rails/**", Role.Viewer),
        Row("*", "/library/**", Role.Viewer), Row("*", "/pick", Role.Viewer),
        Row("*", "/marathons", Role.Blessed), Row("*", "/playlists/import", Role.Blessed), Row("POST", "/playlists/{id}/**", Role.Blessed), Row("*", "/playlists/**", Role.Viewer),
        Row("*", "/me/**", Role.Viewer), Row("*", "/settings/**", Role.Viewer), Row("*", "/profiles/**", Role.Viewer), Row("POST", "/act", Role.Viewer),
    ];

    public static RouteRow? Find(string method, string route) =>
        Rows.FirstOrDefault(row => (row.Method == "*" || row.Method == method) && Fits(row.Route, route));

    private static bool Fits(string pattern, string route) => pattern.EndsWith("/**", StringComparison.Ordinal)
        ? route == pattern[..^3] || route.StartsWith(pattern[..^2], StringComparison.Ordinal)
        : route == pattern;

    private static RouteRow Open(string method, string route) => new(method, route, null, false);

    private static RouteRow Public(string method, string route) => new(method, route, Role.Viewer, true);

    private static RouteRow Row(string method, string route, Role least) => new(method, route, least, false);
}

/// <summary>One row: the least role, none for everybody; <paramref name="Public"/> where the option <c>Catalog:Public</c> opens it.</summary>
internal sealed record RouteRow(string Method, string Route, Role? Least, bool Public);
