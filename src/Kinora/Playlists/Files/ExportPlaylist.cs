using Kinora.Catalog.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Playlists.Files;

/// <summary>Hands out a playlist as a file that players, spreadsheets and other installations read.</summary>
internal sealed class ExportPlaylist(ICatalogue catalogue, ITitleReplies titles)
{
    /// <summary>So many titles are read at once.</summary>
    private const int Batch = 500;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/playlists/{id}/export", HandleAsync).Needs(Role.Viewer);

    /// <summary>The playlist as a file: <c>format</c> is m3u8, xspf, csv or json (default). An address leads to what plays, else to the title's page.</summary>
    private static async Task<IResult> HandleAsync(
        string id, string? format, HttpContext context, Caller caller, PlaylistStore store, ExportPlaylist export, CancellationToken cancel)
    {
        var asked = PlaylistFormats.Parse(format);
        if (asked.Refusal is { } unknown)
            return unknown.ToHttp();
        if (await store.FindAsync(id, caller, cancel) is not { } playlist)
            return PlaylistStore.NotFound.ToHttp();
        var (shape, lines) = (asked.Value ?? PlaylistFormat.Json, await export.LinesAsync(playlist, caller, $"{context.Request.Scheme}://{context.Request.Host}", cancel));
        return Results.File(PlaylistWriter.Write(shape, playlist.Name, playlist.Description, lines), shape.MediaType(), shape.FileName(playlist.Name));
    }

    private async Task<List<PlaylistWriter.Line>> LinesAsync(Playlist playlist, Caller caller, string origin, CancellationToken cancel)
    {
        var (snapshot, lines) = (catalogue.Current, new List<PlaylistWriter.Line>(playlist.Items.Count));
        foreach (var batch in PlaylistReply.Of(playlist, caller, snapshot).Items!.Chunk(Batch))
        {
            var there = batch.Where(item => item.Available && snapshot.TryOrdinal(item.VideoId, out _)).Select(item => item.VideoId).Distinct(StringComparer.Ordinal).ToList();
            var replies = await titles.OfAsync(caller, snapshot, there.ConvertAll(title => snapshot.TryOrdinal(title, out var ordinal) ? ordinal : -1), cancel);
            var media = replies.Where(title => title.UserAccess.HasAccess).ToDictionary(title => title.Id, title => title.Playback.Media(), StringComparer.Ordinal);
            lines.AddRange(batch.Select(item => new PlaylistWriter.Line(
                item.VideoId, item.Title, item.DurationMs, Absolute(origin, media.GetValueOrDefault(item.VideoId) ?? TitleCards.PageOf(item.VideoId)))));
        }

        return lines;
    }

    private static string Absolute(string origin, string address) => address.StartsWith('/') ? origin + address : address;
}
