using Kinora.Catalog.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog.Pages;

/// <summary>The import form of the page: receives the file, files the job and leads back to where its progress is shown.</summary>
internal static class ImportUpload
{
    private const long MostBytes = 4L << 30;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/admin/catalogue/import", RunAsync).Needs(Role.Admin).WithMetadata(IsPage.Mark).BodyUpTo(MostBytes).Streams()
            .WithFormOptions(multipartBodyLengthLimit: MostBytes).ExcludeFromDescription();

    private static async Task<IResult> RunAsync(
        HttpContext context, Caller caller, ITitleImport import, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        if (form.Files.GetFile("file") is not { } file)
            return Back("refused", ImportWords.NoFile);
        await using var body = file.OpenReadStream();
        var provider = form["provider"].ToString();
        var request = new ImportRequest(Path.GetFileName(file.FileName)) { Provider = provider.Length == 0 ? null : provider, DryRun = form["dry_run"] == "true" };
        var received = await import.ReceiveAsync(request, body, cancel);
        return received.Refusal is { } refusal
            ? Back("refused", refusal.Detail)
            : Back("job", await import.FileAsync(received.Value, caller.UserId, cancel));
    }

    private static IResult Back(string name, string value) => Results.LocalRedirect("/admin/catalogue" + QueryString.Create(name, value) + (name == "job" ? "#import-jobs" : ""));
}
