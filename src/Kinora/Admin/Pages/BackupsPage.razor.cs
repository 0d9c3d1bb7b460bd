using Kinora.Admin.Backup;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Admin.Pages;

public partial class BackupsPage
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private MakeBackup Slice { get; set; } = null!;

    [Inject]
    private JobRoutes Jobs { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IReadOnlyList<MakeBackup.Item> Made { get; set; } = [];

    private JobView? Last { get; set; }

    private Caller Admin => Context.Features.Get<Caller>()!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task MakeAsync()
    {
        await Slice.RunAsync(Admin, Context.RequestAborted);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        Made = Slice.Made();
        Last = (await Jobs.ListAsync(null, BackupJob.Kind, new Paged(1, null, ""), Admin, Context.RequestAborted)).Value.Items is [var last, ..] ? last : null;
    }
}
