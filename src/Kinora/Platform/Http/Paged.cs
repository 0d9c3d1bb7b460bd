using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kinora.Platform.Http;

/// <summary>A list reply.</summary>
/// <param name="NextCursor">Null on the last page.</param>
/// <param name="Total">Exact, or null where it isn't counted.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, long? Total)
{
    public Page<TOther> Select<TOther>(Func<T, TOther> map) => new([.. Items.Select(map)], NextCursor, Total);
}

/// <summary>Which page is asked for: <c>?limit=</c> (1–100, default 20) and <c>?cursor=</c>. Endpoints take it as a parameter.</summary>
/// <param name="Question">The path and all other query parameters, in one spelling: what a cursor is bound to.</param>
internal sealed record Paged(int Limit, string? Cursor, string Question)
{
    public const int Default = 20;
    public const int Most = 100;

    public static ValueTask<Paged> BindAsync(HttpContext context)
    {
        var limit = Read(context.Request.Query["limit"]);
        return limit.Refusal is { } refusal
            ? throw new RefusalException(refusal)
            : ValueTask.FromResult(new Paged(limit.Value, context.Request.Query["cursor"], Asked(context.Request)));
    }

    public static Outcome<int> Read(string? limit, string field = "limit") => string.IsNullOrEmpty(limit) ? Default
        : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number
        : new Refusal(RefusalKind.Invalid, "limit-out-of-range", $"'{field}' must be a whole number from 1 to {Most}.", field);

    private static string Asked(HttpRequest request)
    {
        var others = request.Query.Where(pair => pair.Key is not ("limit" or "cursor"))
            .SelectMany(pair => pair.Value.Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}"))
            .Order(StringComparer.Ordinal);
        return $"{request.Path}?{string.Join('&', others)}";
    }
}
