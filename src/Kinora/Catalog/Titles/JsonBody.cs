using System.Text.Json;
using Kinora.Platform;
using Kinora.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Titles;

/// <summary>A body whose members are looked at one by one: which of them were written matters.</summary>
internal static class JsonBody
{
    public static async Task<Outcome<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = KinoraJson.MaxDepth }, cancel);
        }
        catch (JsonException fault)
        {
            return JsonRefusals.Of(fault);
        }
    }
}
