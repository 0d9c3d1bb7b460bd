using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Admin.Pages;

public partial class AuditPage
{
    private const int Shown = 50;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ReadAudit Log { get; set; } = null!;

    private Outcome<Page<ReadAudit.Item>> Found { get; set; } = new Page<ReadAudit.Item>([], null, null);

    private string? Actor => Asked("actor");

    private string? Action => Asked("action");

    private string? Target => Asked("target");

    /// <summary>The filter, which a cursor is bound to.</summary>
    private string Question => Address([]);

    protected override async Task OnInitializedAsync() => Found = await Log.ListAsync(
        new ReadAudit.Filter(Actor, Action, Target), new Paged(Shown, Asked("cursor"), Question), Context.Features.Get<Caller>()!, Context.RequestAborted);

    private string? Asked(string name) => Context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    private string With(string name, string value) => Address(new(StringComparer.Ordinal) { [name] = value });

    private string Address(Dictionary<string, string?> members)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("actor", Actor), ("action", Action), ("target", Target)])
            members.TryAdd(name, value);
        return "/admin/audit" + QueryString.Create(members.Where(member => member.Value is not null));
    }
}
