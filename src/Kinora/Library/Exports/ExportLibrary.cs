using System.IO.Compression;
using System.Text.Json;
using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Library.History;
using Kinora.Library.Queues;
using Kinora.Library.States;
using Kinora.Library.Vault;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Exports;

/// <summary>A profile's library as one zip: the vault's JSON, tables, and tables as Trakt and Letterboxd take them in.</summary>
internal sealed class ExportLibrary(Db db, GetVault vault, ICatalogue catalogue, IProfiles profiles, TimeProvider time)
{
    private static readonly JsonSerializerOptions Readable = new(KinoraJson.Options) { WriteIndented = true };

    /// <summary>The first file to open.</summary>
    internal sealed record Index(string Product, string User, DateTimeOffset MadeAt, IReadOnlyDictionary<string, string> Files);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/user/export", HandleAsync).Needs(Role.Viewer).Streams();

    /// <summary>The library as a zip of JSON and CSV.</summary>
    private static async Task<IResult> HandleAsync(Caller caller, ExportLibrary slice, GetVault vault, CancellationToken cancel)
    {
        var library = await slice.LoadAsync(caller, cancel);
        return Results.Stream(
            await TemporaryZip.MakeAsync(zip => slice.WriteAsync(caller, library, zip, cancel), cancel), "application/zip", vault.FileName(caller, "library"));
    }

    /// <summary>All of it as one moment has it, without what the profile's ceiling hides.</summary>
    public async Task<ExportedLibrary> LoadAsync(Caller caller, CancellationToken cancel)
    {
        var (snapshot, zone) = (catalogue.Current, await profiles.ZoneOfAsync(caller.ProfileId, cancel));
        var arguments = new { profileId = caller.ProfileId };
        return await db.ReadAsync(
            async session =>
            {
                var states = await WatchStateStore.ListAsync(session, "where profile_id = @profileId and added_at is not null order by coalesce(watched_at, added_at) desc, title_id", arguments);
                var plays = await session.QueryAsync<PlayRow>($"select {PlayRow.Columns} from play where profile_id = @profileId order by ended_at desc, id desc", arguments);
                var queues = new List<(Queue, List<QueueItem>)>();
                foreach (var queue in await QueueStore.ListAsync(session, caller.ProfileId))
                    queues.Add((queue, [.. (await QueueStore.ItemsAsync(session, queue)).Where(item => snapshot.IsThere(item.TitleId, caller))]));
                return new ExportedLibrary(
                    snapshot, caller, zone, [.. states.Where(state => snapshot.IsThere(state.TitleId, caller))], [.. plays.Where(play => snapshot.IsThere(play.TitleId, caller))], queues);
            },
            cancel);
    }

    private async Task WriteAsync(Caller caller, ExportedLibrary library, ZipArchive zip, CancellationToken cancel)
    {
        await AddAsync(zip, "index.json", JsonSerializer.SerializeToUtf8Bytes(new Index($"Kinora {ProductVersion.Text}", caller.UserName, time.GetUtcNow(), Says), Readable), cancel);
        await vault.WriteAsync(caller, zip, "kinora/", cancel);
        await AddAsync(zip, "tables/titles.csv", LibraryTables.States(library.States), cancel);
        await AddAsync(zip, "tables/history.csv", LibraryTables.History(library.Plays), cancel);
        await AddAsync(zip, "tables/queues.csv", LibraryTables.Queues(library.Queues), cancel);
        await AddAsync(zip, "letterboxd.csv", LibraryTables.Letterboxd(library), cancel);
        await AddAsync(zip, "trakt.csv", LibraryTables.Trakt(library), cancel);
    }

    private async Task AddAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time.GetUtcNow();
        await using var stream = await entry.OpenAsync(cancel);
        await stream.WriteAsync(bytes, cancel);
    }

    private static IReadOnlyDictionary<string, string> Says { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["kinora/profile.json"] = "Your preferences and figures.",
        ["kinora/video_states.json"] = "How you stand to each title, with its plays. Another Kinora takes this zip in.",
        ["kinora/queues.json"] = "Your queues with what stands in them.",
        ["kinora/analytics.json"] = "Figures by day, week and month.",
        ["kinora/sessions.json"] = "Your latest stays in the app.",
        ["tables/titles.csv"] = "The titles once more, as a table.",
        ["tables/history.csv"] = "What you watched, play by play, as a table.",
        ["tables/queues.csv"] = "Your queues as a table.",
        ["letterboxd.csv"] = "Films, for Letterboxd's import.",
        ["trakt.csv"] = "Plays, ratings and My list, for Trakt's import of CSV.",
    };
}
