using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Kinora.Shell;

/// <summary>Generated artwork: of a title, and of a person's face. What is not there for who asks has a picture too, without words.</summary>
internal static class TitleArtwork
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/art/{file}", Title).NeedsViewerUnlessPublic().ExcludeFromDescription().WithMetadata(new Uncounted());
        endpoints.MapGet("/art/face/{file}", Face).Open().ExcludeFromDescription().WithMetadata(new Uncounted());
    }

    /// <summary>The address of a title's generated picture.</summary>
    public static string Of(string titleId) => $"/art/{titleId}.svg";

    private static IResult Title(string file, string? shape, Caller? caller, ICatalogue catalogue, HttpContext context)
    {
        var id = Id(file);
        var snapshot = catalogue.Current;
        var kind = Enum.TryParse<ArtShape>(shape, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : ArtShape.Still;
        if (!snapshot.TryOrdinal(id, out var ordinal) || !snapshot.MayLookAt(ordinal, caller) || snapshot.VisibilityOf(ordinal) == Visibility.Removed)
            return Svg(context, Artwork.Draw(id, "", [], kind), $"{Artwork.Version}");
        var card = snapshot.Card(ordinal);
        return Svg(context, Artwork.Draw(id, card.Name, card.Genres, kind),
            string.Create(CultureInfo.InvariantCulture, $"{Artwork.Version}-{snapshot.RevisionOf(ordinal)}"));
    }

    private static IResult Face(string file, HttpContext context) =>
        Svg(context, Artwork.Draw(Id(file).ToLowerInvariant(), "", [], ArtShape.Face), $"{Artwork.Version}");

    private static string Id(string file) => file.EndsWith(".svg", StringComparison.Ordinal) ? file[..^4] : file;

    private static IResult Svg(HttpContext context, string svg, string version)
    {
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(System.Text.Encoding.UTF8.GetBytes(svg), "image/svg+xml", entityTag: new EntityTagHeaderValue($"\"art-{version}\""));
    }
}
