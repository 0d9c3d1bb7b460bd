using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog;

public sealed class ImportTitlesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_file_is_answered_with_a_job_whose_report_says_what_became_of_the_rows(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);
        using var body = new StringContent("show_id,type,title,rating\ns1,Movie,One,PG\ns2,Film?,Two,PG\n", Encoding.UTF8, "text/csv");

        var response = await admin.PostAsync("/api/admin/titles/import?name=netflix_titles.csv", body, Cancel);
        var job = (string)(await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["job"]!;
        var before = app.Catalogue.Current.Titles;
        await app.RunJobsAsync();
        var done = (await admin.GetFromJsonAsync<JsonNode>($"/api/jobs/{job}", Cancel))!;

        Assert.Equal((HttpStatusCode.Accepted, 0), (response.StatusCode, before));
        Assert.Equal(("done", 1, 1), ((string)done["state"]!, (int)done["report"]!["accepted"]!, (int)done["report"]!["refused"]!));
        Assert.Equal(("kind-unknown", 3), ((string)done["report"]!["issues"]![0]!["code"]!, (int)done["report"]!["issues"]![0]!["line"]!));
        Assert.True(app.Catalogue.Current.TryOrdinal("netflix:s1", out _));
        Assert.Empty(Directory.GetFiles(app.Get<DataFolder>().File("spool")));
    }

    [Theory, EachDatabase]
    public async Task A_malformed_body_is_400_at_once_and_files_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);

        var response = await admin.PostAsync("/api/admin/titles/import", new StringContent("[{\"id\": \"test:1\", }]"), Cancel);

        var problem = (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
        Assert.Equal((HttpStatusCode.BadRequest, "file-malformed"), (response.StatusCode, (string)problem["error"]!["code"]!));
        Assert.Equal((1, 19), ((int)problem["line"]!, (int)problem["column"]!));
        Assert.Equal(0, await app.RunJobsAsync());
    }

    [Fact]
    public async Task Only_admins_import()
    {
        await using var app = await TestApp.StartAsync("sqlite");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Stranger().PostAsync("/api/admin/titles/import", new StringContent("[]"), Cancel)).StatusCode);
        var blessed = await app.SignInAsync(Role.Blessed);
        Assert.Equal(HttpStatusCode.Forbidden, (await blessed.PostAsync("/api/admin/titles/import", new StringContent("[]"), Cancel)).StatusCode);
    }
}
