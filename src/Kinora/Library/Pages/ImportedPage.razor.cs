using Kinora.Library.Imports;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Library.Pages;

public partial class ImportedPage
{
    private const int Shown = 50;
    private const int ShownNotices = 20;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromQuery(Name = "match")]
    private string? Match { get; set; }

    [SupplyParameterFromQuery(Name = "cursor")]
    private string? Cursor { get; set; }

    [Inject]
    private ImportDesk Desk { get; set; } = null!;

    [Inject]
    private ChooseMatches Choices { get; set; } = null!;

    [Inject]
    private JobRoutes JobList { get; set; } = null!;

    private ImportReply? Import { get; set; }

    private IReadOnlyList<ImportTitleReply> Titles { get; set; } = [];

    private string? NextCursor { get; set; }

    private JobView? Job { get; set; }

    private bool IsBusy => Import?.State is ImportRecord.Applying or ImportRecord.Undoing;

    private string Page => $"/library/import/{Uri.EscapeDataString(Id)}";

    private string Here => Page + (Kind is null ? "" : $"?match={Kind}");

    private string? Kind => Match is "exact" or "likely" or "unmatched" ? Match : null;

    private IEnumerable<(string? Kind, string Name, int Count)> Kinds =>
    [
        (null, TransferWords.FilterAll, Import!.Counts.Titles), ("exact", TransferWords.FilterExact, Import.Counts.Exact), ("likely", TransferWords.FilterLikely, Import.Counts.Likely),
        ("unmatched", TransferWords.FilterUnmatched, Import.Counts.Unmatched),
    ];

    protected override async Task OnInitializedAsync()
    {
        var found = await Desk.FindAsync(Viewer, Id, Cancel);
        if (found.Refusal is not null)
        {
            Context.Response.StatusCode = StatusCodes.Status404NotFound;
            Navigation.NotFound();
            return;
        }

        Import = found.Value;
        var page = await Choices.ListAsync(Viewer, Id, Kind, new Paged(Shown, Cursor, $"{Page}?{Kind}"), Cancel);
        // An outdated or foreign cursor begins again.
        if (page.Refusal is not null)
            page = await Choices.ListAsync(Viewer, Id, Kind, new Paged(Shown, null, $"{Page}?{Kind}"), Cancel);
        (Titles, NextCursor) = (page.Value.Items, page.Value.NextCursor);
        if (IsBusy && Import.Job is { } job && (await JobList.FindAsync(job, Viewer, Cancel)) is { Succeeded: true } running)
            Job = running.Value;
    }

    private string MoreOf(string next) => $"{Page}?{(Kind is null ? "" : $"match={Kind}&")}cursor={Uri.EscapeDataString(next)}";

    private static string Result(ImportReply.Sums counts) => string.Join(
        ' ', TransferWords.ResultTitles(Facts.Count(counts.Added), Facts.Count(counts.AddedPlays)), counts.Known > 0 ? TransferWords.ResultKnown(Facts.Count(counts.Known)) : "",
        counts.Skipped > 0 ? TransferWords.ResultSkipped(Facts.Count(counts.Skipped)) : "").Trim();

    /// <summary>What the file says of a title.</summary>
    private static string Line(ImportTitleReply title) => Facts.Joined(
        title.Series is { } series ? $"{series} {title.Season}x{title.Episode:00}" : null, title.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture), title.Creator,
        title.Plays == 1 ? TransferWords.OnePlay : title.Plays > 0 ? TransferWords.PlayCount(Facts.Count(title.Plays)) : null,
        title.Rating is { } stars ? TransferWords.StarsOf(stars) : null, title.Lists.Count > 0 ? string.Join(", ", title.Lists) : null);

    /// <summary>Where it goes.</summary>
    private static string Goes(ImportTitleReply title) => title switch
    {
        { Outcome: { } outcome } => TransferWords.OutcomeOf(outcome),
        { Target: null, Match: "unmatched", Choice: null } => TransferWords.NotFound,
        { Target: null } => TransferWords.LeftOut,
        { Choice: "pick", Target: { } picked } => TransferWords.GoesTo(title.Suggestions.FirstOrDefault(one => one.VideoId == picked)?.Title ?? title.Title ?? picked),
        { Choice: "keep" } or { Match: "unmatched" } => TransferWords.Waits,
        { Match: "likely" } => TransferWords.SureOf(TransferWords.GoesTo(title.Title), Facts.Percent(title.Confidence)),
        _ => TransferWords.GoesTo(title.Title),
    };

    private static string Chosen(ImportTitleReply title) => title.Choice == "pick" ? $"pick:{title.Target}" : title.Choice ?? "";
}
