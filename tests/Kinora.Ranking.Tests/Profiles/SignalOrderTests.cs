using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Profiles;

public sealed class SignalOrderTests
{
    private const long Now = 1_800_000_000_000;
    private const int Cases = 2_000;

    private static readonly CatalogueColumns Columns = TestCatalogue.Of([.. Enumerable.Range(0, 12).Select(i =>
        new TestTitle { Creator = i % 4, Genres = [i % TestCatalogue.Genres, (i + 1) % TestCatalogue.Genres], DurationMs = 30_000, PublishedAt = Now - i * 86_400_000L })]);

    [Fact]
    public void Signals_in_any_order_doubled_and_late_give_the_same_state() => Parallel.For(0, Cases, seed =>
    {
        var random = new Random(seed);
        var facts = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Fact(random)).ToArray();
        var (one, other) = (New(), New());
        foreach (var fact in facts)
            one.Apply(fact);
        var shuffled = facts.Concat(facts.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        foreach (var fact in shuffled)
            other.Apply(fact);
        one.Reset(Now - 86_400_000);
        other.Reset(Now - 86_400_000);

        Assert.Equal(ProfileStatePack.WriteWithoutArrivals(one), ProfileStatePack.WriteWithoutArrivals(other));
        Assert.Equal(Summary(one), Summary(other));
        Assert.Equal(ProfileStatePack.Write(one), ProfileStatePack.Write(ProfileStatePack.Read(ProfileStatePack.Write(one))));
        Assert.Equal(Summary(one), Summary(ProfileStatePack.Read(ProfileStatePack.Write(one))));
    });

    [Fact]
    public void A_fact_more_changes_the_state_so_that_equality_means_something()
    {
        var random = new Random(1);
        var (one, other) = (New(), New());
        for (var i = 0; i < 20; i++)
        {
            var fact = Fact(random) with { Kind = FactKind.Progress };
            one.Apply(fact);
            if (i != 7)
                other.Apply(fact);
        }

        Assert.NotEqual(ProfileStatePack.WriteWithoutArrivals(one), ProfileStatePack.WriteWithoutArrivals(other));
        Assert.NotEqual(Summary(one), Summary(other));
    }

    private static ProfileState New()
    {
        var state = new ProfileState();
        state.Serve(Session, 1, 1, [0, 1, 2, 3], Now - 7_200_000);
        return state;
    }

    private static Guid Session { get; } = new(1, 2, 3, new byte[8]);

    private static SignalFact Fact(Random random)
    {
        var id = new byte[16];
        random.NextBytes(id);
        var kind = (FactKind)random.Next(1, Enum.GetValues<FactKind>().Length);
        var (title, from) = (random.Next(Columns.Count), random.Next(30_000));
        var at = Now - random.Next(2) * random.NextInt64(40L * 86_400_000) - random.Next(6) * 600_000;
        var aboutCreator = kind is FactKind.Follow or FactKind.Unfollow || random.Next(3) == 0;
        return new SignalFact
        {
            EventId = new Guid(id),
            Kind = kind,
            At = at,
            ReceivedAt = Now - random.Next(3_600_000),
            Title = title,
            Target = aboutCreator ? random.Next(4) : title,
            TargetKind = aboutCreator ? FactTarget.Creator : FactTarget.Title,
            FeedSession = random.Next(3) == 0 ? Session : default,
            PositionMs = random.Next(3) == 0 ? random.Next(30_000) : -1,
            DurationMs = random.Next(3) == 0 ? 0 : 30_000,
            Watched = random.Next(2) == 0 ? [new Interval(from, from + random.Next(10_000))] : [],
            Device = (Device)random.Next(5),
        };
    }

    /// <summary>Everything derived, to the last bit.</summary>
    private static string Summary(ProfileState state)
    {
        var taste = Taste.Of(Columns, state, SharedState.Empty, Now);
        var slots = Enumerable.Range(0, 12).SelectMany(taste.Habits.OfSlot).Concat(taste.Habits.OfDevice(Device.Phone));
        var affinities = Enumerable.Range(0, 4).Select(taste.Affinities.Creator).Concat(Enumerable.Range(0, TestCatalogue.Genres).Select(taste.Affinities.Genre));
        var numbers = affinities.Concat(slots).Concat(taste.GenreShares).Append(taste.MedianMs).Append(taste.HalfLifeDays).Append(taste.CompletedTitles);
        return $"{taste.Rates} {string.Join(' ', numbers.Select(BitConverter.DoubleToInt64Bits))}";
    }
}
