using System.Globalization;
using System.Reflection;
using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Admin.Pages;

public partial class StartPage
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private IUsers Users { get; set; } = null!;

    [Inject]
    private ICollections Collections { get; set; } = null!;

    private CatalogueSnapshot Snapshot => Catalogue.Current;

    private Caller Admin => Context.Features.Get<Caller>()!;

    private int People { get; set; }

    private int Listed { get; set; }

    private static string Version => typeof(StartPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    protected override async Task OnInitializedAsync()
    {
        People = (await Users.ListAsync(Context.RequestAborted)).Count;
        Listed = (await Collections.ListAsync(Context.RequestAborted)).Count;
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.CurrentCulture, $"{(bytes < 10 << 20 ? Math.Round(bytes / 1_048_576.0, 1) : Math.Round(bytes / 1_048_576.0))} MB");
}
