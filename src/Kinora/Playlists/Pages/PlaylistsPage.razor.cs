using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Playlists.Pages;

/// <summary>One's own playlists and those of others, found by name; the filters stand in the address.</summary>
public partial class PlaylistsPage
{
    private const int Shown = 40;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ListPlaylists Slice { get; set; } = null!;

    [Inject]
    private NewPlaylist Playlists { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private List<(string Whose, Page<Playlist> Page)> Lists { get; } = [];

    private Refusal? Refusal { get; set; }

    private Caller Viewer => Context.Features.Get<Caller>()!;

    private bool MayMake => Viewer.Is(Role.Blessed);

    private string? Text => Asked("q");

    private string? Removed => Asked("removed");

    private static IEnumerable<(PlaylistVisibility Value, string Text)> Choices =>
    [
        (PlaylistVisibility.Shared, PlaylistWords.Shared), (PlaylistVisibility.Private, PlaylistWords.Private),
        (PlaylistVisibility.Unlisted, PlaylistWords.Unlisted),
    ];

    protected override async Task OnInitializedAsync()
    {
        foreach (var whose in Asked("whose") is ListPlaylists.Mine or ListPlaylists.Others ? [Asked("whose")!] : (string[])[ListPlaylists.Mine, ListPlaylists.Others])
        {
            // Who makes no playlists has none.
            if (whose == ListPlaylists.Mine && !MayMake)
                continue;
            var (question, place) = (new ListPlaylists.Question(Text, Whose: whose), $"/playlists?whose={whose}&q={Text}");
            var found = await Slice.RunAsync(question, new Paged(Shown, Asked("cursor"), place), Viewer, Context.RequestAborted);
            // An outdated or foreign cursor begins again; words that are too long find nothing.
            if (found.Refusal is { Field: "cursor" })
                found = await Slice.RunAsync(question, new Paged(Shown, null, place), Viewer, Context.RequestAborted);
            if (found.Refusal is { } refusal)
                (Refusal, Context.Response.StatusCode) = (refusal, Refusals.Status(refusal.Kind));
            else
                Lists.Add((whose, found.Value));
        }
    }

    private async Task MakeAsync()
    {
        if (!MayMake)
        {
            Context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var visibility = Enum.TryParse<PlaylistVisibility>(Posted("visibility"), out var chosen) && Enum.IsDefined(chosen) ? chosen : PlaylistVisibility.Shared;
        var request = new PlaylistRoutes.Request
        {
            Name = Posted("name"),
            Visibility = visibility,
        };
        var made = await Playlists.MakeAsync(request, Viewer, "created", Context.RequestAborted);
        if (made.Refusal is { } refusal)
            (Refusal, Context.Response.StatusCode) = (refusal, Refusals.Status(refusal.Kind));
        else
            Navigation.NavigateTo($"/playlists/{made.Value.Id}");
    }

    private string? Asked(string name) => Context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    private string Posted(string name) => Context.Request.HasFormContentType ? Context.Request.Form[name].ToString() : "";

    private string More(string whose, string cursor)
    {
        var query = QueryString.Create("whose", whose).Add("cursor", cursor);
        return "/playlists" + (Text is { } text ? query.Add("q", text) : query);
    }

    /// <summary>The picture of the first title that the viewer may look at.</summary>
    private string? ArtOf(Playlist playlist) =>
        playlist.First is { } first && Catalogue.Current.Find(first, Viewer).Refusal is null ? TitleCards.ArtOf(first) : null;

    private string LineOf(Playlist playlist) => Facts.Joined(
        playlist.Size == 1 ? PlaylistWords.OneItem : PlaylistWords.ItemsOf(Facts.Count(playlist.Size)),
        playlist.Visibility switch
        {
            PlaylistVisibility.Private => PlaylistWords.PrivateShort,
            PlaylistVisibility.Unlisted => PlaylistWords.UnlistedShort,
            _ => PlaylistWords.SharedShort,
        },
        playlist.OwnerId == Viewer.UserId || playlist.CreatedBy is null ? null : PlaylistWords.By(playlist.CreatedBy),
        PlaylistWords.Changed(Facts.Ago(DateTimeOffset.FromUnixTimeMilliseconds(playlist.UpdatedAt), Time.GetUtcNow())));
}
