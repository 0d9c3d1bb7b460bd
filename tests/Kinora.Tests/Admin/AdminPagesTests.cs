using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Admin.Backup;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Admin;

public sealed class AdminPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_backup_is_made_from_the_page_and_its_file_holds_the_library(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var root = await RootAsync(app);

        await root.SubmitAsync("/admin/backups", "Make a backup now");
        await root.SubmitAsync("/admin/backups", "Make a backup now");
        await app.RunJobsAsync();

        var page = await root.ReadAsync("/admin/backups");
        var file = Assert.Single(app.Get<MakeBackup>().Made()).File;
        Assert.Contains(file, page, StringComparison.Ordinal);
        Assert.Contains($"./kinora restore {Path.Combine(app.Get<DataFolder>().File("backups"), file)} --replace", page, StringComparison.Ordinal);
        var unpacked = Directory.CreateTempSubdirectory("kinora-test-").FullName;
        var read = await BackupFile.ReadAsync(Path.Combine(app.Get<DataFolder>().File("backups"), file), unpacked, Cancel);
        Assert.Equal((true, database), (read.Succeeded, read.Value.Engine));
        Directory.Delete(unpacked, recursive: true);
    }

    [Theory, EachDatabase]
    public async Task A_backup_is_asked_for_and_listed_by_route(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var root = await app.SignInAsync(Role.Admin);

        var asked = await root.PostAsync("/api/admin/backup", null, Cancel);
        await app.RunJobsAsync();

        var job = (string)JsonNode.Parse(await asked.Content.ReadAsStringAsync(Cancel))!["job"]!;
        var done = (await root.GetFromJsonAsync<JsonNode>($"/api/jobs/{job}", Cancel))!;
        var listed = (await root.GetFromJsonAsync<JsonNode>("/api/admin/backups", Cancel))!["items"]!.AsArray();
        Assert.Equal((HttpStatusCode.Accepted, "done", 1.0), (asked.StatusCode, (string)done["state"]!, (double)done["progress"]!));
        Assert.Equal((string)done["report"]!["file"]!, (string)Assert.Single(listed)!["file"]!);
    }

    [Theory, EachDatabase]
    public async Task What_titles_lack_is_listed_and_filled_in_on_a_page(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:1", kind = "movie", title = "Laura", synopsis = "A portrait.", year = 1944, genres = new[] { "noir" }, duration_ms = 5_280_000 },
            new { id = "test:2", kind = "movie", title = "Nameless" });
        var root = await RootAsync(app);

        var list = await root.ReadAsync("/admin/catalogue/gaps?lacks=synopsis");
        Assert.Contains("Nameless", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Laura", list, StringComparison.Ordinal);
        Assert.Contains("/admin/catalogue/titles/test%3A2", list, StringComparison.Ordinal);
        var kept = await root.SubmitAsync(
            "/admin/catalogue/titles/test%3A2", "Synopsis", ("title", "Gilda"), ("synopsis", "A casino.\r\nA past."), ("year", "1946"), ("minutes", "110"), ("genres", "noir, drama"), ("maturity", "PG"));
        Assert.Contains("Saved.", await kept.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        var title = (await root.Http.GetFromJsonAsync<JsonNode>("/api/catalog/titles/test:2", Cancel))!;
        Assert.Equal(("Gilda", "A casino.\nA past.", 1946, 6_600_000), ((string)title["title"]!, (string)title["synopsis"]!, (int)title["year"]!, (int)title["duration_ms"]!));
        Assert.Equal(["drama", "noir"], title["genres"]!.AsArray().Select(genre => (string)genre!).Order());
        Assert.DoesNotContain("Gilda", await root.ReadAsync("/admin/catalogue/gaps?lacks=synopsis"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_title_that_somebody_changed_meanwhile_is_not_overwritten_by_its_form(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:1", kind = "movie", title = "Laura", year = 1944 });
        var root = await RootAsync(app);

        var late = await root.SubmitAsync("/admin/catalogue/titles/test%3A1", "Synopsis", ("title", "Late"), ("revision", "1000000"), ("year", "1944"));

        Assert.Contains("Somebody has changed this title", await late.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("Laura", app.Catalogue.Current.NameOf(0));
    }

    [Theory, EachDatabase]
    public async Task Mail_is_tried_from_its_page_which_says_what_came_of_it(string database)
    {
        await using var mail = await TestMailServer.StartAsync();
        await using var app = await TestApp.StartAsync(database, mail.Settings());
        var root = await RootAsync(app);

        var sent = await root.SubmitAsync("/admin/integrations", "Send a test to", ("to", "ann@example.org"));
        Assert.Contains("took a test message to ann@example.org", await sent.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("ann@example.org", Assert.Single(mail.Taken).To.Mailboxes.Single().Address);

        mail.Refusals = 1;
        var refused = await root.SubmitAsync("/admin/integrations", "Send a test to", ("to", "ann@example.org"));
        Assert.Contains("The last message failed", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains("state bad", await root.ReadAsync("/admin/integrations"), StringComparison.Ordinal);
        using var acting = Acting.As(Actor.System);
        Assert.Equal(2, await app.Get<Db>().ScalarAsync<long>("select count(*) from audit where action = 'mail.tested'", null, Cancel));
    }

    private static async Task<PageClient> RootAsync(TestApp app)
    {
        await app.ProfileOfAsync("root", Role.Admin);
        return await PageClient.SignInAsync(app, "root");
    }
}
