using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Tests.Columns;

public sealed class CatalogueColumnsTests
{
    [Fact]
    public void An_unrated_title_is_not_eligible_under_any_ceiling_below_eighteen()
    {
        var columns = Of(new TitleRow { Kind = TitleKind.Clip, DurationMs = 1_000 }, new TitleRow { Kind = TitleKind.Clip, DurationMs = 1_000, Age = 7 });

        var eligible = columns.Eligible(EligibilityFilter.For(TitleKind.Clip, ceiling: 12));

        Assert.Equal([false, true], [eligible.Has(0), eligible.Has(1)]);
        Assert.Equal(1, eligible.Dropped()[(int)DropReason.Maturity]);
        Assert.Equal(2, columns.Eligible(EligibilityFilter.For(TitleKind.Clip)).Count);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(180_000, true)]
    [InlineData(180_001, false)]
    public void A_clip_needs_a_known_duration_of_at_most_three_minutes(long durationMs, bool eligible)
    {
        var columns = Of(new TitleRow { Kind = TitleKind.Clip, DurationMs = durationMs });

        Assert.Equal(eligible, columns.Eligible(EligibilityFilter.For(TitleKind.Clip)).Has(0));
    }

    [Fact]
    public void A_movie_may_last_as_long_as_it_likes()
    {
        var columns = Of(new TitleRow { Kind = TitleKind.Movie, DurationMs = 9_000_000 });

        Assert.True(columns.Eligible(EligibilityFilter.For(TitleKind.Movie)).Has(0));
        Assert.False(columns.Eligible(EligibilityFilter.For(TitleKind.Movie, durationMaxMs: 8_999_999)).Has(0));
        Assert.False(columns.Eligible(EligibilityFilter.For(TitleKind.Clip)).Has(0));
    }

    [Fact]
    public void A_shadow_banned_title_is_its_owners_alone()
    {
        const TitleFlags Banned = TitleFlags.Ready | TitleFlags.ShadowBan;
        var columns = Of(new TitleRow { Kind = TitleKind.Clip, DurationMs = 5, Owner = 7, Flags = Banned });
        var (own, others) = (new List<int>(), new List<int>());
        columns.AddOwn(7, EligibilityFilter.For(TitleKind.Clip), own);
        columns.AddOwn(8, EligibilityFilter.For(TitleKind.Clip), others);

        Assert.False(columns.Eligible(EligibilityFilter.For(TitleKind.Clip)).Has(0));
        Assert.Equal([0], own);
        Assert.Empty(others);
    }

    [Fact]
    public void A_change_replaces_its_chunk_and_shares_the_others()
    {
        var first = new ColumnChunkBuilder();
        for (var i = 0; i < ColumnChunk.Size; i++)
            first.Set(i, new TitleRow { Kind = TitleKind.Clip, DurationMs = 1_000, Creator = i % 9 });
        var second = new ColumnChunkBuilder();
        second.Set(ColumnChunk.Size + 3, new TitleRow { Kind = TitleKind.Clip, DurationMs = 1_000 });
        var before = new CatalogueColumns(1, [first.Build(), second.Build()], []);

        var change = new ColumnChunkBuilder(before.Chunks[1]);
        change.Remove(ColumnChunk.Size + 3);
        change.Set(ColumnChunk.Size, new TitleRow { Kind = TitleKind.Clip, DurationMs = 1_000 });
        var after = before.With(2, new Dictionary<int, ColumnChunk> { [1] = change.Build() });

        Assert.Same(before.Chunks[0], after.Chunks[0]);
        Assert.Equal([true, false], [before.Has(ColumnChunk.Size + 3), after.Has(ColumnChunk.Size + 3)]);
        Assert.Equal([false, true], [before.Has(ColumnChunk.Size), after.Has(ColumnChunk.Size)]);
        Assert.Equal(ColumnChunk.Size + 1, after.Eligible(EligibilityFilter.For(TitleKind.Clip)).Count);
    }

    [Fact]
    public void Titles_are_found_by_what_they_have_in_common()
    {
        var (noir, tag) = (Feature.Topic("Film Noir"), Feature.Topic("detective"));
        var columns = Of(
            new TitleRow { Features = [noir, Feature.Word("laura"), Feature.Creator(3)] },
            new TitleRow { Features = [tag] },
            new TitleRow { Features = [tag, Feature.Topic("film noir")] });
        var found = new List<int>();
        columns.AddWith(noir, found);

        Assert.Equal([0, 2], found);
    }

    [Fact]
    public void Likeness_is_what_two_titles_share_of_all_they_have_and_themes_do_not_count()
    {
        var columns = Of(
            new TitleRow { Features = [Feature.Topic("noir"), Feature.Word("laura"), Feature.Theme("obsession")] },
            new TitleRow { Features = [Feature.Topic("noir"), Feature.Word("gilda"), Feature.Theme("obsession")] },
            new TitleRow());

        Assert.Equal(1.0 / 3, Similarity.Of(columns, 0, 1), 12);
        Assert.Equal(1, Similarity.Of(columns, 0, 0));
        Assert.Equal(0, Similarity.Of(columns, 0, 2));
    }

    [Fact]
    public void Case_accents_and_class_do_not_make_another_topic()
    {
        Assert.Equal(Feature.Topic("Comédie"), Feature.Topic("comedie"));
        Assert.Equal(Feature.Topic("noir"), Feature.AsTopic(Feature.Theme("NOIR")));
        Assert.NotEqual(Feature.Topic("noir"), Feature.Topic("noire"));
    }

    private static CatalogueColumns Of(TitleRow first, TitleRow second = default, TitleRow third = default)
    {
        var chunk = new ColumnChunkBuilder();
        chunk.Set(0, first);
        chunk.Set(1, second);
        chunk.Set(2, third);
        return new CatalogueColumns(1, [chunk.Build()], []);
    }
}
