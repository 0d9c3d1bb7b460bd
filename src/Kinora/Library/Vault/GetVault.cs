using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Kinora.Catalog.Contracts;
using Kinora.Library.Exports;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Vault;

/// <summary>A profile's five files as they are this moment, as a zip that another installation takes in.</summary>
internal sealed class GetVault(Db db, VaultPeople people, VaultPicture picture, ICatalogue catalogue, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/user/vault", HandleAsync).Needs(Role.Viewer).Streams();

    /// <summary>The vault as a zip.</summary>
    private static async Task<IResult> HandleAsync(Caller caller, GetVault slice, CancellationToken cancel) => Results.Stream(
        await TemporaryZip.MakeAsync(zip => slice.WriteAsync(caller, zip, "", cancel), cancel), "application/zip", slice.FileName(caller, "vault"));

    public string FileName(Caller caller, string what) => string.Create(CultureInfo.InvariantCulture, $"kinora-{what}-{caller.UserName}-{time.GetUtcNow():yyyy-MM-dd}.zip");

    /// <summary>Writes the five files into an archive, below a folder of it.</summary>
    public async Task WriteAsync(Caller caller, ZipArchive zip, string folder, CancellationToken cancel)
    {
        if (await PersonAsync(caller.ProfileId, cancel) is not { } person)
            return;
        var kept = await db.ReadAsync(session => VaultStore.KeptAsync(session, caller.ProfileId), cancel);
        foreach (var file in VaultFiles.All)
        {
            var document = await picture.OfAsync(person, file, cancel);
            Hide(document, caller);
            VaultExtras.Put(document, VaultSchema.Of(file).Root, kept.GetValueOrDefault(file)?.ExtrasNode);
            await AddAsync(zip, folder + file.FileName(), VaultJson.Bytes(document), cancel);
        }
    }

    /// <summary>What is above the profile's ceiling stands nowhere.</summary>
    private void Hide(JsonObject document, Caller caller)
    {
        var snapshot = catalogue.Current;
        if (document["video_states"] is JsonObject states)
        {
            foreach (var id in states.Select(state => state.Key).Where(id => !snapshot.IsThere(id, caller)).ToList())
                states.Remove(id);
        }

        foreach (var videos in (document["queues"] as JsonObject ?? []).Select(queue => queue.Value?["videos"]).OfType<JsonArray>())
        {
            foreach (var video in videos.Where(video => !snapshot.IsThere((string)video!["video_id"]!, caller)).ToList())
                videos.Remove(video);
        }
    }

    private async Task<VaultPerson?> PersonAsync(string profileId, CancellationToken cancel)
    {
        // Whose files they are is asked by the caller's own profile.
        using var acting = Acting.As(Actor.System);
        return await people.FindAsync(profileId, cancel);
    }

    private async Task AddAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time.GetUtcNow();
        await using var stream = await entry.OpenAsync(cancel);
        await stream.WriteAsync(bytes, cancel);
    }
}
