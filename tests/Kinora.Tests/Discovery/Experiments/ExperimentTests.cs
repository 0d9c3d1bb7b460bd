using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Discovery.Experiments;
using Kinora.Platform.Database;
using Kinora.Tests.Support;
using static Kinora.Tests.Discovery.Experiments.Laboratory;

namespace Kinora.Tests.Discovery.Experiments;

public sealed class ExperimentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_a_person_does_in_seven_days_is_counted_once_they_are_over_and_only_of_those_who_share(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(60);
        var chief = await ChiefAsync(app);
        await SharingAsync(app, "ann");
        await SetAsync(chief, "exploration", new { control = 100 });
        await UseAsync("ann");
        await UseAsync("silent");
        await CountAsync(app);
        Assert.Equal((1, 0), CountsOf(await ReportAsync(chief, "exploration")));

        clock.Advance(TimeSpan.FromDays(7));
        await CountAsync(app);
        var report = await ReportAsync(chief, "exploration");

        Assert.Equal((1, 1), CountsOf(report));
        Assert.Equal((0.5, 0.25, 0.25, 1.0), (
            RateOf(report, "control", "completion"), RateOf(report, "control", "like"), RateOf(report, "control", "hide"), RateOf(report, "control", "return")));
        Assert.Equal(2, await app.Get<Db>().ScalarAsync<long>("select count(*) from experiment_person where counted_at is not null", null, Cancel));
        Assert.Equal(1, await app.Get<Db>().ScalarAsync<long>("select count(*) from experiment_person where seen = 4", null, Cancel));

        // Who no longer shares no longer counts, and who leaves takes it along.
        await app.Get<IProfiles>().ChangePreferencesAsync(await app.ProfileOfAsync("ann"), preferences => preferences with { ShareEngagement = false }, Cancel);
        Assert.Equal((0, 0), CountsOf(await ReportAsync(chief, "exploration")));
        Assert.True((await app.Get<IUsers>().RemoveAsync("ann", Cancel)).Succeeded);
        Assert.Equal(1, await app.Get<Db>().ScalarAsync<long>("select count(*) from experiment_person", null, Cancel));

        // Sees four titles, the first two to the end, likes the first, hides another, and comes back on the next day.
        async Task UseAsync(string name)
        {
            var feed = new FeedClient(await app.ClientAsAsync(name));
            var page = await feed.PageAsync();
            await feed.SeeAsync(page, page.Titles.Take(4), clock);
            await feed.PostAsync("/api/signals", new
            {
                events = page.Titles.Take(2).Select(title => new
                {
                    event_id = Guid.CreateVersion7().ToString(),
                    kind = "complete",
                    title_id = title,
                    at = clock.GetUtcNow(),
                    position_ms = 60_000,
                    duration_ms = 60_000,
                }).ToArray(),
            });
            Assert.True((await feed.Http.PostAsJsonAsync($"/api/ratings/{page.Titles[0]}", new { value = 1 }, Cancel)).IsSuccessStatusCode);
            Assert.True((await feed.Http.PostAsJsonAsync($"/api/viewing/not-interested/{page.Titles[7]}", new { }, Cancel)).IsSuccessStatusCode);
            clock.Advance(TimeSpan.FromHours(25));
            await feed.PageAsync();
            clock.Advance(-TimeSpan.FromHours(25));
        }

        static (int People, int Counted) CountsOf(JsonNode report) => ((int)ArmOf(report, "control")["people"]!, (int)ArmOf(report, "control")["counted"]!);
    }

    [Theory, EachDatabase]
    public async Task A_planted_difference_is_seen_nothing_else_is_and_a_lost_half_raises_the_alarm(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var chief = await ChiefAsync(app);
        await SetAsync(chief, "ranker", new { control = 50, baseline = 50 });
        var round = (await app.Get<FlagStore>().CurrentAsync(Cancel)).Single();
        var few = await ReportAsync(chief, "ranker");
        Assert.Equal(("too_few", null), ((string?)ComparisonOf(few, "baseline", "return")["verdict"], (double?)ComparisonOf(few, "baseline", "return")["difference"]));
        Assert.Contains("cannot be told from the log", (string?)few["estimates"]!["why"], StringComparison.Ordinal);

        // Of the baselines' people a fifth comes back, of the model's four fifths; both see half of everything to the end.
        for (var person = 0; person < 160; person++)
        {
            var variant = person % 2 == 0 ? "control" : "baseline";
            var returned = (person / 2 % 5 == 0) == (variant == "baseline");
            await PlantAsync(app, await SharingAsync(app, $"p{person}"), round, variant, round.Since + person, new PersonOutcome(4, 2, 1, 0, returned));
        }

        var report = await ReportAsync(chief, "ranker");
        Assert.False((bool)report["ratio"]!["off"]!);
        Assert.Equal(["return lower"], report["comparisons"]!.AsArray().Where(one => (string?)one!["verdict"] != "open").Select(one => $"{one!["figure"]} {one["verdict"]}"));
        var seen = ComparisonOf(report, "baseline", "return");
        Assert.Equal(-0.6, (double)seen["difference"]!, 9);
        Assert.True((double)seen["high"]! < 0 && (double)seen["p"]! < 0.05 / 4, seen.ToJsonString());
        Assert.Equal(0.5, RateOf(report, "control", "completion"));

        // All that come from now on are in one variant.
        for (var person = 160; person < 240; person++)
            await PlantAsync(app, await SharingAsync(app, $"p{person}"), round, "control", round.Since + person, null);

        Assert.True((bool)(await ReportAsync(chief, "ranker"))["ratio"]!["off"]!);
    }

    [Theory, EachDatabase]
    public async Task A_new_round_is_compared_by_itself_and_who_was_in_its_midst_counts_in_neither(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(40);
        var chief = await ChiefAsync(app);
        await SharingAsync(app, "ann");
        var feed = new FeedClient(await app.ClientAsAsync("ann"));
        await SetAsync(chief, "exploration", new { control = 100 });
        await feed.PageAsync();
        clock.Advance(TimeSpan.FromDays(3));
        await SetAsync(chief, "exploration", new { more = 100 });
        await feed.PageAsync();
        clock.Advance(TimeSpan.FromDays(8));
        await CountAsync(app);

        var (now, before) = (await ReportAsync(chief, "exploration"), (await chief.GetFromJsonAsync<JsonNode>("/api/admin/experiments/exploration?round=1", Cancel))!);
        Assert.Equal((2, 1, 1), ((int)now["round"]!, (int)ArmOf(now, "more")["people"]!, (int)ArmOf(now, "more")["counted"]!));
        Assert.Equal((1, 1, 0), ((int)before["round"]!, (int)ArmOf(before, "control")["people"]!, (int)ArmOf(before, "control")["counted"]!));
        Assert.Equal((string?)now["since"], (string?)before["until"]);
    }

    [Theory, EachDatabase]
    public async Task Ways_of_exploring_that_nobody_was_shown_are_estimated_from_the_chances_that_were_logged(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(400);
        var chief = await ChiefAsync(app);
        await app.Get<Kinora.Discovery.Shared.SharedStates>().RebuildAsync(Cancel);
        var random = new Random(2);
        for (var person = 0; person < 4; person++)
        {
            await SharingAsync(app, $"p{person}");
            var feed = new FeedClient(await app.ClientAsAsync($"p{person}"));
            var page = await feed.PageAsync("page_size=50");
            page = await feed.NextAsync(page, "page_size=50");
            await feed.PostAsync("/api/signals", new
            {
                events = page.Titles.Where(_ => random.Next(4) == 0).Select(title => new
                {
                    event_id = Guid.CreateVersion7().ToString(),
                    kind = "complete",
                    title_id = title,
                    at = clock.GetUtcNow(),
                    position_ms = 60_000,
                    duration_ms = 60_000,
                }).ToArray(),
            });
        }

        Assert.Equal(0, (int)(await ReportAsync(chief, "exploration"))["estimates"]!["slots"]!);
        clock.Advance(TimeSpan.FromHours(25));
        var estimates = (await ReportAsync(chief, "exploration"))["estimates"]!;

        Assert.Equal((4, 4 * 99), ((int)estimates["people"]!, (int)estimates["slots"]!));
        Assert.Equal(["none", "less", "more", "evenly"], estimates["policies"]!.AsArray().Select(one => (string?)one!["policy"]));
        var none = estimates["policies"]![0]!;
        // The seeds of the feed are drawn anew each time: by chance alone a few in a thousand logs look as if their chances were wrong.
        if ((string?)none["refused"] is { } refused)
        {
            Assert.Matches("^mean weight (0[.]9|1[.]0)", refused);
            return;
        }

        Assert.InRange((double)none["snips"]!["value"]!, (double)none["snips"]!["low"]!, (double)none["snips"]!["high"]!);
        Assert.InRange((double)none["snips"]!["value"]!, (double)estimates["mean"]! - 0.05, (double)estimates["mean"]! + 0.05);
    }

    private static Task PlantAsync(TestApp app, string profile, FlagRound round, string variant, long at, PersonOutcome? outcome) => app.Get<Db>().TransactAsync(
        async tx =>
        {
            await FlagStore.EnterAsync(tx, profile, round, variant, at);
            if (outcome is not null)
            {
                var person = new PersonRow
                {
                    Flag = round.Flag,
                    Round = round.Number,
                    ProfileId = profile,
                    Variant = variant,
                    EnteredAt = at,
                };
                await FlagStore.CountAsync(tx, person, outcome, at);
            }
        },
        Cancel);
}
