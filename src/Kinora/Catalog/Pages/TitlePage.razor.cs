using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

public partial class TitlePage
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
    private NavigationManager Navigation { get; set; } = null!;

    private Caller? Viewer => Context.Features.Get<Caller>();

    private TitleReply? Title { get; set; }

    private TitleCard? Series { get; set; }

    private IReadOnlyList<SeasonList> Seasons { get; set; } = [];

    private ViewerMark Mark { get; set; } = ViewerMark.None;

    private bool Playable => Title is { Available: true } && Title.Playback.Media() is not null;

    private string Name => Series is null ? Title!.Title : $"{Series.Name}: {Title!.Title}";

    private string AccessText => Title!.AccessOptions.Count == 0 ? PageWords.Free : string.Join(", ", Title.AccessOptions.Select(option => option.Type));

    private string? Language
    {
        get
        {
            if (Title?.Language is not { Length: > 0 } tag || tag == "zxx")
                return null;
            try
            {
                return CultureInfo.GetCultureInfo(tag).EnglishName;
            }
            catch (CultureNotFoundException)
            {
                return tag;
            }
        }
    }

    private IEnumerable<string> MainFacts
    {
        get
        {
            yield return KindWords.Of(Title!.Kind);
            if (Title.Season is { } season && Title.Episode is { } episode)
                yield return KindWords.SeasonEpisode(season, episode);
            if (Title.Year is { } year)
                yield return year.ToString(CultureInfo.InvariantCulture);
            if (Facts.Length(Title.DurationMs ?? 0) is { } length)
                yield return length;
            if (Title.Genres.Count > 0)
                yield return string.Join(" · ", Title.Genres.Take(3).Select(KindWords.Genre));
            if (Title.Maturity is { Length: > 0 } maturity)
                yield return maturity;
        }
    }

    protected override async Task OnInitializedAsync()
    {
        var (snapshot, cancel) = (Catalogue.Current, Context.RequestAborted);
        var found = snapshot.Find(Id, Viewer);
        if (found.Refusal is not null)
        {
            Navigation.NotFound();
            return;
        }

        var ordinal = found.Value;
        Title = (await Replies.OfAsync(Viewer, snapshot, [ordinal], cancel))[0];
        Series = snapshot.SeriesOf(ordinal) is var series and >= 0 ? snapshot.Card(series) : null;
        Seasons = EpisodeList.Of(snapshot, ordinal, Viewer);
        if (Viewer is not null && Marks.FirstOrDefault() is { } marks)
            Mark = (await marks.OfAsync(Viewer.ProfileId, snapshot, [ordinal], cancel))[0];
    }
}
