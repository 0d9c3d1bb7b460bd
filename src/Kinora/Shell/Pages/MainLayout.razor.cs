using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Shell.Pages;

public partial class MainLayout
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private AssetManifest Files { get; set; } = null!;

    private Caller? Caller => Context.Features.Get<Caller>();

    private IEnumerable<Place> Places
    {
        get
        {
            yield return new("/", ShellWords.Home, "home");
            yield return new("/feed", ShellWords.Feed, "feed");
            yield return new("/library", ShellWords.Library, "list");
            yield return new("/playlists", ShellWords.Playlists, "playlists");
            yield return new("/collections", ShellWords.Collections, "collections");
            if (Caller?.Is(Role.Admin) == true)
                yield return new("/admin", ShellWords.Admin, "admin");
        }
    }

    private static IEnumerable<Place> Tabs =>
    [
        new("/", ShellWords.Home, "home"), new("/feed", ShellWords.Feed, "feed"), new("/search", ShellWords.Search, "search"),
        new("/library", ShellWords.Library, "list"), new("/collections", ShellWords.Collections, "collections"),
    ];

    /// <summary>What the form <c>acts</c> did before it came back here.</summary>
    private string? Said => Context.Request.Query["said"].ToString() switch
    {
        "hide" => ShellWords.SaidHide,
        "like" => ShellWords.SaidLike,
        "add" => ShellWords.SaidAdd,
        "dismiss" => ShellWords.SaidDismiss,
        "watched" => ShellWords.SaidWatched,
        "back" => ShellWords.SaidBack,
        _ => null,
    };

    private string? Undo => Context.Request.Query["said"].ToString() is "hide" or "like" or "add" or "dismiss" or "watched" ? "un" + Context.Request.Query["said"] : null;

    private string? Here(string href)
    {
        var path = Context.Request.Path;
        return (href == "/" ? path == "/" : path.StartsWithSegments(href, StringComparison.Ordinal)) ? "page" : null;
    }

    private sealed record Place(string Href, string Name, string Icon);
}
