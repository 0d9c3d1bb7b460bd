using System.Globalization;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>A kind of model with the parameters that validation chooses among.</summary>
internal sealed record Family(string Name, bool Baseline, Family.Candidate[] Candidates)
{
    /// <summary>The model that the product serves: the blend of the learned ones.</summary>
    public const string Kinora = "kinora";

    private static readonly int[] Weeks = [1, 4, 13];
    private static readonly int[] Neighbours = [100, 200];
    private static readonly float[] Ridges = [300, 500, 1000];
    private static readonly float[] SmallRidges = [100, 200, 400];
    private static readonly double[] Fadings = [double.PositiveInfinity, 10];
    private static readonly double[] NextFadings = [4, 6, 9];
    private static readonly float[] NextRidges = [100, 200, 400];
    private static readonly int[] Dimensions = [64, 128];
    private static readonly int[] SmallDimensions = [32, 64];
    private static readonly float[] Regularisations = [0.003f, 0.01f];
    private static readonly float[] SmallRegularisations = [0.01f, 0.02f];
    private static readonly float[] Unobserved = [0.1f, 0.3f];

    internal sealed record Candidate(string Parameters, Func<Histories, CancellationToken, IItemScorer> Fit);

    public static Family[] For(ListProtocol protocol) =>
    [
        new("popularity", true, [new("", (fit, _) => new Popularity(fit))]),
        new("recent-popularity", true, protocol.Week == 0 ? [] :
        [
            .. Weeks.Select(weeks => new Candidate($"weeks={weeks}", (fit, _) => new RecentPopularity(fit, weeks * protocol.Week))),
        ]),
        new("item-knn", true,
        [
            .. Neighbours.Select(count => new Candidate($"neighbours={count} shrink=20", (fit, _) => ItemNeighbours.Fit(fit, count, 20))),
        ]),
        new("ease", false, [.. EaseCandidates(protocol)]),
        .. protocol.Ordered && protocol.Name != "ncf" ? new[] { new Family("next-item", false, [.. NextItemCandidates()]) } : [],
        new("ials", false, [.. AlsCandidates(protocol)]),
    ];

    private static IEnumerable<Candidate> EaseCandidates(ListProtocol protocol) =>
        from lambda in Small(protocol) ? SmallRidges : Ridges
        from fading in protocol.Name == "next-item" ? Fadings : Fadings[..1]
        select new Candidate(Text($"lambda={lambda} fading={fading}"), (fit, cancel) => new ItemWeights(Ease.Fit(fit, lambda, 0, cancel), fading));

    private static IEnumerable<Candidate> NextItemCandidates() =>
        from fading in NextFadings
        from lambda in NextRidges
        select new Candidate(Text($"fading={fading} longest=40 lambda={lambda}"), (fit, cancel) => NextItem.Fit(fit, fading, 40, lambda, 0, cancel));

    private static IEnumerable<Candidate> AlsCandidates(ListProtocol protocol) =>
        from dimensions in Small(protocol) ? SmallDimensions : Dimensions
        from regularisation in Small(protocol) ? SmallRegularisations : Regularisations
        from unobserved in Unobserved
        select new Candidate(
            Text($"dimensions={dimensions} regularisation={regularisation} unobserved={unobserved}"),
            (fit, cancel) => ImplicitAls.Fit(fit, new AlsOptions(dimensions, regularisation, unobserved), 0, cancel));

    private static bool Small(ListProtocol protocol) => protocol.Items < 2000;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
