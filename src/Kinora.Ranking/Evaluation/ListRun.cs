using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>Takes every model through a protocol: chooses on validation, refits, measures on test.</summary>
internal sealed class ListRun(ListProtocol protocol, TimeProvider time, Action<string> progress, CancellationToken cancel)
{
    private static readonly string[] Blended = ["next-item", "ease", "ials"];

    /// <summary>One line a model.</summary>
    /// <param name="wanted">Names of models; baselines are always there.</param>
    public ModelResult[] Run(Func<string, bool> wanted)
    {
        var families = Family.For(protocol)
            .Where(family => family.Baseline || wanted(family.Name) || (wanted(Family.Kinora) && Blended.Contains(family.Name)))
            .ToArray();
        var outcomes = new Dictionary<string, List<FoldOutcome>>(StringComparer.Ordinal);
        foreach (var (fold, number) in protocol.Folds.Select((fold, number) => (fold, number)))
        {
            var parts = new List<(FoldOutcome Outcome, IItemScorer Validation, IItemScorer Test)>();
            foreach (var family in families.Where(family => family.Candidates.Length > 0))
            {
                var (validation, test, outcome) = Choose(family, fold, number);
                Keep(family.Name, outcome);
                if (Blended.Contains(family.Name))
                    parts.Add((outcome, validation, test));
            }

            if (wanted(Family.Kinora) && parts.Count > 1)
                Keep(Family.Kinora, Mix(fold, [.. parts.OrderByDescending(part => part.Outcome.Validation)], families));
        }

        return
        [
            .. families.Select(family => family.Name).Append(Family.Kinora).Where(name => outcomes.ContainsKey(name) || families.Any(one => one.Name == name))
                .Select(name => outcomes.TryGetValue(name, out var folds) ? ListSummary.Of(name, protocol, [.. folds]) : new ModelResult(name, null)),
        ];

        void Keep(string name, FoldOutcome outcome)
        {
            if (!outcomes.TryGetValue(name, out var list))
                outcomes[name] = list = [];
            list.Add(outcome);
        }
    }

    private (IItemScorer Validation, IItemScorer Test, FoldOutcome Outcome) Choose(Family family, ListFold fold, int number)
    {
        Family.Candidate? best = null;
        IItemScorer? validation = null;
        var value = double.NegativeInfinity;
        foreach (var candidate in family.Candidates)
        {
            progress($"{protocol.Name} {number + 1}/{protocol.Folds.Length}: {family.Name} {candidate.Parameters}");
            var scorer = candidate.Fit(fold.Validation, cancel);
            var reached = ListEvaluator.Each(fold.Validation, scorer, protocol.Chosen, cancel).Average();
            if (reached > value)
                (best, validation, value) = (candidate, scorer, reached);
        }

        var started = time.GetTimestamp();
        var test = ReferenceEquals(fold.Test.Fit, fold.Validation.Fit) ? validation! : best!.Fit(fold.Test, cancel);
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        return (validation!, test, Measured(fold, test, best!.Parameters, value, ReferenceEquals(test, validation) ? null : seconds));
    }

    private FoldOutcome Mix(ListFold fold, (FoldOutcome Outcome, IItemScorer Validation, IItemScorer Test)[] parts, Family[] families)
    {
        progress($"{protocol.Name}: {Family.Kinora}");
        var weights = BlendWeights.Fit(fold.Validation, [.. parts.Select(part => part.Validation)], protocol.Chosen, cancel);
        var value = ListEvaluator.Each(
            fold.Validation, new Blend([.. parts.Select(part => part.Validation)], weights), protocol.Chosen, cancel).Average();
        var names = parts.Select((part, place) => $"{weights[place]:0.##} × {Name(part.Outcome)}({part.Outcome.Parameters})");
        return Measured(
            fold, new Blend([.. parts.Select(part => part.Test)], weights), string.Join(" + ", names), value, parts.Sum(part => part.Outcome.Seconds));

        string Name(FoldOutcome outcome) => families.First(family => family.Candidates.Any(one => one.Parameters == outcome.Parameters)).Name;
    }

    private FoldOutcome Measured(ListFold fold, IItemScorer scorer, string parameters, double validation, double? seconds) => new(
        ListEvaluator.Measure(fold.Test, scorer, protocol.Measures, protocol.Genres, cancel), parameters, validation, seconds);
}

/// <summary>One model on one fold.</summary>
/// <param name="Seconds">Of the last fit; null where the model of validation could stay.</param>
internal sealed record FoldOutcome(ListFigures Figures, string Parameters, double Validation, double? Seconds);
