using Kinora.Discovery;

namespace Kinora.Tests.Discovery.Profiles;

public sealed class ProfileLocksTests
{
    [Fact]
    public async Task Holders_of_one_profile_come_one_after_the_other_and_others_do_not_wait()
    {
        var locks = new ProfileLocks();
        var (inside, most, total) = (0, 0, 0);

        using (await locks.HoldAsync("other", TestContext.Current.CancellationToken))
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
            {
                using var held = await locks.HoldAsync("mine", TestContext.Current.CancellationToken);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                total++;
                Interlocked.Decrement(ref inside);
            }));
        }

        Assert.Equal((1, 100), (most, total));
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_line()
    {
        var locks = new ProfileLocks();
        using var impatient = new CancellationTokenSource();
        var held = await locks.HoldAsync("mine", TestContext.Current.CancellationToken);
        var waiting = locks.HoldAsync("mine", impatient.Token);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        held.Dispose();

        (await locks.HoldAsync("mine", TestContext.Current.CancellationToken)).Dispose();
    }
}
