using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Platform.Privacy;
using Kinora.Playlists.Files;
using Kinora.Playlists.Marathons;
using Kinora.Playlists.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Playlists;

/// <summary>Shared, ordered lists of titles, and the marathons that are made of them.</summary>
internal sealed class PlaylistsModule : IModule
{
    public string Name => "Playlists";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PlaylistsOptions>().Bind(configuration.GetSection(PlaylistsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PlaylistStore>().AddSingleton<PlaylistConflicts>().AddSingleton<NewPlaylist>().AddSingleton<ListPlaylists>().AddSingleton<RemovePlaylist>()
            .AddSingleton<MarathonSources>().AddSingleton<MarathonMaker>().AddSingleton<ImportPlaylist>().AddSingleton<ExportPlaylist>();
        services.AddJob<SweepPlaylists>("playlists.sweep").AddSchedule<SweepPlaylists>(TimeSpan.FromDays(1), new SweepPlaylists.Args());
        services.AddSingleton<IExportPart, PlaylistsExport>().AddSingleton<IUserRemovalPart, RemoveOwner>();
        services.AddRowRule("playlist", own: $"user_id = {RowRules.Me} or visibility in ('shared', 'unlisted')");
        services.AddRowRule("playlist_version", own: $"user_id = {RowRules.Me} or exists (select 1 from playlist p where p.id = playlist_id)");
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        PlaylistRoutes.Map(endpoints);
        PlaylistItemRoutes.Map(endpoints);
        PlaylistVersions.Map(endpoints);
        PreviewMarathon.Map(endpoints);
        ImportPlaylist.Map(endpoints);
        ExportPlaylist.Map(endpoints);
        PlaylistForms.Map(endpoints);
    }
}
