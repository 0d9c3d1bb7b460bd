using System.Globalization;
using Kinora.Accounts.Contracts;
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

    /// <summary>The second to begin at, from a link to a moment.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public string? At { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ShownTitles Titles { get; set; } = null!;

    [Inject]
    private AssetManifest Files { get; set; } = null!;

    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Caller? Viewer => Context.Features.Get<Caller>();

    /// <summary>In milliseconds; null where the address names no moment.</summary>
    private long? Start => int.TryParse(At, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds * 1000L : null;

    private string Speed { get; set; } = "1";

    private ShownTitle? Shown { get; set; }

    private TitleReply? Title => Shown?.Reply;

    private TitleCard? Series => Shown?.Series;

    private TitleCard? Next { get; set; }

    private ViewerMark Mark => Shown!.Mark;

    private string? Source => Title is { Available: true } ? Title.Playback.Media() : null;

    /// <summary>A stream needs the script; a file plays in any browser.</summary>
    private bool Streamed => PlayableMedia.IsStream(Source);

    protected override async Task OnInitializedAsync()
    {
        var viewer = Viewer;
        Shown = await Titles.FindAsync(Id, viewer, Context.RequestAborted);
        if (Shown is not var (snapshot, ordinal, _, _, _))
        {
            Navigation.NotFound();
            return;
        }

        var next = Episodes.After(snapshot, ordinal, other => snapshot.IsAvailable(other) && snapshot.MayLookAt(other, viewer) && snapshot.Card(other).HasMedia);
        Next = next < 0 ? null : snapshot.Card(next);
        if (viewer is not null && await Profiles.FindAsync(viewer.ProfileId, Context.RequestAborted) is { } profile)
            Speed = profile.Preferences.DefaultPlaybackSpeed.ToString(CultureInfo.InvariantCulture);
    }
}
