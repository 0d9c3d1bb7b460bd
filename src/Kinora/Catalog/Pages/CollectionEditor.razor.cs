using System.Globalization;
using Kinora.Catalog.Collections;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

public partial class CollectionEditor
{
    private static readonly char[] Breaks = ['\n', '\r', ' ', ',', '\t'];

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private CollectionStore Store { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private IReadOnlyList<Collection> All { get; set; } = [];

    private Refusal? Refusal { get; set; }

    private string? Done { get; set; }

    private string? Open { get; set; }

    private Caller Editor => Context.Features.Get<Caller>()!;

    private bool IsAdmin => Editor.Is(Role.Admin);

    protected override async Task OnInitializedAsync() => All = await Store.ListAsync(Context.RequestAborted);

    private Task CreateAsync() => PutAsync(Guid.CreateVersion7(Clock.GetUtcNow()).ToString());

    private Task SaveAsync() => PutAsync(Posted("id"));

    private Task UpAsync() => MoveAsync(-1);

    private Task DownAsync() => MoveAsync(1);

    private async Task RemoveAsync() =>
        await SettleAsync((await Store.RemoveAsync(Posted("id"), Context.RequestAborted)).Refusal, CollectionWords.Removed);

    private async Task PutAsync(string id)
    {
        var about = Posted("description");
        var saved = await Store.SaveAsync(
            id, Editor.UserName,
            now => (now ?? new Collection { Id = id, Name = "", Position = 0, Version = 0, TitleIds = [] }) with
            {
                Name = Posted("name"),
                Description = about.Length == 0 ? null : about,
                TitleIds = Posted("items").Split(Breaks, StringSplitOptions.RemoveEmptyEntries),
                Published = Posted("published") == "true",
                ShownFrom = Time(Posted("from")),
                ShownUntil = Time(Posted("until")),
            },
            Context.RequestAborted);
        Open = id;
        await SettleAsync(saved.Refusal, CollectionWords.Saved);
    }

    private async Task MoveAsync(int by)
    {
        var moved = await Store.SaveAsync(
            Posted("id"), Editor.UserName,
            now => now is null ? new Refusal(RefusalKind.NotFound, "collection-not-found", "There is no such collection.") : now with { Position = Math.Max(1, now.Position + by) },
            Context.RequestAborted);
        await SettleAsync(moved.Refusal, CollectionWords.Saved);
    }

    private async Task SettleAsync(Refusal? refusal, string done)
    {
        (Refusal, Done) = (refusal, refusal is null ? done : null);
        All = await Store.ListAsync(Context.RequestAborted);
    }

    /// <summary>As a browser writes it, in UTC; null where nothing was written.</summary>
    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private string Posted(string name) => Context.Request.Form[name].ToString();
}
