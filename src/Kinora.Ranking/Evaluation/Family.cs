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
    private static readonly double[] Fadings = [double.PositiveInfinity, 20, 10];
    private static readonly double[] NextFadings = [5, 6, 8];
    private static readonly float[] LargeRidges = [200, 500];
    private static readonly double[] LargeFadings = [10, 30];
    private static readonly float[] NextRidges = [200, 400];
    private static readonly int[] Dimensions = [64, 128];
    private static readonly int[] SmallDimensions = [32, 64];
    private static readonly float[] Regularisations = [0.003f, 0.007f];
    private static readonly float[] SmallRegularisations = [0.01f, 0.02f];
    private static readonly float[] Unobserved = [0.1f, 0.3f];

    internal sealed record Candidate(string Parameters, Func<ListTask, CancellationToken, IItemScorer> Fit);

    public static Family[] For(ListProtocol protocol) =>
    [
        new("popularity", true, [new("", (task, _) => new Popularity(task.Liked ?? task.Fit))]),
        new("recent-popularity", true, protocol.Week == 0 ? [] :
        [
            .. Weeks.Select(weeks => new Candidate($"weeks={weeks}", (task, _) => new RecentPopularity(task.Fit, weeks * protocol.Week))),
        ]),
        new("item-knn", true,
        [
            .. Neighbours.Select(count => new Candidate($"neighbours={count} shrink=20", (task, _) => ItemNeighbours.Fit(task.Fit, count, 20))),
        ]),
        new("ease", false, [.. EaseCandidates(protocol)]),
        .. protocol.Ordered && protocol.Name != "ncf" ? new[] { new Family("next-item", false, [.. NextItemCandidates(protocol)]) } : [],
        new("ials", false, [.. AlsCandidates(protocol)]),
    ];

    private static IEnumerable<Candidate> EaseCandidates(ListProtocol protocol)
    {
        var last = (Fit: (Histories?)null, Lambda: 0f, Weights: (Matrices.Matrix?)null);
        return
            from lambda in Small(protocol) ? SmallRidges : Large(protocol) ? LargeRidges : Ridges
            from fading in protocol.Name is "next-item" or "retrieval" ? Fadings : Fadings[..1]
            select new Candidate(Text($"lambda={lambda} fading={fading}"), (task, cancel) => new ItemWeights(Weights(task.Fit, lambda, cancel), fading));

        // The fading is of the asking alone: one inverse serves all of them.
        Matrices.Matrix Weights(Histories fit, float lambda, CancellationToken cancel)
        {
            if (!ReferenceEquals(last.Fit, fit) || last.Lambda != lambda)
                last = (fit, lambda, Ease.Fit(fit, lambda, 0, cancel));
            return last.Weights!;
        }
    }

    private static IEnumerable<Candidate> NextItemCandidates(ListProtocol protocol) =>
        from fading in Large(protocol) ? LargeFadings : NextFadings
        from lambda in Large(protocol) ? LargeRidges : NextRidges
        select new Candidate(Text($"fading={fading} longest=40 lambda={lambda}"), (task, cancel) => NextItem.Fit(task.Fit, fading, 40, lambda, 0, cancel));

    private static IEnumerable<Candidate> AlsCandidates(ListProtocol protocol) =>
        from dimensions in Small(protocol) ? SmallDimensions : Large(protocol) ? Dimensions[..1] : Dimensions[1..]
        from regularisation in Small(protocol) ? SmallRegularisations : Regularisations
        from unobserved in protocol.Name == "next-item" ? Unobserved[1..] : Unobserved
        select new Candidate(
            Text($"dimensions={dimensions} regularisation={regularisation} unobserved={unobserved}"),
            (task, cancel) => ImplicitAls.Fit(task.Fit, new AlsOptions(dimensions, regularisation, unobserved), 0, cancel));

    private static bool Large(ListProtocol protocol) => protocol.Items > 5000;

    private static bool Small(ListProtocol protocol) => protocol.Items < 2000;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
