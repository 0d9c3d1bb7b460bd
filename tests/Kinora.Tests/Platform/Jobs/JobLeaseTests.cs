using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Jobs;

public sealed class JobLeaseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Fifty_jobs_and_eight_runners_make_fifty_runs(string database)
    {
        var probe = new Probe { Do = (_, _, _) => Task.Delay(1, Cancel) };
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => app.FileAsync($"{n}")));

        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(app.RunJobsAsync)));

        Assert.Equal(50, tries.Sum());
        Assert.Equal(50, probe.Ran.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(50, await app.Get<Db>().ScalarAsync<long>("select count(*) from job where state = 'done'", null, Cancel));
    }

    [Theory, EachDatabase]
    public async Task A_job_whose_process_died_runs_again_when_its_lease_lapses_and_the_dead_can_note_nothing(string database)
    {
        var (probe, clock) = (new Probe(), new TestClock());
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe, clock));
        var id = await app.FileAsync("a");
        var store = app.Get<JobStore>();
        var dead = Assert.Single(await store.ClaimAsync("dead", 5, Lease, Cancel));

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await app.RunJobsAsync());
        Assert.False(await store.RenewAsync(dead, 0.2, null, Lease, Cancel));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await app.RunJobsAsync());
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await app.RunJobsAsync());

        Assert.Null(await store.RenewAsync(dead, 0.9, null, Lease, Cancel));
        Assert.False(await store.FinishAsync(dead, JobState.Failed, 0, null, "late", Cancel));
        Assert.False(await store.PutBackAsync(dead, clock.GetUtcNow(), 0, null, "late", uncounted: false, Cancel));
        var job = await app.JobAsync(id);
        Assert.Equal(("done", 2, (string?)null), (job.State, job.Attempt, job.Error));
    }

    [Theory, EachDatabase]
    public async Task A_process_frees_at_its_start_what_it_held_itself_and_nothing_else(string database)
    {
        await using var app = await TestApp.StartAsync(database, Probe.Declare(new Probe(), new TestClock()));
        var store = app.Get<JobStore>();
        var mine = await app.FileAsync("mine");
        await store.ClaimAsync("me", 1, Lease, Cancel);
        var other = await app.FileAsync("other");
        await store.ClaimAsync("other", 1, Lease, Cancel);

        Assert.Equal(1, await store.FreeAsync("me", Cancel));

        Assert.Equal(("queued", "running"), ((await app.JobAsync(mine)).State, (await app.JobAsync(other)).State));
    }

    [Theory, EachDatabase]
    public async Task A_job_that_kills_its_process_again_and_again_ends_as_failed(string database)
    {
        var (probe, clock) = (new Probe(), new TestClock());
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe, clock));
        var id = await app.FileAsync("a");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Single(await app.Get<JobStore>().ClaimAsync("dead", 1, Lease, Cancel));
            clock.Advance(Lease);
            await app.Get<JobStore>().FreeAsync(null, Cancel);
        }

        Assert.Equal("failed", (await app.JobAsync(id)).State);
        Assert.Equal(0, await app.RunJobsAsync());
    }

    [Fact]
    public async Task Two_processes_on_one_folder_have_different_ids_and_a_restarted_one_has_its_own_again()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        var folder = new Kinora.Platform.DataFolder(own.Folder);
        string first, second;
        using (var one = new Kinora.Platform.Instance(folder, TimeProvider.System))
        using (var two = new Kinora.Platform.Instance(folder, TimeProvider.System))
            (first, second) = (one.Id, two.Id);
        using var again = new Kinora.Platform.Instance(folder, TimeProvider.System);

        Assert.NotEqual(first, second);
        Assert.Equal(first, again.Id);
    }
}
