using System.Text.Json;
using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Ranking;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Discovery.Pages;

public partial class FeedPage
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Asked { get; set; }

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private AssetManifest Files { get; set; } = null!;

    private string Kind { get; set; } = "clip";

    private string Kinds { get; set; } = "[]";

    private string Dial { get; set; } = "balanced";

    /// <summary>Clips where there are any, else the kind with most titles. Only kinds that the feed can hand out are offered.</summary>
    protected override async Task OnInitializedAsync()
    {
        var (snapshot, viewer) = (Catalogue.Current, Context.Features.Get<Caller>()!);
        var counts = new int[Enum.GetValues<TitleKind>().Length];
        for (var title = 0; title < snapshot.Count; title++)
        {
            // As the feed: a series has no length of its own and is never handed out, so its kind is no choice.
            if (snapshot.MayLookAt(title, viewer) && snapshot.VisibilityOf(title) == Visibility.Public && snapshot.IsAvailable(title) && snapshot.Columns.DurationOf(title) > 0)
                counts[(int)snapshot.KindOf(title)]++;
        }

        TitleKind[] there = [.. Enum.GetValues<TitleKind>().Where(kind => counts[(int)kind] > 0).OrderBy(kind => kind != TitleKind.Clip).ThenByDescending(kind => counts[(int)kind])];
        var kind = Enum.TryParse<TitleKind>(Asked, ignoreCase: true, out var asked) && there.Contains(asked) ? asked : there.FirstOrDefault(TitleKind.Clip);
        Kind = Word(kind);
        Kinds = JsonSerializer.Serialize(there.Select(one => new Choice(Word(one), KindWords.Many(one), counts[(int)one])), KinoraJson.Options);
        var profile = await Profiles.FindAsync(viewer.ProfileId, Context.RequestAborted);
        Dial = (profile?.Preferences.Dials.Mode ?? DialMode.Balanced).ToString().ToLowerInvariant();
    }

    private static string Word(TitleKind kind) => kind.ToString().ToLowerInvariant();

    private sealed record Choice(string Kind, string Name, int Count);
}
