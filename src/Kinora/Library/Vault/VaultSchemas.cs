using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Vault;

/// <summary>Publishes the schemas of the vault's files, as this product checks them.</summary>
internal static class VaultSchemas
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/schemas/vault/v1/{file}", Get).Open().Produces(StatusCodes.Status200OK, contentType: "application/schema+json");

    private static IResult Get(string file)
    {
        var wanted = VaultFiles.All.Where(one => file == one.Word() + ".schema.json").ToList();
        return wanted.Count == 1
            ? Results.Bytes(VaultSchema.Text(wanted[0]), "application/schema+json")
            : new Refusal(RefusalKind.NotFound, "schema-not-found", "There is no such schema.").ToHttp();
    }
}
