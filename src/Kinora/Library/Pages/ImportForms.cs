using Kinora.Library.Imports;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Pages;

/// <summary>What the pages of imports send, as plain forms.</summary>
internal static class ImportForms
{
    private const int MostForm = ImportLimits.MostBytes + 65_536;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/library/import").Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();
        forms.MapPost("/file", ReceiveAsync).BodyUpTo(MostForm).Streams().WithFormOptions(multipartBodyLengthLimit: MostForm);
        forms.MapPost("/{id}/choose", ChooseAsync);
        forms.MapPost("/{id}/apply", ApplyAsync);
        forms.MapPost("/{id}/undo", UndoAsync);
        forms.MapPost("/{id}/forget", ForgetAsync);
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, Caller caller, ImportDesk desk, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return Back("/library/import", TransferWords.NoFile);
        await using var body = file.OpenReadStream();
        var received = await desk.ReceiveAsync(caller, Path.GetFileName(file.FileName), null, body, cancel);
        return received.Refusal is { } refusal ? Back("/library/import", refusal.Detail) : Results.LocalRedirect(PageOf(received.Value.Id));
    }

    private static async Task<IResult> ChooseAsync(string id, HttpContext http, Caller caller, ChooseMatches slice, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var choices = form.Where(field => field.Key.StartsWith("title-", StringComparison.Ordinal)).Select(field => ChoiceOf(field.Key["title-".Length..], field.Value)).ToList();
        var chosen = await slice.RunAsync(caller, id, new ChooseMatches.Request { Choices = choices }, cancel);
        var back = form["return_to"].ToString();
        return chosen.Refusal is { } refusal
            ? Back(PageOf(id), refusal.Detail)
            : Results.LocalRedirect(back.StartsWith(PageOf(id), StringComparison.Ordinal) && !back.Any(char.IsControl) ? back + "#titles" : PageOf(id));
    }

    private static async Task<IResult> ApplyAsync(string id, HttpContext http, Caller caller, ChooseMatches choose, ApplyImport slice, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var person = form["person"].ToString();
        var chosen = await choose.RunAsync(
            caller, id,
            new ChooseMatches.Request { Person = person.Length == 0 ? null : person, TakeLikely = form["take_likely"] == "true", KeepUnmatched = form["keep_unmatched"] == "true" }, cancel);
        // One that stopped half-way goes on as it was chosen.
        if (chosen.Refusal is { Code: not "import-state" } wrong)
            return Back(PageOf(id), wrong.Detail);
        return (await slice.ApplyAsync(caller, id, cancel)).Refusal is { } refusal ? Back(PageOf(id), refusal.Detail) : Results.LocalRedirect(PageOf(id));
    }

    private static async Task<IResult> UndoAsync(string id, Caller caller, ApplyImport slice, CancellationToken cancel) =>
        (await slice.UndoAsync(caller, id, cancel)).Refusal is { } refusal ? Back(PageOf(id), refusal.Detail) : Results.LocalRedirect(PageOf(id));

    private static async Task<IResult> ForgetAsync(string id, Caller caller, ApplyImport slice, CancellationToken cancel) =>
        (await slice.RemoveAsync(caller, id, cancel)).Refusal is { } refusal ? Back("/library/import", refusal.Detail) : Results.LocalRedirect("/library/import");

    private static ChooseMatches.Choice ChoiceOf(string number, string? value) => new(
        int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var known) ? known : 0,
        value switch
        {
            null or "" => null,
            _ when value.StartsWith("pick:", StringComparison.Ordinal) => ImportRow.Pick,
            _ => value,
        },
        value?.StartsWith("pick:", StringComparison.Ordinal) == true ? value["pick:".Length..] : null);

    private static string PageOf(string id) => $"/library/import/{Uri.EscapeDataString(id)}";

    private static IResult Back(string page, string why) => Results.LocalRedirect(page + QueryString.Create("refused", why));
}
