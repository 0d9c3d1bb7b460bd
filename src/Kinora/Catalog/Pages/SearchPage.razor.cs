using Kinora.Catalog.Contracts;
using Kinora.Catalog.Embeddings;
using Kinora.Catalog.Search;
using Kinora.Catalog.Snapshots;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

public partial class SearchPage
{
    private const int MostChips = 14;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private SearchMeter Meter { get; set; } = null!;

    [Inject]
    private IEnumerable<IViewerMarks> Marks { get; set; } = null!;

    [Inject]
    private MeaningSearch Search { get; set; } = null!;

    private CatalogueSnapshot Snapshot { get; set; } = null!;

    /// <summary>What was found by meaning; null = by words.</summary>
    private MeaningSearch.Found? Meaning { get; set; }

    private bool HasMore => Meaning is null ? Found.Total > Found.Hits.Count : Meaning.Hits.Count > Question.Shown && Question.Shown < SearchQuestion.MostShown;

    private SearchQuestion Question { get; set; } = null!;

    private TitleResults Found { get; set; } = null!;

    private IReadOnlyList<CardData> Titles { get; set; } = [];

    private bool IsAdmin => Context.Features.Get<Caller>()?.Is(Role.Admin) == true;

    /// <summary>Kind and genre stand open, the rest unfolds.</summary>
    private IReadOnlyList<Facet> First { get; set; } = [];

    private IReadOnlyList<Facet> Others { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        (Snapshot, Question) = (Catalogue.Current, new SearchQuestion(Context.Request.Query));
        Meaning = Question.ByMeaning && !string.IsNullOrWhiteSpace(Question.Text) ? await MeaningAsync() : null;
        Found = Meter.Find(Snapshot.SearchFor(Context.Features.Get<Caller>()), Question.Request(Snapshot, Meaning is not null));
        List<Facet> facets =
        [
            .. from facet in SearchQuestion.Facets
               let chips = Chips(facet.Name, facet.Part)
               where chips.Count > 1 || chips.Any(chip => chip.On)
               select new Facet(facet.Part, SearchPageWords.Of(facet.Part), chips),
        ];
        First = facets.FindAll(facet => facet.Part is FilterPart.Kind or FilterPart.Genre);
        Others = facets.FindAll(facet => facet.Part is not (FilterPart.Kind or FilterPart.Genre));
        int[] ordinals = Meaning is null ? [.. Found.Hits.Select(hit => hit.Ordinal)] : [.. Meaning.Hits.Take(Question.Shown).Select(hit => hit.Ordinal)];
        IReadOnlyList<ViewerMark>? marks = Context.Features.Get<Caller>() is { } viewer && Marks.FirstOrDefault() is { } source
            ? await source.OfAsync(viewer.ProfileId, Snapshot, ordinals, Context.RequestAborted)
            : null;
        Titles = [.. ordinals.Select((ordinal, place) => Snapshot.Card(ordinal, Context.Features.Get<Caller>(), "search", mark: marks?[place]))];
    }

    /// <summary>Null where meaning cannot be asked for: the words are looked for as ever.</summary>
    private async Task<MeaningSearch.Found?> MeaningAsync()
    {
        var found = await Search.FindAsync(
            Snapshot, Context.Features.Get<Caller>(), Question.Text, Question.Filter(Snapshot), MeaningMode.Hybrid, Context.RequestAborted);
        return found.Refusal is null && found.Value.Mode == MeaningMode.Hybrid ? found.Value : null;
    }

    private List<FacetChip> Chips(string name, FilterPart part)
    {
        var counts = Found.Facets.GetValueOrDefault(part) ?? [];
        var chips = new List<FacetChip>();
        foreach (var value in Question.Chosen.Where(pair => pair.Key == name).Select(pair => pair.Value))
            chips.Add(new(NameOf(part, value), Question.With(name, value), true, null));
        foreach (var count in counts)
        {
            var value = SearchWords.Value(Snapshot, part, count.Value);
            if (chips.Count < MostChips && !Question.Has(name, value))
                chips.Add(new(SearchWords.Name(Snapshot, part, value), Question.With(name, value), false, count.Titles));
        }

        return chips;
    }

    /// <summary>The name of a creator of whom nothing is there for this viewer stays unsaid.</summary>
    private string NameOf(FilterPart part, string value) =>
        part == FilterPart.Creator && Snapshot.Creators.TryOrdinal(value, out var creator)
            && !Snapshot.MayLookAtCreator(creator, Context.Features.Get<Caller>())
            ? value
            : SearchWords.Name(Snapshot, part, value);

    private sealed record Facet(FilterPart Part, string Name, IReadOnlyList<FacetChip> Chips);

    private sealed record FacetChip(string Name, string Href, bool On, int? Titles);
}
