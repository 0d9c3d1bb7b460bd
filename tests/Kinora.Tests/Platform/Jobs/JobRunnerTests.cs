using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using NodaTime;

namespace Kinora.Tests.Platform.Jobs;

public sealed class JobRunnerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_filed_job_runs_by_itself_and_is_cancelled_by_the_one_who_started_it(string database)
    {
        var started = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var probe = new Probe
        {
            Do = async (_, context, cancel) =>
            {
                context.Progress(0.5);
                started.SetResult();
                await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stopped.SetResult();
                cancel.ThrowIfCancellationRequested();
            },
        };
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe), ("Jobs:Enabled", "true"));
        var id = await app.FileAsync("a", new JobFiling { UserId = "id-ann" });
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        app.Http.DefaultRequestHeaders.Authorization = TestCallers.Header(Role.Viewer, "bob");
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.DeleteAsync($"/api/jobs/{id}", Cancel)).StatusCode);
        app.Http.DefaultRequestHeaders.Authorization = TestCallers.Header(Role.Viewer, "ann");
        var job = await app.Http.GetFromJsonAsync<JsonObject>($"/api/jobs/{id}", Cancel);
        Assert.Equal("running", (string?)job!["state"]);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.DeleteAsync($"/api/jobs/{id}", Cancel)).StatusCode);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        await app.UntilAsync(async () => (await app.JobAsync(id)).State == "cancelled");
        Assert.Equal(HttpStatusCode.Conflict, (await app.Http.DeleteAsync($"/api/jobs/{id}", Cancel)).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Http.PostAsync($"/api/admin/jobs/{id}/retry", null, Cancel)).StatusCode);
        app.Http.DefaultRequestHeaders.Authorization = TestCallers.Header(Role.Admin, "eve");
        Assert.Equal(HttpStatusCode.Conflict, (await app.Http.PostAsync($"/api/admin/jobs/{id}/cancel", null, Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_job_that_runs_elsewhere_notices_that_it_is_cancelled(string database)
    {
        var probe = new Probe { Do = (_, _, cancel) => Task.Delay(Timeout.Infinite, cancel) };
        await using var app = await TestApp.StartAsync(database, Probe.Declare(probe), ("Jobs:LeaseSeconds", "2"));
        var id = await app.FileAsync("a");
        var running = Task.Run(app.RunJobsAsync);
        await app.UntilAsync(() => Task.FromResult(!probe.Ran.IsEmpty));

        await app.Get<Kinora.Platform.Database.Db>().TransactAsync(tx => app.Get<JobStore>().CancelAsync(tx, id), Cancel);
        await running.WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.Equal("cancelled", (await app.JobAsync(id)).State);
    }

    [Theory, EachDatabase]
    public async Task A_schedule_files_its_job_once_an_interval_however_many_processes_look(string database)
    {
        var (probe, clock) = (new Probe(), new TestClock());
        await using var app = await TestApp.StartAsync(database, services =>
        {
            Probe.Declare(probe, clock)(services);
            services.AddSchedule<ProbeJob>(TimeSpan.FromMinutes(10), new ProbeJob.Args("tick"));
        });
        await app.RunJobsAsync();
        Assert.Empty(probe.Ran);

        clock.Advance(TimeSpan.FromMinutes(10));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(app.RunJobsAsync)));
        Assert.Single(probe.Ran);

        clock.Advance(TimeSpan.FromMinutes(35));
        await app.RunJobsAsync();
        Assert.Equal(2, probe.Ran.Count);

        clock.Advance(TimeSpan.FromDays(-30));
        await app.RunJobsAsync();
        clock.Advance(TimeSpan.FromMinutes(10));
        await app.RunJobsAsync();
        Assert.Equal(3, probe.Ran.Count);
    }

    [Fact]
    public void A_daily_time_keeps_to_the_local_clock_through_both_clock_changes()
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        DateTimeOffset Next(string now, int hour, int minute) =>
            new Daily(new LocalTime(hour, minute), berlin).Next(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal("2026-03-28T02:30:00Z", $"{Next("2026-03-28T01:00:00Z", 3, 30):yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Equal("2026-03-29T01:30:00Z", $"{Next("2026-03-28T12:00:00Z", 2, 30):yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Equal("2026-10-25T00:30:00Z", $"{Next("2026-10-24T12:00:00Z", 2, 30):yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Equal("2026-10-26T01:30:00Z", $"{Next("2026-10-25T00:30:00Z", 2, 30):yyyy-MM-ddTHH:mm:ssZ}");
    }
}
