using System.Globalization;
using Kinora.Integrations.Mail;
using Kinora.Integrations.Nats;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Telemetry;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kinora.Admin.Pages;

public partial class IntegrationsPage
{
    private const int TestsAMinute = 5;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private Mailer Mailer { get; set; } = null!;

    [Inject]
    private IOptions<MailOptions> Mail { get; set; } = null!;

    [Inject]
    private Health Health { get; set; } = null!;

    [Inject]
    private Db Db { get; set; } = null!;

    [Inject]
    private AuditLog Audit { get; set; } = null!;

    [Inject]
    private Limits Limits { get; set; } = null!;

    [Inject]
    private NatsClient Bus { get; set; } = null!;

    private string BusTone => !Bus.IsConfigured ? "" : Bus.State.IsUp ? "good" : "bad";

    private string BusWord => !Bus.IsConfigured ? IntegrationWords.Off : Bus.State.IsUp ? AdminWords.Well : AdminWords.Down;

    private IReadOnlyList<PartHealth> Parts { get; set; } = [];

    private string? Refusal { get; set; }

    private string? Sent { get; set; }

    private string Tone => Mailer switch
    {
        { IsConfigured: false } or { Last: null } => "",
        { Last.Fault: null } => "good",
        _ => "bad",
    };

    private string Word => !Mailer.IsConfigured ? IntegrationWords.Off : Mailer.Last is null ? IntegrationWords.On : Mailer.Last.Fault is null ? AdminWords.Well : AdminWords.Down;

    private string Told => Mailer.Last is not { } last ? IntegrationWords.NothingSent
        : last.Fault is { } fault ? IntegrationWords.Failed(At(last), fault)
        : IntegrationWords.Taken(At(last));

    protected override async Task OnInitializedAsync() => Parts = await Health.CheckAsync(Context.RequestAborted);

    private async Task TestAsync()
    {
        var (to, by) = (Context.Request.Form["to"].ToString().Trim(), Author.Current);
        if (!Mailer.IsConfigured || !Mailer.IsAddress(to))
        {
            Refusal = IntegrationWords.NoAddress;
            return;
        }

        if (Limits.Take("mail test", TestsAMinute, TimeSpan.FromMinutes(1)) is { Allowed: false } often)
        {
            Refusal = often.Refusal.Detail;
            return;
        }

        try
        {
            await Mailer.SendAsync(to, IntegrationWords.TestSubject, IntegrationWords.TestText, Context.RequestAborted);
            Sent = to;
        }
        catch (Exception) when (!Context.RequestAborted.IsCancellationRequested)
        {
            Refusal = Told;
        }

        await Db.TransactAsync(tx => Audit.WriteAsync(tx, by, "mail.tested", null, null, new { Mailer.Last?.Fault }), Context.RequestAborted);
        Parts = await Health.CheckAsync(Context.RequestAborted);
    }

    private static string At(MailResult result) => result.At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
