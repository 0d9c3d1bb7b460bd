using System.Text.Json;

namespace Kinora.Integrations.MediaCms;

/// <summary>Reads replies as they come from versions 1.9 to 8; what is missing or of another type is left out.</summary>
internal static class MediaCmsReader
{
    private const int LongestToken = 150;

    /// <summary>Null where the reply is no page.</summary>
    public static MediaCmsPage? Page(JsonElement json, string site)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        // A search for nothing answers with an empty object.
        if (!json.TryGetProperty("results", out var results))
            return json.EnumerateObject().Any() ? null : new MediaCmsPage(0, false, [], 0);
        if (results.ValueKind != JsonValueKind.Array)
            return null;
        var items = new List<MediaCmsItem>(results.GetArrayLength());
        var malformed = 0;
        foreach (var entry in results.EnumerateArray())
        {
            if (Item(entry, site) is { } item)
                items.Add(item);
            else
                malformed++;
        }

        return new MediaCmsPage(Number(json, "count") ?? items.Count, Text(json, "next") is not null, items, malformed);
    }

    public static IReadOnlyList<MediaCmsCategory>? Categories(JsonElement json)
    {
        // A page in versions to come; a bare list in those that are known.
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("results", out var results))
            json = results;
        return json.ValueKind != JsonValueKind.Array ? null :
            [.. json.EnumerateArray().Select(entry => (Title: Text(entry, "title"), Count: Number(entry, "media_count") ?? 0)).Where(entry => entry.Title is not null)
                .DistinctBy(entry => entry.Title, StringComparer.Ordinal).Select(entry => new MediaCmsCategory(entry.Title!, entry.Count))];
    }

    private static MediaCmsItem? Item(JsonElement json, string site)
    {
        var page = Address(Text(json, "url"), site);
        var token = Text(json, "friendly_token") ?? TokenOf(page);
        if (token is null || token.Length > LongestToken || !token.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return null;
        return new MediaCmsItem(
            token, Text(json, "title") ?? token, Text(json, "description"), Text(json, "add_date"), Math.Max(0, Number(json, "duration") ?? 0),
            Address(Text(json, "thumbnail_url"), site), page, Text(json, "media_type"), Text(json, "state"), Text(json, "encoding_status"), Flag(json, "is_reviewed"),
            Text(json, "user"), Text(json, "author_name"), CategoriesOf(json));
    }

    private static IReadOnlyList<string>? CategoriesOf(JsonElement json) =>
        json.TryGetProperty("categories_info", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(entry => Text(entry, "title")).OfType<string>().Distinct(StringComparer.Ordinal)] : null;

    private static string? TokenOf(string? page)
    {
        var at = page?.IndexOf("?m=", StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : page![(at + 3)..].Split('&')[0];
    }

    /// <summary>Relative in searches, absolute in lists; what is neither is left out.</summary>
    private static string? Address(string? text, string site)
    {
        if (string.IsNullOrEmpty(text) || text.Any(c => c <= ' '))
            return null;
        return Uri.TryCreate(new Uri(site + "/"), text, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 ? url.AbsoluteUri : null;
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static long? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is > -1e15 and < 1e15 ? (long)number : null;

    private static bool? Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null } : null;
}
