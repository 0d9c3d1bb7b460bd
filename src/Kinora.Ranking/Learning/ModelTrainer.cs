using System.Globalization;
using System.Runtime.InteropServices;
using Kinora.Ranking.Evaluation;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Learning;

/// <summary>
/// Learns from histories: EASE and the next-item model for up to some 20,000 warm titles, factors beyond. The newest part of each history is
/// held back; parameters and the blend's weights are chosen on it, by the sparse tables that are served, and popularity is measured beside
/// them. The model that is served learns from all (ranking.md, Training).
/// </summary>
internal sealed class ModelTrainer(TrainingOptions options, Action<double, string> progress, CancellationToken cancel)
{
    private const int LeastForHolding = 5;
    private const int NewestForNext = 40;
    private static readonly Measure Ndcg = new(MeasureKind.Ndcg, 10);
    private static readonly Measure Recall = new(MeasureKind.Recall, 50);
    private static readonly float[] Ridges = [20, 100, 400];
    private static readonly double[] Fadings = [5, 20];

    /// <summary>Learns.</summary>
    /// <param name="people">Titles with a good viewing, oldest first, each once.</param>
    public TrainingOutcome Train(string id, IReadOnlyList<IReadOnlyList<(int Title, long At)>> people, long nowMs)
    {
        var titles = Warm(people);
        var known = people.Select(own => own.Select(one => (Item: Array.BinarySearch(titles, one.Title), one.At)).Where(one => one.Item >= 0).ToArray())
            .Where(own => own.Length >= options.LeastOfPerson).ToArray();
        var events = known.Sum(own => own.Length);
        var missing = Lacking(known, titles.Length, events);
        if (missing.Count > 0)
            return new TrainingOutcome(known.Length, titles.Length, events, missing, null, null, "", null, null);

        progress(0.05, "measuring");
        var validation = Validation(known, titles.Length);
        var baseline = FiguresOf(validation, new Popularity(validation.Fit));
        var (chosen, names) = Choose(validation);
        var parts = chosen.ConvertAll(choice => choice.Fitted);
        var weights = parts.Count == 1 ? [1f] : BlendWeights.Fit(validation, [.. parts], Ndcg, cancel);
        var figures = FiguresOf(validation, new Blend([.. parts], weights));
        progress(0.6, "learning from all");
        var all = Histories.From(titles.Length, known.Select(own => (Array.ConvertAll(own, one => one.Item), (long[]?)null)));
        var final = chosen.Select((choice, place) => weights[place] == 0 ? choice.Fitted : choice.Refit(all)).ToList();
        progress(0.95, "done");
        return new TrainingOutcome(
            known.Length, titles.Length, events, [], Model(id, titles, parts, weights, nowMs), Model(id, titles, final, weights, nowMs),
            string.Join(" + ", names.Select((name, place) => string.Create(CultureInfo.InvariantCulture, $"{weights[place]:0.##} × {name}"))), figures, baseline);
    }

    private sealed record Choice(string Name, IItemScorer Fitted, Func<Histories, IItemScorer> Refit);

    private int[] Warm(IReadOnlyList<IReadOnlyList<(int Title, long At)>> people)
    {
        var counts = new Dictionary<int, int>();
        foreach (var own in people)
        {
            foreach (var (title, _) in own)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, title, out _)++;
        }

        return [.. counts.Where(pair => pair.Value >= options.WarmFrom).Select(pair => pair.Key).Order()];
    }

    private List<Missing> Lacking((int Item, long At)[][] known, int titles, int events)
    {
        Missing[] all =
        [
            new("people", known.Length, options.LeastPeople), new("titles", titles, options.LeastTitles), new("events", events, options.LeastEvents),
            new("histories", known.Count(own => own.Length >= LeastForHolding), Math.Max(1, options.LeastPeople / 2)),
        ];
        return [.. all.Where(one => one.Have < one.Need)];
    }

    /// <summary>The newest fifth of each history, at least one title, of who has five or more.</summary>
    private ListTask Validation((int Item, long At)[][] known, int titles)
    {
        var step = Math.Max(1, (known.Length + options.MostMeasured - 1) / options.MostMeasured);
        var (told, queries) = (new List<(int[], long[]?)>(), new List<Query>());
        for (var person = 0; person < known.Length; person++)
        {
            var items = Array.ConvertAll(known[person], one => one.Item);
            var held = items.Length >= LeastForHolding && person % step == 0 ? Math.Max(1, items.Length / 5) : 0;
            told.Add((items[..^held], null));
            if (held > 0)
                queries.Add(new Query(items[..^held], items[..^held], items[^held..]));
        }

        return new ListTask(Histories.From(titles, told), [.. queries]);
    }

    private OfflineFigures FiguresOf(ListTask task, IItemScorer scorer)
    {
        var measured = ListEvaluator.Measure(task, scorer, [Ndcg, Recall], null, cancel);
        return new OfflineFigures(measured.Values[0].DefaultIfEmpty().Average(), measured.Values[1].DefaultIfEmpty().Average(), measured.Coverage ?? 0);
    }

    private (List<Choice> Chosen, List<string> Names) Choose(ListTask validation)
    {
        var chosen = new List<Choice>();
        var titles = validation.Fit.ItemCount;
        if (options.FitsEase(titles))
        {
            chosen.Add(Best(validation, Ridges.Select(ridge => new Choice(Text($"ease(lambda={ridge})"), None, fit => Ease(fit, ridge)))));
            progress(0.3, "next-item");
            if (options.FitsNextItem(titles))
                chosen.Add(Best(validation, Fadings.Select(fading => new Choice(Text($"next-item(fading={fading})"), None, fit => Next(fit, fading)))));
        }
        else
        {
            var als = new AlsOptions(64, 0.007f, 0.1f);
            chosen.Add(Best(validation, [new Choice("ials(dimensions=64)", None, fit => Factors(fit, als))]));
        }

        return (chosen, chosen.ConvertAll(choice => choice.Name));
    }

    private Choice Best(ListTask validation, IEnumerable<Choice> choices)
    {
        var (best, value) = ((Choice?)null, double.NegativeInfinity);
        foreach (var choice in choices)
        {
            var fitted = choice.Refit(validation.Fit);
            if (ListEvaluator.Each(validation, fitted, Ndcg, cancel).Average() is var reached && reached > value)
                (best, value) = (choice with { Fitted = fitted }, reached);
        }

        return best!;
    }

    private LinkTable Ease(Histories fit, float ridge) =>
        LinkTable.Of(Models.Ease.Fit(fit, ridge, options.Threads, cancel), options.Links, double.PositiveInfinity, int.MaxValue);

    private LinkTable Next(Histories fit, double fading) =>
        LinkTable.Of(NextItem.Fit(fit, fading, NewestForNext, 100, options.Threads, cancel).Weights, options.Links, fading, NewestForNext);

    private PackedFactors Factors(Histories fit, AlsOptions als)
    {
        var factors = ImplicitAls.Fit(fit, als, options.Threads, cancel);
        return PackedFactors.Of(factors, factors.Gram, als);
    }

    private static LearnedModel Model(string id, int[] titles, List<IItemScorer> parts, float[] weights, long nowMs) => new()
    {
        Id = id,
        TrainedAtMs = nowMs,
        TitleBytes = MemoryMarshal.AsBytes<int>(titles).ToArray(),
        Parts = parts,
        Weights = weights,
    };

    private static IItemScorer None { get; } = new Popularity(new Histories(0, [0], [], null));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
