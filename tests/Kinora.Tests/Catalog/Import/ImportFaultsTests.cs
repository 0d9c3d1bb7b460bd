using System.Text;
using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Server;
using Kinora.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Catalog.Import;

/// <summary>Imports that are interrupted, overtaken or run elsewhere.</summary>
public sealed class ImportFaultsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_import_that_died_shows_nothing_is_swept_away_and_can_be_run_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(10);
        var (db, changes) = (app.Get<Db>(), app.Get<ChangeSets>());
        var dead = await db.TransactAsync(tx => changes.OpenAsync(tx, "import", "dead"), Cancel);
        await db.TransactAsync(tx => TitleStore.StageAsync(tx, dead, [Title("test:3"), Title("test:unseen")]), Cancel);
        await db.ExecuteAsync("update change_set set touched_at = 0 where revision = @dead", new { dead }, Cancel);

        await using (var restarted = Other(app))
        {
            await restarted.StartMigratedAsync(Cancel);
            var seen = restarted.Services.GetRequiredService<ICatalogue>().Current;
            Assert.Equal((10, "Title number 3"), (seen.Titles, seen.NameOf(2)));
            Assert.False(seen.TryOrdinal("test:unseen", out _));
        }

        var gone = await app.Get<TitleSweep>().RunAsync(Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.TransactAsync(tx => changes.TouchAsync(tx, dead), Cancel));
        await app.GivenTitlesAsync(new { id = "test:unseen", title = "Seen" });

        Assert.Equal(2, gone);
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from title where revision = @dead", new { dead }, Cancel));
        // Its ordinal was given back: no hole stays.
        Assert.True(app.Catalogue.Current.TryOrdinal("test:unseen", out var ordinal) && ordinal == 10);
    }

    [Theory, EachDatabase]
    public async Task What_people_edit_while_an_import_runs_stays_as_they_left_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2_000);
        var file = string.Join('\n', Enumerable.Range(1, 2_000).Select(n => $$"""{"id": "test:{{n}}", "kind": "clip", "title": "From the file {{n}}"}"""));
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var received = await app.Get<ITitleImport>().ReceiveAsync(new ImportRequest("a.ndjson"), body, Cancel);
        var meanwhile = new Once(async () =>
        {
            var editor = app.Get<TitleEditor>();
            using var patch = JsonDocument.Parse("""{"title": "By hand"}""");
            Assert.True((await editor.PatchAsync("test:5", patch.RootElement, _ => null, "ed", Cancel)).Succeeded);
            Assert.True((await editor.RemoveAsync("test:1500", "ed", Cancel)).Succeeded);
            // Nothing of the import is there yet.
            Assert.Equal("Title number 6", app.Catalogue.Current.NameOf(5));
        });

        var report = (await app.Get<ITitleImport>().RunAsync(received.Value, meanwhile, Cancel)).Value;

        var snapshot = app.Catalogue.Current;
        Assert.Equal(("By hand", "From the file 6"), (snapshot.NameOf(4), snapshot.NameOf(5)));
        Assert.Equal(Visibility.Removed, snapshot.VisibilityOf(1_499));
        Assert.Contains(report.Issues, issue => issue is { Code: "edited-meanwhile", Id: "test:5" });
        Assert.Equal(1_999, snapshot.Titles);
    }

    [Theory, EachDatabase]
    public async Task What_another_process_imports_is_seen_without_being_told(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3);
        await using var command = Other(app);
        using var body = new MemoryStream("""{"id": "test:elsewhere", "kind": "movie", "title": "Elsewhere", "creator": "Another"}"""u8.ToArray());
        var import = command.Services.GetRequiredService<ITitleImport>();

        var report = await import.RunAsync((await import.ReceiveAsync(new ImportRequest("x.ndjson"), body, Cancel)).Value, null, Cancel);

        Assert.Equal(1, report.Value.Accepted);
        await app.UntilAsync(() => Task.FromResult(app.Catalogue.Current.TryOrdinal("test:elsewhere", out _)));
        Assert.Equal("Another", app.Catalogue.Current.Card(3).CreatorName);
    }

    [Theory, EachDatabase]
    public async Task Superseded_versions_are_swept_and_the_visible_ones_stay(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Catalog:KeepSupersededSeconds", "10"));
        await app.GivenManyTitlesAsync(900);
        await app.GivenTitlesAsync(Enumerable.Range(1, 900).Select(n => (object)new { id = $"test:{n}", kind = "clip", title = $"New {n}" }));
        var db = app.Get<Db>();
        await db.ExecuteAsync("update change_set set published_at = 0", null, Cancel);

        var gone = await app.Get<TitleSweep>().RunAsync(Cancel);

        Assert.Equal((900, 900L), (gone, await db.ScalarAsync<long>("select count(*) from title", null, Cancel)));
        await using var restarted = Other(app);
        await restarted.StartMigratedAsync(Cancel);
        Assert.Equal("New 900", restarted.Services.GetRequiredService<ICatalogue>().Current.NameOf(899));
    }

    [Theory, EachDatabase]
    public async Task An_import_that_went_through_is_not_done_twice(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var body = new MemoryStream("""{"id": "test:1", "kind": "movie", "title": "One"}"""u8.ToArray());
        var import = app.Get<ITitleImport>();
        var received = (await import.ReceiveAsync(new ImportRequest("x.ndjson"), body, Cancel)).Value;

        var first = (await import.RunAsync(received, null, Cancel)).Value;
        var again = (await import.RunAsync(received, null, Cancel)).Value;

        Assert.Equal((first.Accepted, first.Version), (again.Accepted, again.Version));
        Assert.Equal(1, app.Catalogue.Current.Version);
    }

    /// <summary>A second process on the same folder and database.</summary>
    private static Microsoft.AspNetCore.Builder.WebApplication Other(TestApp app)
    {
        var configuration = app.Get<IConfiguration>();
        string[] keys = ["Database:Engine", "Database:ConnectionString", "Database:Synchronous"];
        var settings = keys.ToDictionary(key => key, key => configuration[key]);
        settings["Urls"] = "http://127.0.0.1:0";
        settings["Jobs:Enabled"] = "false";
        return KinoraApp.Build(app.Get<DataFolder>().Path, settings);
    }

    private static StoredTitle Title(string id) =>
        TitleRules.Check(new TitleDraft { Id = id, Kind = "movie", Title = "Never to be seen" }, null, new Faults())!;

    /// <summary>Does something in the middle of an import, before its second chunk.</summary>
    private sealed class Once(Func<Task> action) : IProgress<ImportProgress>
    {
        private bool _done;

        public void Report(ImportProgress value)
        {
            if (_done)
                return;
            _done = true;
            action().GetAwaiter().GetResult();
        }
    }
}
