using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Evaluation;
using Kinora.Ranking.Experiments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Experiments;

/// <summary>What came of a flag's variants in one round, of those who share: by whom, how sure, and what was not tried at all.</summary>
internal sealed class GetExperiment(FlagStore store, IProfiles profiles, LoggedDraws draws)
{
    /// <summary>All comparisons of a round together are wrong at most so often.</summary>
    public const double Alpha = 0.05;

    /// <summary>A round and what it shows.</summary>
    /// <param name="Until">When the next round began; null = it runs.</param>
    /// <param name="Days">That count for each person, from coming in.</param>
    /// <param name="Comparisons">Each is tested at alpha over their number.</param>
    internal sealed record Response(
        string Flag, int Round, DateTimeOffset? Since, DateTimeOffset? Until, int Days, double Alpha, IReadOnlyList<Arm> Variants, Split Ratio,
        IReadOnlyList<Comparison> Comparisons, Unshown Estimates);

    /// <summary>One variant.</summary>
    /// <param name="People">That came in.</param>
    /// <param name="Counted">Whose days are over.</param>
    internal sealed record Arm(string Name, decimal Percent, int People, int Counted, IReadOnlyList<Rate> Rates);

    /// <summary>A mean over people with Wilson's interval at 95 %, for looking and not for deciding.</summary>
    internal sealed record Rate(Figure Figure, double? Value, double Low, double High);

    /// <summary>Whether people came as planned.</summary>
    /// <param name="P">Always valid.</param>
    internal sealed record Split(double P, bool Off);

    /// <summary>A variant beside <c>control</c>; p and interval hold whenever and however often one looks.</summary>
    internal sealed record Comparison(
        string Variant, Figure Figure, Verdict Verdict, double P, double? Difference, double? Low, double? High, IReadOnlyList<Day> Course);

    internal sealed record Day(DateTimeOffset At, double Difference, double Low, double High);

    /// <summary>Ways that were not shown, by good viewings a slot.</summary>
    /// <param name="Mean">As it was shown.</param>
    /// <param name="Why">Where nothing can be told of any.</param>
    internal sealed record Unshown(int Slots, int People, double? Mean, string? Why, IReadOnlyList<Guess> Policies);

    /// <summary>One of them.</summary>
    /// <param name="Sample">As many slots as it is worth.</param>
    /// <param name="Refused">Why there is no figure; null where there are.</param>
    internal sealed record Guess(string Policy, double Sample, string? Refused, Estimate? Ips, Estimate? Snips, Estimate? Dr);

    internal sealed record Estimate(double Value, double Low, double High);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/admin/experiments/{flag}", RunAsync).Needs(Role.Admin);

    /// <summary>The variants of a flag beside each other, in the round that runs or an earlier one.</summary>
    private static async Task<IResult> RunAsync(string flag, int? round, GetExperiment slice, CancellationToken cancel) =>
        (await slice.OfAsync(flag, round, cancel)).ToHttp();

    public async Task<Outcome<Response>> OfAsync(string name, int? number, CancellationToken cancel)
    {
        // Load
        if (Flag.Find(name) is not { } flag)
            return new Refusal(RefusalKind.NotFound, "flag-not-found", $"There is no such flag. There are: {string.Join(", ", Flag.All.Select(one => one.Name))}.", "flag");
        var found = await store.RoundAsync(flag.Name, number, cancel);
        if (found is null && number is not null)
            return new Refusal(RefusalKind.NotFound, "round-not-found", "The flag has no such round.", "round");
        var people = found is { } known ? await PeopleAsync(known.Round, cancel) : [];
        var estimates = flag.Policies.Count == 0 ? null : await draws.OfAsync(flag, cancel);

        // Decide
        var (round, until) = found ?? (null, null)!;
        var arms = flag.Variants.Where(variant => round is null || round.Allocation.SizeOf(variant.Name) > 0).Select(variant => variant.Name).ToList();
        return new Response(
            flag.Name, round?.Number ?? 0, Time(round?.Since), Time(until), (int)TimeSpan.FromMilliseconds(PersonOutcome.WindowMs).TotalDays, Alpha,
            [.. flag.Variants.Select(variant => ArmOf(variant.Name, round, people))], SplitOf(arms, round, people), Compare(arms, people), Show(estimates));
    }

    private async Task<List<PersonRow>> PeopleAsync(FlagRound round, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var sharing = (await profiles.SharingAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        return (await store.PeopleAsync(round.Flag, round.Number, cancel)).FindAll(person => sharing.Contains(person.ProfileId));
    }

    private static Arm ArmOf(string name, FlagRound? round, List<PersonRow> people)
    {
        var own = people.FindAll(person => person.Variant == name);
        var outcomes = own.Where(person => person.Outcome is not null).Select(person => person.Outcome!).ToList();
        return new Arm(name, ManageFlags.Percent(round, name), own.Count, outcomes.Count, [.. Enum.GetValues<Figure>().Select(figure =>
        {
            var sum = outcomes.Sum(outcome => outcome.Of(figure));
            var interval = Wilson.Of(sum, outcomes.Count);
            return new Rate(figure, outcomes.Count == 0 ? null : sum / outcomes.Count, interval.Low, interval.High);
        })]);
    }

    private static Split SplitOf(List<string> arms, FlagRound? round, List<PersonRow> people)
    {
        if (round is null || arms.Count < 2)
            return new Split(1, false);
        var ratio = new SampleRatio([.. arms.Select(arm => (double)round.Allocation.SizeOf(arm))]);
        foreach (var person in people)
            ratio.Add(arms.IndexOf(person.Variant));
        return new Split(ratio.P, ratio.IsOff);
    }

    private static List<Comparison> Compare(List<string> arms, List<PersonRow> people)
    {
        var (figures, others) = (Enum.GetValues<Figure>(), arms.Contains(Flag.Control) ? arms.FindAll(arm => arm != Flag.Control) : []);
        var counted = people.FindAll(person => person.Outcome is not null);
        return
        [
            .. others.SelectMany(variant => figures.Select(figure =>
            {
                var result = SequentialTest.Of(
                    counted.Where(person => person.Variant == variant || person.Variant == Flag.Control)
                        .Select(person => new Measured(person.EnteredAt + PersonOutcome.WindowMs, person.Variant == variant, person.Outcome!.Of(figure))),
                    Alpha / (figures.Length * others.Count));
                return new Comparison(
                    variant, figure, result.Verdict, result.P, result.Now?.Difference, result.Now?.Low, result.Now?.High,
                    [.. result.Course.Select(day => new Day(DateTimeOffset.FromUnixTimeMilliseconds(day.At), day.Difference, day.Low, day.High))]);
            })),
        ];
    }

    private static Unshown Show(LoggedDraws.Estimates? estimates) => estimates is null
        ? new Unshown(0, 0, null, "What the other variant would have put first was not shown, so its worth cannot be told from the log: it has to be tried.", [])
        : new Unshown(
            estimates.Slots, estimates.People, estimates.Mean, estimates.Slots == 0 ? "Nothing was drawn yet for those who share, or not a day ago." : null,
            [.. estimates.Policies.Where(one => one.Estimate is not null).Select(one => new Guess(
                one.Policy.Name, Math.Round(one.Estimate!.Sample, 1), one.Estimate.Refused, Of(one.Estimate, 0), Of(one.Estimate, 2), Of(one.Estimate, 3)))]);

    /// <summary>What is refused has no figure: nobody must be tempted by it.</summary>
    private static Estimate? Of(OffPolicyEstimate estimate, int method) => estimate.Refused is not null
        ? null
        : new Estimate(estimate.Values[method], estimate.Intervals[method].Low, estimate.Intervals[method].High);

    private static DateTimeOffset? Time(long? at) => at is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
