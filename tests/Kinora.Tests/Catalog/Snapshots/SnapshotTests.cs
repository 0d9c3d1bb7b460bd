using Kinora.Catalog.Titles;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Snapshots;

public sealed class SnapshotTests
{
    [Theory, EachDatabase]
    public async Task Ordinals_that_an_unfinished_import_holds_are_holes_over_the_end_of_a_chunk_too(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (db, changes, cancel) = (app.Get<Db>(), app.Get<ChangeSets>(), TestContext.Current.CancellationToken);
        await app.GivenManyTitlesAsync(3);
        var open = await db.TransactAsync(tx => changes.OpenAsync(tx, "import", "unfinished"), cancel);
        await db.TransactAsync(tx => TitleStore.StageAsync(tx, open, [Title("test:waiting")]), cancel);
        await db.ExecuteAsync("update catalogue_counter set value = 70000 where name = 'ordinal'", null, cancel);
        await app.GivenTitlesAsync(new { id = "test:after", title = "After" });

        var snapshot = app.Catalogue.Current;

        Assert.True(snapshot.TryOrdinal("test:after", out var after) && after == 70_000);
        Assert.Equal((70_001, 4, 2), (snapshot.Count, snapshot.Titles, snapshot.Chunks.Count));
        Assert.Equal(4, Enumerable.Range(0, snapshot.Count).Count(snapshot.Has));
        Assert.False(snapshot.TryOrdinal("test:waiting", out _));

        await db.TransactAsync(tx => changes.PublishAsync(tx, open), cancel);
        var next = await app.Catalogue.AtLeastAsync(snapshot.Version + 1, cancel);
        Assert.True(next.TryOrdinal("test:waiting", out var waiting) && waiting == 3);
        Assert.False(snapshot.Has(3));
    }

    private static StoredTitle Title(string id) =>
        TitleRules.Check(new TitleDraft { Id = id, Kind = "movie", Title = "Waiting" }, null, new Faults())!;
}
