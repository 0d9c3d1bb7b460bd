using System.Globalization;
using Kinora.Discovery.Feed;
using Kinora.Discovery.Models;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Ranking;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Discovery.Pages;

/// <summary>Which model ranks, how good it and those before it were, and what the feed would hand to a profile now, with the reasons.</summary>
public partial class RankingPage
{
    internal const int Shown = 30;

    private static readonly TitleKind[] Kinds = [TitleKind.Clip, TitleKind.Movie, TitleKind.Series, TitleKind.Episode, TitleKind.Stream, TitleKind.Audio];

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "profile")]
    private string? Profile { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Asked { get; set; }

    [Inject]
    private ManageModels Slice { get; set; } = null!;

    [Inject]
    private TraceFeed Tracer { get; set; } = null!;

    [Inject]
    private JobRoutes JobList { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private ManageModels.Response? State { get; set; }

    private JobView? Last { get; set; }

    private Refusal? Refusal { get; set; }

    private IReadOnlyList<TraceFeed.Place> Places { get; set; } = [];

    private TraceFeed.Response? Traced { get; set; }

    private Caller Admin => Context.Features.Get<Caller>()!;

    private TitleKind OfKind => Enum.TryParse<TitleKind>(Asked, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : TitleKind.Clip;

    /// <summary>Runs whose figures are known, the oldest first.</summary>
    private List<ManageModels.Run> Measured => [.. State!.Runs.Where(run => run.Figures is not null).Reverse()];

    protected override async Task OnInitializedAsync()
    {
        // Read before anything renders: the form's handler runs after that.
        if (HttpMethods.IsPost(Context.Request.Method))
            await Context.Request.ReadFormAsync(Context.RequestAborted);
        await LoadAsync();
        Places = await Tracer.PlacesAsync(Admin, Context.RequestAborted);
        if (string.IsNullOrEmpty(Profile))
            return;
        var traced = await Tracer.OfAsync(Profile, OfKind, Ranking.Feed.FeedRequest.DefaultPageSize, Admin, Context.RequestAborted);
        Refusal = traced.Refusal;
        if (traced.Succeeded)
            Traced = traced.Value;
    }

    private async Task TrainAsync()
    {
        await Slice.TrainAsync(Admin, Context.RequestAborted);
        await LoadAsync();
    }

    private async Task ServeAsync()
    {
        var run = Context.Request.Form["run"].ToString();
        var served = await Slice.ServeAsync(run.Length == 0 ? null : run, Context.RequestAborted);
        Refusal = served.Refusal;
        if (served.Refusal is { } refusal)
            Context.Response.StatusCode = Refusals.Status(refusal.Kind);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        State = await Slice.StateAsync(Context.RequestAborted);
        Last = (await JobList.ListAsync(null, "discovery.train", new Paged(1, null, ""), Admin, Context.RequestAborted)).Value.Items is [var last, ..] ? last : null;
    }

    /// <summary>The newest run, where it could not learn for want of signals.</summary>
    private static ManageModels.Run? Lacking(ManageModels.Response state) => state.Runs is [{ Outcome: TrainingEnd.Lacking } run, ..] ? run : null;

    internal static string Tone(ManageModels.Run run, bool served) => served ? "good" : run.Outcome switch
    {
        TrainingEnd.Accepted => "busy",
        TrainingEnd.Refused => "bad",
        TrainingEnd.Lacking => "warn",
    };

    /// <summary>From all titles of the kind to the fresh ones, filter by filter; filters that dropped nothing are left out.</summary>
    internal static IEnumerable<(string Name, string Count, string? Kind)> Steps(TraceFeed.Response trace)
    {
        yield return (RankingWords.OfKind, Facts.Count(trace.OfKind), null);
        foreach (var (filter, count) in trace.Dropped.Where(pair => pair.Value > 0 && pair.Key is not ("seen" or "held")))
            yield return (RankingWords.Filter(filter), "−" + Facts.Count(count), null);
        yield return (RankingWords.Eligible, Facts.Count(trace.Inventory.Eligible), "sum");
        foreach (var (filter, count) in trace.Dropped.Where(pair => pair.Value > 0 && pair.Key is "seen" or "held"))
            yield return (RankingWords.Filter(filter), "−" + Facts.Count(count), null);
        yield return (RankingWords.Fresh, Facts.Count(trace.Inventory.Fresh), "sum");
    }

    internal static string Number(double number) => number.ToString("0.0000", CultureInfo.CurrentCulture);

    internal static string Plain(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    internal static string Megabytes(long bytes) => (bytes / 1e6).ToString("N1", CultureInfo.CurrentCulture);
}
