using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

public partial class Player
{
    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private ITitleReplies Replies { get; set; } = null!;

    [Inject]
    private IEnumerable<IViewerMarks> Marks { get; set; } = null!;

    [Inject]
    private AssetManifest Files { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private TitleReply? Title { get; set; }

    private TitleCard? Series { get; set; }

    private TitleCard? Next { get; set; }

    private ViewerMark Mark { get; set; } = ViewerMark.None;

    private string? Source => Title is { Available: true } ? Title.Playback.Media() : null;

    /// <summary>A stream needs the script; a file plays in any browser.</summary>
    private bool Streamed => PlayableMedia.IsStream(Source);

    protected override async Task OnInitializedAsync()
    {
        var (snapshot, cancel, viewer) = (Catalogue.Current, Context.RequestAborted, Context.Features.Get<Caller>());
        var found = snapshot.Find(Id, viewer);
        if (found.Refusal is not null)
        {
            Navigation.NotFound();
            return;
        }

        var (ordinal, card) = (found.Value, snapshot.Card(found.Value));
        Title = (await Replies.OfAsync(viewer, snapshot, [ordinal], cancel))[0];
        Series = card.SeriesOrdinal >= 0 ? snapshot.Card(card.SeriesOrdinal) : null;
        var next = Episodes.After(snapshot, ordinal, other => snapshot.IsAvailable(other) && snapshot.MayLookAt(other, viewer) && snapshot.Card(other).HasMedia);
        Next = next < 0 ? null : snapshot.Card(next);
        if (viewer is not null && Marks.FirstOrDefault() is { } marks)
            Mark = (await marks.OfAsync(viewer.ProfileId, snapshot, [ordinal], cancel))[0];
    }
}
