using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Jobs;

public sealed class JobTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_job_is_filed_with_the_transaction_that_asks_for_it_and_not_without(string database)
    {
        var probe = new Probe();
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe));
        var kept = await app.FileAsync("kept");
        await app.Get<Db>().TransactAsync<Outcome<Done>>(
            async tx =>
            {
                await app.Get<IJobs>().AddAsync<ProbeJob>(tx, new ProbeJob.Args("refused"));
                return new Refusal(RefusalKind.Invalid, "no", "No.");
            },
            Cancel);

        Assert.Equal(1, await app.RunJobsAsync());
        Assert.Equal(["kept"], probe.Ran);
        var job = await app.JobAsync(kept);
        Assert.Equal(("done", 1.0, 1), (job.State, job.Progress, job.Attempt));
    }

    [Theory, EachDatabase]
    public async Task A_failing_job_waits_longer_each_time_and_then_stays_failed_until_it_is_retried(string database)
    {
        var (probe, clock) = (new Probe(), new TestClock());
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe, clock));
        probe.Do = (_, _, _) => throw new InvalidOperationException("broken");
        var id = await app.FileAsync("a");

        Assert.Equal(1, await app.RunJobsAsync());
        var first = await app.JobAsync(id);
        Assert.Equal("queued", first.State);
        Assert.InRange(first.DueAt - clock.GetUtcNow().ToUnixTimeMilliseconds(), 2500, 5000);
        Assert.Equal(0, await app.RunJobsAsync());
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await app.RunJobsAsync());
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await app.RunJobsAsync());
        var dead = await app.JobAsync(id);
        Assert.Equal(("failed", 3, "InvalidOperationException: broken"), (dead.State, dead.Attempt, dead.Error));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, probe.Ran.Count - 3);

        probe.Do = (_, _, _) => Task.CompletedTask;
        Assert.True(await app.Get<Db>().TransactAsync(tx => app.Get<JobStore>().RetryAsync(tx, id), Cancel));
        await app.RunJobsAsync();
        Assert.Equal("done", (await app.JobAsync(id)).State);
    }

    [Theory, EachDatabase]
    public async Task A_kind_that_nobody_declares_is_seen_as_an_error(string database)
    {
        await using var app = await TestApp.StartAsync(database, Probe.Declare(new Probe()));
        var id = await app.FileAsync("a");
        await app.Get<Db>().ExecuteAsync("update job set kind = 'gone.kind', tries = 1 where id = @id", new { id }, Cancel);

        await app.RunJobsAsync();

        var job = await app.JobAsync(id);
        Assert.Equal("failed", job.State);
        Assert.Contains("'gone.kind'", job.Error, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_same_key_waits_once_and_runs_again_when_filed_while_running(string database)
    {
        var probe = new Probe();
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe));
        var key = new JobFiling { Key = "k" };
        string? second = null;
        probe.Do = async (args, _, _) => second ??= await app.FileAsync("again", key);
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.FileAsync("a", key)));

        Assert.Single(ids.Distinct());
        await app.RunJobsAsync();
        Assert.Equal(["a", "again"], probe.Ran);
        Assert.NotEqual(ids[0], second);
    }

    [Theory, EachDatabase]
    public async Task Progress_and_report_are_kept_with_the_job(string database)
    {
        var probe = new Probe();
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe));
        probe.Do = (_, context, _) =>
        {
            context.Progress(0.4);
            context.Report(new { RowsRead = 7 });
            throw new JobFailedException("No such file.");
        };
        var id = await app.FileAsync("a");

        await app.RunJobsAsync();

        var job = await app.JobAsync(id);
        Assert.Equal(("failed", 0.4, """{"rows_read":7}""", "No such file."), (job.State, job.Progress, job.Report, job.Error));
    }

    [Fact]
    public async Task Filing_with_the_wrong_arguments_fails_at_once()
    {
        await using var app = await TestApp.StartAsync("sqlite", Probe.Declare(new Probe()));

        await Assert.ThrowsAsync<ArgumentException>(
            () => app.Get<Db>().TransactAsync(tx => app.Get<IJobs>().AddAsync<ProbeJob>(tx, "text"), Cancel));
    }

    [Fact]
    public void The_wait_grows_from_seconds_to_an_hour_and_stays_in_its_band()
    {
        for (var failures = 1; failures < 100; failures++)
        {
            var (low, high) = (Backoff.After(failures, 0), Backoff.After(failures, 1));
            Assert.Equal(high, low * 2);
            Assert.InRange(high, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));
            Assert.True(Backoff.After(failures + 1, 1) >= high);
        }
    }
}
