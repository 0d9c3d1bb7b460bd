using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Library.Pages;

/// <summary>A page of one's library.</summary>
public abstract class LibraryPage : ComponentBase
{
    [CascadingParameter]
    private protected HttpContext Context { get; set; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private protected ICatalogue Catalogue { get; set; } = null!;

    private protected Caller Viewer => Context.Features.Get<Caller>()!;

    private protected CancellationToken Cancel => Context.RequestAborted;

    /// <summary>Where a title's name leads; null where the catalogue has it no more.</summary>
    private protected string? PageOf(string titleId) => Catalogue.Current.IsHere(titleId, Viewer, out _) ? TitleCards.PageOf(titleId) : null;
}
