using System.Globalization;
using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>Looks into JSON of strangers: whatever is missing or of another type is null.</summary>
internal static class JsonParts
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 32, AllowTrailingCommas = true };

    /// <summary>Refused: <c>import-file-invalid</c> with the line.</summary>
    public static Outcome<JsonDocument> Parse(ImportFile file)
    {
        try
        {
            return JsonDocument.Parse(file.Utf8, Lenient);
        }
        catch (JsonException fault)
        {
            return ImportLimits.Malformed(file.Name, (fault.LineNumber ?? 0) + 1, "this is no JSON, or it is nested too deeply. Hand in the file as it was exported.");
        }
    }

    public static JsonElement? Part(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    public static string? Text(this JsonElement element, string name)
    {
        try
        {
            return element.Part(name) is { } part ? part.ValueKind switch
            {
                JsonValueKind.String => part.GetString(),
                JsonValueKind.Number => part.GetRawText(),
                _ => null,
            } : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            return null;
        }
    }

    /// <summary>A number, also where it is written as a text.</summary>
    public static double? Number(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && Math.Abs(number) < 1e15
            ? number
            : null;

    public static int? Whole(this JsonElement element, string name) => element.Number(name) is { } number && Math.Abs(number) < int.MaxValue ? (int)number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
