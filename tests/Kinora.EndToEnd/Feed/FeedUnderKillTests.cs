using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd.Feed;

[Collection(AloneOnTheMachine.Name)]
public sealed class FeedUnderKillTests
{
    [Fact]
    public async Task Nothing_repeats_and_nothing_acknowledged_is_lost_while_the_server_is_killed_again_and_again()
    {
        var folder = Directory.CreateTempSubdirectory("kinora-chaos-").FullName;
        var tokens = await FeedChaosData.MakeAsync(folder, titles: 1_300, people: 3);

        var found = await new FeedChaos(folder, tokens, new FeedChaos.Plan(300)).RunAsync();

        Assert.Empty(found.Repeats);
        Assert.Empty(found.Short);
        Assert.Empty(found.Lost);
        Assert.Empty(found.Changed);
        Assert.Equal(300, found.Pages);
        Assert.True(found.Kills > 5, $"{found.Kills} kills are not enough to say anything.");
        Directory.Delete(folder, recursive: true);
    }
}
