using System.Globalization;
using Kinora.Catalog.Contracts;
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
    private ShownTitles Titles { get; set; } = null!;

    [Inject]
    private IEnumerable<ITitleNotes> NotesOf { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Caller? Viewer => Context.Features.Get<Caller>();

    private ShownTitle? Shown { get; set; }

    private TitleReply? Title => Shown?.Reply;

    private TitleCard? Series => Shown?.Series;

    private IReadOnlyList<SeasonList> Seasons { get; set; } = [];

    private IReadOnlyList<TitleNote> Notes { get; set; } = [];

    private ViewerMark Mark => Shown!.Mark;

    private bool Playable => Title is { Available: true } && Title.Playback.Media() is not null;

    private string Name => Shown!.Name;

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
        Shown = await Titles.FindAsync(Id, Viewer, Context.RequestAborted);
        if (Shown is null)
        {
            Navigation.NotFound();
            return;
        }

        Seasons = EpisodeList.Of(Shown.Snapshot, Shown.Ordinal, Viewer);
        if (Viewer is not null && NotesOf.FirstOrDefault() is { } notes)
            Notes = await notes.OfAsync(Viewer, Shown.Reply.Id, Context.RequestAborted);
    }
}
