using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Ranking;
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
        if (!snapshot.TryOrdinal(Id, out var ordinal) || snapshot.Card(ordinal) is not { Visibility: not Visibility.Removed } card
            || card.Age > (viewer?.MaturityCeiling ?? 18))
        {
            Navigation.NotFound();
            return;
        }

        Title = (await Replies.OfAsync(viewer, snapshot, [ordinal], cancel))[0];
        Series = card.SeriesOrdinal >= 0 ? snapshot.Card(card.SeriesOrdinal) : null;
        Next = NextEpisode(snapshot, card);
        if (viewer is not null && Marks.FirstOrDefault() is { } marks)
            Mark = (await marks.OfAsync(viewer.ProfileId, snapshot, [ordinal], cancel))[0];
    }

    /// <summary>The episode after this one that plays here, in the next season too.</summary>
    private static TitleCard? NextEpisode(CatalogueSnapshot snapshot, TitleCard card) =>
        card.Kind != TitleKind.Episode || card.SeriesOrdinal < 0
            ? null
            : EpisodeList.Of(snapshot, card.SeriesOrdinal).SelectMany(season => season.Episodes)
                .SkipWhile(episode => episode.Ordinal != card.Ordinal).Skip(1).FirstOrDefault(episode => episode.HasMedia);
}
