using Kinora.Ranking.Experiments;

namespace Kinora.Ranking.Tests.Experiments;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("exploration", "018f2b6e-0000-7000-8000-000000000001", 3310)]
    [InlineData("ranker", "018f2b6e-0000-7000-8000-000000000001", 882)]
    [InlineData("exploration", "018f2b6e-0000-7000-8000-000000000002", 6544)]
    [InlineData("ranker", "Zoë", 9981)]
    public void A_bucket_is_what_another_program_computes_from_the_description(string flag, string profile, int bucket) =>
        Assert.Equal(bucket, Buckets.Of(flag, profile));

    [Fact]
    public void Buckets_are_even_and_those_of_two_flags_have_nothing_to_do_with_each_other()
    {
        const int People = 40_000;
        var (counts, both) = (new int[20], new int[2, 2]);
        for (var person = 0; person < People; person++)
        {
            var (one, other) = (Buckets.Of("exploration", $"p{person}"), Buckets.Of("ranker", $"p{person}"));
            counts[one / 500]++;
            both[one / 5000, other / 5000]++;
        }

        // Chi-squared with 19 degrees of freedom stays below 43.8 in all but one case of a thousand.
        Assert.True(counts.Sum(count => Math.Pow(count - (People / 20), 2) / (People / 20)) < 43.8);
        foreach (var count in both)
            Assert.InRange(count, (People / 4) - 400, (People / 4) + 400);
    }

    [Fact]
    public void Whatever_the_changes_are_who_grows_loses_nobody_and_the_sizes_are_as_wanted()
    {
        var random = new Random(1);
        string[] variants = ["control", "less", "more"];
        var allocation = Allocation.Empty;
        for (var turn = 0; turn < 2_000; turn++)
        {
            var sizes = variants.Select(variant => (variant, random.Next(3) == 0 ? allocation.SizeOf(variant) : random.Next(3400))).ToArray();
            var next = allocation.With(sizes);
            foreach (var (variant, size) in sizes)
            {
                Assert.Equal(size, next.SizeOf(variant));
                if (size < allocation.SizeOf(variant))
                    continue;
                Assert.All(allocation.Stretches.Where(stretch => stretch.Variant == variant), stretch =>
                {
                    for (var bucket = stretch.From; bucket < stretch.To; bucket += 97)
                        Assert.Equal(variant, next.VariantOf(bucket));
                });
            }

            allocation = new Allocation(next.Stretches);
        }
    }

    [Fact]
    public void Half_and_half_grown_from_a_tenth_each_by_hand()
    {
        var tenth = Allocation.Empty.With([("control", 1000), ("more", 1000)]);
        var half = tenth.With([("control", 5000), ("more", 5000)]);
        Assert.Equal([new Stretch(0, 1000, "control"), new(1000, 2000, "more")], tenth.Stretches);
        Assert.Equal([new Stretch(0, 1000, "control"), new(1000, 2000, "more"), new(2000, 6000, "control"), new(6000, 10_000, "more")], half.Stretches);
        Assert.Equal(("control", "more", null), (tenth.VariantOf(999), tenth.VariantOf(1000), tenth.VariantOf(2000)));
        Assert.Equal([new Stretch(0, 500, "control")], tenth.With([("control", 500)]).Stretches);
    }

    [Fact]
    public void Too_much_and_what_is_no_allocation_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Allocation.Empty.With([("control", 6000), ("more", 4001)]));
        Assert.Throws<InvalidDataException>(() => new Allocation([new(0, 10, "a"), new(9, 20, "b")]));
        Assert.Throws<InvalidDataException>(() => new Allocation([new(9_999, 10_001, "a")]));
    }
}
