using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Discovery.Pages;

public partial class HomePage
{
    /// <summary>Rails that come with the page; the others follow when they are scrolled to.</summary>
    internal const int FirstRails = 4;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "all")]
    private bool All { get; set; }

    [Inject]
    private HomeView View { get; set; } = null!;

    private HeroTitle? Hero { get; set; }

    private IReadOnlyList<RailData> Rails { get; set; } = [];

    private bool EmptyCatalogue { get; set; }

    private bool IsAdmin => Context.Features.Get<Caller>()!.Is(Role.Admin);

    protected override async Task OnInitializedAsync() =>
        (Hero, Rails, EmptyCatalogue) = await View.OfAsync(Context.Features.Get<Caller>()!, Context.RequestAborted);

    internal static IEnumerable<string> HeroFacts(TitleReply title)
    {
        if (title.Year is { } year)
            yield return year.ToString(CultureInfo.InvariantCulture);
        if (Facts.Length(title.DurationMs ?? 0) is { } length)
            yield return length;
        if (title.Genres.Count > 0)
            yield return string.Join(" · ", title.Genres.Take(3).Select(KindWords.Genre));
        if (title.Creator is { Length: > 0 } creator)
            yield return creator;
    }
}
