using System.Text.Json;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Admin.Pages;

public partial class JobsPage
{
    private const int Shown = 50;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private JobRoutes Routes { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IReadOnlyList<JobView> Jobs { get; set; } = [];

    private Refusal? Refusal { get; set; }

    private Caller Admin => Context.Features.Get<Caller>()!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() =>
        Jobs = (await Routes.ListAsync(null, null, new Paged(Shown, null, ""), Admin, Context.RequestAborted)).Value.Items;

    private Task CancelAsync() => RunAsync(Routes.CancelAsync);

    private Task RetryAsync() => RunAsync(Routes.RetryAsync);

    private async Task RunAsync(Func<string, Caller, CancellationToken, Task<Outcome<JobView>>> act)
    {
        Refusal = (await act(Context.Request.Form["id"].ToString(), Admin, Context.RequestAborted)).Refusal;
        await LoadAsync();
    }

    /// <summary>The figures of a report, without its lists.</summary>
    private static string? Short(JsonElement? report) => report is { ValueKind: JsonValueKind.Object } all
        ? string.Join(" · ", all.EnumerateObject()
            .Where(member => member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True)
            .Take(5).Select(member => $"{member.Name.Replace('_', ' ')} {member.Value}"))
        : null;
}
