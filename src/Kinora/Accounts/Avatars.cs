using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts;

/// <summary>The pictures that a profile can choose from: drawn here, a figure on a ground.</summary>
internal static class Avatars
{
    /// <summary>One of the pictures.</summary>
    internal sealed record Item(string Key, string Url);

    internal sealed record Response(IReadOnlyList<Item> Items);

    private sealed record Picture(string Key, string Ground, string Figure);

    private static readonly Picture[] All =
    [
        new("sun", "#b4540a", "<circle cx='48' cy='48' r='22'/>"),
        new("moon", "#31418f", "<path d='M58 22a28 28 0 1 0 16 42a24 24 0 0 1-16-42z'/>"),
        new("peak", "#2f6b4f", "<path d='M14 74 40 26l14 24 8-12 20 36z'/>"),
        new("wave", "#0f6b80", "<path d='M12 56c12-20 24-20 36 0s24 20 36 0v22H12z'/>"),
        new("star", "#7a3b8f", "<path d='m48 18 9 20 21 2-16 15 5 21-19-11-19 11 5-21-16-15 21-2z'/>"),
        new("leaf", "#4c6a1c", "<path d='M22 74C18 40 40 20 76 20c2 36-18 58-54 54z'/>"),
        new("drop", "#1f5fa8", "<path d='M48 16c16 22 24 32 24 42a24 24 0 0 1-48 0c0-10 8-20 24-42z'/>"),
        new("heart", "#a32a4a", "<path d='M48 76C10 50 22 22 38 24c6 1 9 5 10 9 1-4 4-8 10-9 16-2 28 26-10 52z'/>"),
        new("gem", "#0f766e", "<path d='M30 24h36l14 18-32 36-32-36z'/>"),
        new("reel", "#5b4636", "<path fill-rule='evenodd' d='M48 18a30 30 0 1 0 0 60 30 30 0 0 0 0-60zm0 6a8 8 0 1 1 0 16 8 8 0 0 1 0-16zm-16 16a8 8 0 1 1 0 16 8 8 0 0 1 0-16zm32 0a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM48 56a8 8 0 1 1 0 16 8 8 0 0 1 0-16z'/>"),
    ];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/catalog/avatars", () => Results.Json(List())).Open();
        endpoints.MapGet("/api/catalog/avatars/{key}", Draw).Open().WithMetadata(new Uncounted());
    }

    public static string UrlOf(string key) => $"/api/catalog/avatars/{key}";

    public static bool Has(string key) => Array.Exists(All, picture => picture.Key == key);

    /// <summary>The first that nobody of a household uses yet.</summary>
    public static string Free(IReadOnlyCollection<string> used) => Array.Find(All, picture => !used.Contains(picture.Key))?.Key ?? All[0].Key;

    public static Response List() => new([.. All.Select(picture => new Item(picture.Key, UrlOf(picture.Key)))]);

    private static IResult Draw(string key, HttpContext context)
    {
        if (Array.Find(All, picture => picture.Key == key) is not { } found)
            return ProfileRules.NoSuchAvatar.ToHttp();
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Text(
            $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 96 96'><rect width='96' height='96' rx='20' fill='{found.Ground}'/>"
            + $"<g fill='#fff' fill-opacity='.92'>{found.Figure}</g></svg>",
            "image/svg+xml");
    }
}
