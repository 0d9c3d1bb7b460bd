using Kinora.Ranking.Simulation;

namespace Kinora.Ranking.Tests.Simulation;

public sealed class SimulationTests
{
    private static readonly SimulationOptions Small = new() { People = 30, Clips = 900, Creators = 40, Days = 12, Seed = 3 };

    [Fact]
    public void A_small_town_is_served_without_a_fault_and_better_than_by_chance()
    {
        var (said, cancel) = (new List<double>(), TestContext.Current.CancellationToken);
        var report = SimulationRun.Run(Small, said.Add, cancel);

        Assert.Equal((0, 0), (report.EarlyRepeats, report.ShortPages));
        Assert.Equal((Small.Days, 1.0), (said.Count, said[^1]));
        Assert.Equal(report.Places, report.Pages * Small.PageSize);
        Assert.InRange(report.Good, report.ByChance, report.Best);
        Assert.InRange(report.LateRegret, 0, report.Best);
        Assert.InRange(report.Explored, 0.02, 0.2);
        Assert.Equal(report, SimulationRun.Run(Small, _ => { }, cancel));
    }

    [Fact]
    public void Without_exploration_nothing_is_drawn_and_fewer_clips_are_ever_seen()
    {
        var cancel = TestContext.Current.CancellationToken;
        var with = SimulationRun.Run(Small, _ => { }, cancel);
        var without = SimulationRun.Run(Small with { Explores = false }, _ => { }, cancel);
        Assert.Equal(0, without.Explored);
        Assert.True(with.Coverage >= without.Coverage, $"{with.Coverage} {without.Coverage}");
    }
}
