using Kinora.Catalog.Contracts;
using Kinora.Discovery.Tastes;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Ranking.Tastes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Discovery.Pages;

/// <summary>What Kinora believes about one's taste, on what, and a way to correct each of it.</summary>
public partial class TastePage
{
    private const int Shown = 8;

    private const int Most = 60;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "said")]
    private string? Done { get; set; }

    [SupplyParameterFromQuery(Name = "facet")]
    private string? OfFacet { get; set; }

    [SupplyParameterFromQuery(Name = "name")]
    private string? OfName { get; set; }

    [Inject]
    private MyTaste Slice { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    private MyTaste.Response? Found { get; set; }

    private Caller Viewer => Context.Features.Get<Caller>()!;

    protected override async Task OnInitializedAsync() => Found = (await Slice.OfAsync(Viewer.ProfileId, Viewer, Context.RequestAborted)).Value;

    private List<MyTaste.Item> Of(TasteFacet facet) => [.. Found!.Beliefs.Where(item => item.Facet == facet)];

    /// <summary>What was just done, said of the thing that it was done to.</summary>
    private string? Note => Done switch
    {
        "reset" => TasteWords.SaidReset,
        "undone" => TasteWords.SaidUndone,
        "more" when Subject is { } name => OfFacet == "hour" ? TasteWords.SaidHourMore(name) : TasteWords.SaidMore(name),
        "less" when Subject is { } name => OfFacet == "hour" ? TasteWords.SaidHourLess(name) : TasteWords.SaidLess(name),
        "forget" when Subject is { } name => TasteWords.SaidForget(name),
        "back" when Subject is { } name => TasteWords.SaidBack(name),
        _ => null,
    };

    /// <summary>The name that the address tells, as people call it; null for one that nothing has.</summary>
    private string? Subject
    {
        get
        {
            if (string.IsNullOrEmpty(OfName) || !Enum.TryParse<TasteFacet>(OfFacet, ignoreCase: true, out var facet) || !Enum.IsDefined(facet)
                || !TasteNames.TryNumber(facet, OfName, Catalogue.Current, out var number))
            {
                return null;
            }

            return facet switch
            {
                TasteFacet.Creator => Catalogue.Current.Creators.NameOf(number),
                TasteFacet.Hour => TasteWords.Slot(number),
                TasteFacet.Genre or TasteFacet.Mood => KindWords.Genre(OfName),
            };
        }
    }

    private static string NameOf(MyTaste.Item item) => item.Facet switch
    {
        TasteFacet.Creator => item.Label ?? item.Name,
        TasteFacet.Hour => TasteWords.Slot(TasteNames.SlotOf(item.Name)),
        TasteFacet.Genre or TasteFacet.Mood => KindWords.Genre(item.Name),
    };

    /// <summary>A part of the week is measured by the fullest: with twelve of them each share is small.</summary>
    private double Bar(MyTaste.Item item)
    {
        if (item.Facet != TasteFacet.Hour)
            return item.Strength;
        var most = Of(TasteFacet.Hour).Max(hour => hour.Strength);
        return most > 0 ? item.Strength / most : 0;
    }

    private static string From(MyTaste.Item item)
    {
        var parts = new List<string>();
        if (item.Stated is { } stated)
            parts.Add(stated == "liked" ? TasteWords.StatedLiked : TasteWords.StatedAvoided);
        if (item.Followed)
            parts.Add(TasteWords.Followed);
        var played = item.From.Viewings - item.From.Opened;
        if (played > 0)
            parts.Add(TasteWords.Played(played));
        if (item.From.Completed > 0)
            parts.Add(TasteWords.Finished(Facts.Count(item.From.Completed)));
        if (item.From.Liked > 0)
            parts.Add(TasteWords.Liked(Facts.Count(item.From.Liked)));
        if (item.From.Skipped > 0)
            parts.Add(TasteWords.Skipped(Facts.Count(item.From.Skipped)));
        if (item.From.Opened > 0)
            parts.Add(TasteWords.Opened(Facts.Count(item.From.Opened)));
        if (item.MostWatched is { } genre)
            parts.Add(TasteWords.Mostly(KindWords.Genre(genre)));
        if (item.Correction is { } said)
            parts.Add(TasteWords.Corrected(said));
        return parts.Count == 0 ? TasteWords.NothingYet : string.Join(" · ", parts);
    }

    private static string Word(TasteFacet facet) => facet.ToString().ToLowerInvariant();
}
