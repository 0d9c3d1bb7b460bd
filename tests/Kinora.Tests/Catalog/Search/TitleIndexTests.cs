using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

public sealed class TitleIndexTests
{
    [Fact]
    public void Names_are_given_back_as_they_came()
    {
        var library = Library.Of("Amélie", "", "C.H.U.D.", "🎬", new string('x', 5000));
        library[7] = new Library.Entry { Name = new TitleName("天国と地獄", "High and Low") };
        library[Bits.Titles + 3] = new Library.Entry { Name = new TitleName("Far") };
        var index = library.Index();
        foreach (var (ordinal, title) in library.Titles) Assert.Equal(title.Name, index.NameOf(ordinal));
        Assert.Null(index.NameOf(5));
        Assert.Null(index.NameOf(-1));
        Assert.Null(index.NameOf(Bits.Titles * 9));
    }

    [Fact]
    public void An_edit_is_seen_in_the_new_index_and_not_in_the_old()
    {
        var before = Library.Of("Laura", "Gilda").Index();
        var after = before.With(new Dictionary<int, TitleName?> { [0] = new TitleName("Vertigo"), [1] = null, [2] = new TitleName("Rebecca") });
        Assert.Equal(["Laura", "Gilda", null], Enumerable.Range(0, 3).Select(o => before.NameOf(o)?.Name));
        Assert.Equal(["Vertigo", null, "Rebecca"], Enumerable.Range(0, 3).Select(o => after.NameOf(o)?.Name));
        Assert.Equal((0, 3), (before.Edits, after.Edits));
    }

    [Fact]
    public void Edits_made_during_a_merge_stand_on_top_of_it()
    {
        var before = Library.Of("Laura", "Gilda").Index().With(new Dictionary<int, TitleName?> { [0] = new TitleName("Vertigo"), [1] = null });
        var merged = before.Merge(TestContext.Current.CancellationToken);
        Assert.Same(merged.Chunks[0], before.Over(merged, before).Chunks[0]);
        var now = before.With(new Dictionary<int, TitleName?> { [1] = new TitleName("Gilda again"), [Bits.Titles] = new TitleName("Far") }).Over(merged, before);
        Assert.Equal(["Vertigo", "Gilda again", "Far"], new[] { 0, 1, Bits.Titles }.Select(o => now.NameOf(o)?.Name));
        Assert.Equal(2, now.Edits);
    }

    [Fact]
    public void An_edit_that_changes_nothing_costs_nothing_and_of_several_the_last_holds()
    {
        var before = Library.Of("Laura", "Gilda").Index();
        Assert.Same(before.Chunks[0], before.With([Edit(0, "Laura"), Edit(7, null)]).Chunks[0]);
        var after = before.With([Edit(0, "Vertigo"), Edit(0, "Laura"), Edit(1, "Rebecca"), Edit(1, null)]);
        Assert.Equal(("Laura", null), (after.NameOf(0)?.Name, after.NameOf(1)?.Name));
    }

    [Fact]
    public void Where_many_edits_come_together_they_go_into_the_base()
    {
        var index = Library.Of("Laura").Index();
        index = index.With(Enumerable.Range(0, TitleChunk.MostEdits).Select(i => Edit(i, $"Star {i}")));
        Assert.Equal(TitleChunk.MostEdits, index.Edits);
        for (var i = TitleChunk.MostEdits; i < TitleChunk.MostEdits + 10; i++) index = index.With([Edit(i, $"Star {i}")]);
        Assert.Equal(9, index.Edits);
        Assert.Equal("Star 0", index.NameOf(0)?.Name);
        Assert.Equal($"Star {TitleChunk.MostEdits + 9}", index.NameOf(TitleChunk.MostEdits + 9)?.Name);
    }

    private static KeyValuePair<int, TitleName?> Edit(int ordinal, string? name) =>
        KeyValuePair.Create(ordinal, name is null ? (TitleName?)null : new TitleName(name));

    [Fact]
    public async Task Readers_see_whole_answers_while_edits_and_merges_go_on()
    {
        var cancel = TestContext.Current.CancellationToken;
        var library = Library.Of([.. Enumerable.Range(0, 200).Select(i => $"Star {i}")]);
        var current = library.Index();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                var answers = 0;
                while (!done.IsCancellationRequested || answers == 0)
                {
                    // Every edit renames one title from one word to the other, so each state holds 200 of both.
                    var search = new TitleSearch(Volatile.Read(ref current), FacetIndex.Empty, library);
                    var (star, moon) = (search.Find(new TitleRequest { Query = "star" }).Total, search.Find(new TitleRequest { Query = "moon" }).Total);
                    Assert.Equal(200, star + moon);
                    answers++;
                }
            },
            cancel)).ToArray();
        for (var i = 0; i < 150; i++)
        {
            var word = i % 2 == 0 ? "Moon" : "Star";
            current = current.With([KeyValuePair.Create(i * 7 % 200, (TitleName?)new TitleName($"{word} {i}"))]);
            if (i % 20 == 19) current = current.Over(current.Merge(cancel), current);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }
}
