using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Platform.Telemetry;
using Kinora.Tests.Platform.Http;
using Kinora.Tests.Platform.Jobs;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Platform.Telemetry;

public sealed class TelemetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Metrics_count_requests_by_route_and_status_jobs_commits_and_what_waits(string database)
    {
        await using var app = await TestApp.StartAsync(database, Probe.Declare(new Probe()));
        app.Http.DefaultRequestHeaders.Authorization = TestCallers.Header(Role.Viewer, "ann");
        await app.FileAsync("a");
        await app.RunJobsAsync();
        await app.FileAsync("b");
        await app.Http.GetAsync("/api/jobs/one", Cancel);
        await app.Http.GetAsync("/api/jobs/two", Cancel);
        await app.Http.GetAsync("/nowhere/at/all", Cancel);

        var text = await app.Http.GetStringAsync("/metrics", Cancel);

        Assert.Contains("kinora_requests_total{method=\"GET\",route=\"/api/jobs/{id}\",status=\"404\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("kinora_requests_total{method=\"GET\",route=\"(none)\",status=\"404\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("kinora_request_seconds_count{route=\"/api/jobs/{id}\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("kinora_jobs_total{kind=\"test.probe\",state=\"done\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("kinora_queue_depth{queue=\"jobs\"} 1\n", text, StringComparison.Ordinal);
        Assert.Matches("kinora_commit_seconds_count [1-9]", text);
        Assert.Matches("kinora_catalogue_age_seconds [0-9]", text);
        Assert.Contains($"kinora_build_info{{version=\"{ProductVersion.Text}\"}} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_for_this_machine_and_for_who_has_the_token()
    {
        await using var app = await ProblemTests.StartAsync(null, ("Http:MetricsToken", "scrape"));
        async Task<HttpStatusCode> AskAsync(string? token, bool forwarded)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            if (token is not null)
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            if (forwarded)
                request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            return (await app.Http.SendAsync(request, Cancel)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync(null, forwarded: false));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(null, forwarded: true));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("other", forwarded: true));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("scrape", forwarded: true));
    }

    [Fact]
    public async Task Ready_names_what_is_optional_and_down_and_is_503_only_for_what_is_required()
    {
        var (optional, required) = (new Part("mirror", false), new Part("disk", true));
        await using var app = await TestApp.StartAsync(
            "sqlite", services => services.AddSingleton<IHealthPart>(optional).AddSingleton<IHealthPart>(required));

        var ready = await app.Http.GetFromJsonAsync<JsonObject>("/health/ready", Cancel);
        Assert.Equal(("ready", ProductVersion.Text), ((string?)ready!["status"], (string?)ready["version"]));

        optional.State = _ => throw new InvalidOperationException("secret words");
        var degraded = await app.Http.GetStringAsync("/health/ready", Cancel);
        Assert.Contains("\"status\":\"degraded\"", degraded, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"mirror\",\"state\":\"down\"", degraded, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", degraded, StringComparison.Ordinal);

        required.State = async cancel =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return new HealthState(true);
        };
        var problem = await ProblemTests.AssertProblemAsync(await app.Http.GetAsync("/health/ready", Cancel), 503, "not-ready", null);
        Assert.Contains("disk", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/health/live", Cancel)).StatusCode);
    }

    [Fact]
    public void Text_is_escaped_and_buckets_add_up()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var store = new MetricStore(meters);
        var meter = meters.Create("Kinora.Test");
        meter.CreateCounter<long>("kinora_test").Add(3, new KeyValuePair<string, object?>("a", "x\"\\\ny"));
        var histogram = meter.CreateHistogram<double>("kinora_test_seconds", "s");
        foreach (var value in new[] { 0.001, 0.002, 3, 99 })
            histogram.Record(value);
        meters.Create("Somebody.Else").CreateCounter<long>("other").Add(1);

        var lines = PrometheusText.Of(store.Read()).Split('\n');

        Assert.Contains("kinora_test_total{a=\"x\\\"\\\\\\ny\"} 3", lines);
        Assert.Contains("kinora_test_seconds_bucket{le=\"0.001\"} 1", lines);
        Assert.Contains("kinora_test_seconds_bucket{le=\"0.0025\"} 2", lines);
        Assert.Contains("kinora_test_seconds_bucket{le=\"5\"} 3", lines);
        Assert.Contains("kinora_test_seconds_bucket{le=\"+Inf\"} 4", lines);
        Assert.Contains("kinora_test_seconds_count 4", lines);
        Assert.DoesNotContain(lines, line => line.Contains("other", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_that_cannot_be_are_all_named_at_once_with_what_they_may_be()
    {
        var folder = Directory.CreateTempSubdirectory("kinora-test-").FullName;
        var settings = new Dictionary<string, string?>
        {
            ["Database:Engine"] = "oracle",
            ["Database:StatementSeconds"] = "0",
            ["Http:UserPerMinute"] = "many",
            ["Jobs:Runners"] = "1000",
            ["Http:Proxies:0"] = "nowhere",
        };

        var fault = Assert.Throws<SettingsException>(() => Kinora.Server.KinoraApp.Build(folder, settings));

        Assert.Equal(
            [
                "Database:Engine must be 'sqlite' or 'postgres'.",
                "Database:StatementSeconds must be from 1 to 600.",
                "Http:UserPerMinute must be of the kind Int32; it is 'many'.",
                "Jobs:Runners must be from 1 to 64.",
            ],
            fault.Errors);
        settings["Http:UserPerMinute"] = "1";
        fault = Assert.Throws<SettingsException>(() => Kinora.Server.KinoraApp.Build(folder, settings));
        Assert.Contains(fault.Errors, error => error.StartsWith("Http:Proxies", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Part(string name, bool required) : IHealthPart
    {
        public string Name => name;

        public bool Required => required;

        public Func<CancellationToken, Task<HealthState>> State { get; set; } = _ => Task.FromResult(new HealthState(true));

        public Task<HealthState> CheckAsync(CancellationToken cancel) => State(cancel);
    }
}
