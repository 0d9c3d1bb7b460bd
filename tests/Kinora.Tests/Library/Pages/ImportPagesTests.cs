using System.Net;
using System.Net.Http.Headers;
using Kinora.Tests.Library.Imports;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Pages;

/// <summary>Import without script: a file, a look at it, choices, and the way back.</summary>
public sealed class ImportPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_file_is_handed_in_looked_at_applied_and_taken_back_by_forms(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "youtube:aaaaaaaaa01", kind = "clip", title = "Bridges of stone", duration_ms = 600_000, maturity = "G" }, new { id = "test:salt", title = "Salt", maturity = "G" });
        var browser = await PageClient.SignInAsync(app, "ann");
        var me = new LibraryClient(await app.ClientAsAsync("ann"));

        var page = await UploadAsync(browser, Samples.Bytes(Samples.FreeTube), "history.db");
        var preview = await browser.ReadAsync(page);
        Assert.Contains("Bridges of stone", preview, StringComparison.Ordinal);
        Assert.Contains("not in the catalogue", preview, StringComparison.Ordinal);
        Assert.Contains("line 7", preview, StringComparison.Ordinal);
        using var chosen = await browser.SubmitAsync($"{page}?match=unmatched", $"{page}/choose", ("title-1", "skip"), ("title-2", "keep"));
        Assert.Equal($"{page}?match=unmatched#titles", PageClient.Leads(chosen));
        using var applied = await browser.SubmitAsync(page, $"{page}/apply", ("take_likely", "true"));
        Assert.Equal(page, PageClient.Leads(applied));
        Assert.Contains("Being applied", await browser.ReadAsync(page), StringComparison.Ordinal);
        await app.RunJobsAsync();
        Assert.Contains("1 titles and 1 plays are new", await browser.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await me.StateAsync("youtube:aaaaaaaaa01")).Status);

        using var undone = await browser.SubmitAsync(page, $"{page}/undo");
        await app.RunJobsAsync();
        Assert.Contains("was taken back", await browser.ReadAsync(page), StringComparison.Ordinal);
        Assert.Empty((await me.GetAsync("/api/user/history")).Body!["items"]!.AsArray());
        using var forgotten = await browser.SubmitAsync("/library/import", $"{page}/forget");
        using var gone = await browser.Http.GetAsync(page, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_file_that_is_none_says_why_and_what_a_file_says_is_text_on_the_page(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var browser = await PageClient.SignInAsync(app, "ann");
        Assert.Contains("no file that is read here", await browser.ReadAsync(await UploadAsync(browser, Samples.Bytes("hello"), "hello.txt")), StringComparison.Ordinal);
        var page = await browser.ReadAsync(await UploadAsync(browser, Samples.Bytes(Samples.TakeoutHtml), "<img src=x onerror=alert(1)>.html"));
        Assert.DoesNotContain("<script>alert(2)", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(2)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("/api/user/export", await browser.ReadAsync("/library/export"), StringComparison.Ordinal);
    }

    private static async Task<string> UploadAsync(PageClient browser, byte[] bytes, string name)
    {
        var page = await browser.ReadAsync("/library/import");
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["token"].Value;
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { file, "file", name } };
        using var reply = await browser.Http.PostAsync("/library/import/file", form, Cancel);
        return PageClient.Leads(reply)!;
    }
}
