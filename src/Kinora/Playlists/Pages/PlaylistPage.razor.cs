using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Playlists.Pages;

/// <summary>One playlist: the builder for whoever may change it, the list for everybody else and without script.</summary>
public partial class PlaylistPage
{
    private const int Window = 200;

    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "from")]
    private int Asked { get; set; }

    [Inject]
    private PlaylistStore Store { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private AssetManifest Files { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private PlaylistReply? Shown { get; set; }

    /// <summary>Whether the viewer may remove it and say who sees it.</summary>
    private bool Rules { get; set; }

    private int From => Math.Max(1, Asked);

    private Caller Viewer => Context.Features.Get<Caller>()!;

    private bool MayMake => Viewer.Is(Role.Blessed);

    private static IEnumerable<(string Format, string Text)> Formats =>
    [
        ("m3u8", PlaylistWords.ExportM3u), ("xspf", PlaylistWords.ExportXspf), ("csv", PlaylistWords.ExportCsv), ("json", PlaylistWords.ExportJson),
    ];

    protected override async Task OnInitializedAsync()
    {
        if (await Store.FindAsync(Id, Viewer, Context.RequestAborted) is not { } playlist)
            Navigation.NotFound();
        else
            (Shown, Rules) = (PlaylistReply.Of(playlist, Viewer, Catalogue.Current, From, Window), playlist.MayRule(Viewer));
    }

    private static string LineOf(PlaylistReply playlist) => Facts.Joined(
        playlist.Size == 1 ? PlaylistWords.OneItem : PlaylistWords.ItemsOf(Facts.Count(playlist.Size)),
        Facts.Length(playlist.TotalDurationMs ?? 0),
        playlist.UnknownDurations > 0 ? PlaylistWords.UnknownLength(playlist.UnknownDurations) : null,
        playlist.Unavailable > 0 ? PlaylistWords.Unavailable(playlist.Unavailable) : null,
        playlist.Duplicates > 0 ? PlaylistWords.Doubled(playlist.Duplicates) : null,
        playlist.Owner is { } owner ? PlaylistWords.By(owner) : null);

    private static string? ReasonOf(PlaylistItem item) => item.UnavailableReason switch
    {
        null => null,
        "removed" => PlaylistWords.RemovedReason,
        "not_in_catalogue" => PlaylistWords.GoneReason,
        _ => PlaylistWords.UnavailableReason,
    };
}
