using System.Globalization;
using Kinora.Discovery.Experiments;
using Kinora.Platform;
using Kinora.Platform.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Discovery.Pages;

/// <summary>Flags, how they are shared out, and what came of their variants.</summary>
public partial class ExperimentsPage
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "flag")]
    private string? Asked { get; set; }

    [SupplyParameterFromQuery(Name = "round")]
    private int? Round { get; set; }

    [Inject]
    private ManageFlags Flags { get; set; } = null!;

    [Inject]
    private GetExperiment Slice { get; set; } = null!;

    private Refusal? Refusal { get; set; }

    private List<(ManageFlags.State Flag, GetExperiment.Response Report)> Shown { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        // Read before anything renders: the form's handler runs after that.
        if (HttpMethods.IsPost(Context.Request.Method))
            await Context.Request.ReadFormAsync(Context.RequestAborted);
        await LoadAsync();
    }

    private async Task SetAsync()
    {
        var form = Context.Request.Form;
        var flag = Flag.Find(form["flag"]);
        var percentages = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var variant in flag?.Variants ?? [])
        {
            // What is no number is refused as one that is out of range.
            var typed = form[$"percent-{variant.Name}"].ToString();
            percentages[variant.Name] = typed.Length == 0 ? 0 : decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent : -1;
        }

        var set = await Flags.SetAsync(
            new ManageFlags.Request
            {
                Flag = form["flag"],
                Round = int.TryParse(form["round"], NumberStyles.None, CultureInfo.InvariantCulture, out var round) ? round : null,
                Percentages = percentages,
            },
            Context.RequestAborted);
        Refusal = set.Refusal;
        if (set.Refusal is { } refusal)
            Context.Response.StatusCode = Refusals.Status(refusal.Kind);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        Shown = [];
        foreach (var flag in (await Flags.StateAsync(Context.RequestAborted)).Flags)
        {
            var report = await Slice.OfAsync(flag.Name, flag.Name == Asked ? Round : null, Context.RequestAborted);
            Refusal ??= report.Refusal;
            if (report.Refusal is not null)
                report = await Slice.OfAsync(flag.Name, null, Context.RequestAborted);
            Shown.Add((flag, report.Value));
        }
    }
}
