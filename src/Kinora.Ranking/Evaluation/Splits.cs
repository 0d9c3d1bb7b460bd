using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>The protocols that any data set of interactions can be measured by.</summary>
internal static class Splits
{
    private static readonly Measure Ndcg10 = new(MeasureKind.Ndcg, 10);

    private static readonly Measure Ndcg100 = new(MeasureKind.Ndcg, 100);

    /// <summary>The last event is the target, the one before is validation; all items are ranked but those had before.</summary>
    public static ListProtocol NextItem(InteractionLog log, int minimum)
    {
        var rows = log.Ordered().Where(own => own.Length >= Math.Max(3, minimum)).ToArray();
        var items = new Numbering(rows.SelectMany(own => own).Select(row => log.Items[row]));
        return new ListProtocol(
            "next-item", rows.Length, items.Count, [new ListFold(Last(2), Last(1))],
            [new(MeasureKind.HitRate, 10), Ndcg10, new(MeasureKind.Recall, 50), new(MeasureKind.ReciprocalRank, 0)], Ndcg10, Ordered: true,
            items.Pick(log.Genres), log.Week);

        ListTask Last(int left) => new(
            Histories.From(items.Count, rows.Select(own => (Items(own[..^left]), Times(own[..^left])))),
            [.. rows.Select(own => new Query(Items(own[..^left]), Items(own[..^left]), [items.Of(log.Items[own[^left]])], log.Times?[own[^left]] ?? 0))]);

        int[] Items(int[] own) => Array.ConvertAll(own, row => items.Of(log.Items[row]));

        long[]? Times(int[] own) => log.Week == 0 ? null : Array.ConvertAll(own, row => log.Times![row]);
    }

    /// <summary>Strong generalisation (Liang et al., WWW 2018): a tenth of the people is never trained on, a fifth of their events is hidden.</summary>
    public static ListProtocol Strong(InteractionLog log, int minimum, double positiveFrom)
    {
        var rows = log.Ordered()
            .Select(own => own.Where(row => log.Values is null || log.Values[row] >= positiveFrom).ToArray())
            .Where(own => own.Length >= minimum)
            .ToArray();
        var part = rows.ToLookup(own => InteractionLog.Number(log.UserIds[log.Users[own[0]]]) % 10);
        var train = part.Where(group => group.Key > 1).SelectMany(group => group).OrderBy(own => own[0]).ToArray();
        var items = new Numbering(train.SelectMany(own => own).Select(row => log.Items[row]));
        var fit = Histories.From(items.Count, train.Select(own => (Array.ConvertAll(own, row => items.Of(log.Items[row])), (long[]?)null)));
        var test = Queries(part[0]);
        return new ListProtocol(
            "strong", test.Length, items.Count, [new ListFold(new ListTask(fit, Queries(part[1])), new ListTask(fit, test))],
            [Ndcg100, new(MeasureKind.Recall, 20), new(MeasureKind.Recall, 50), Ndcg10], Ndcg100, Ordered: false, items.Pick(log.Genres));

        Query[] Queries(IEnumerable<int[]> people) =>
        [
            .. from own in people
               let known = own.Where(row => items.Knows(log.Items[row])).ToArray()
               let targets = known.Where(row => Hash(log, row, 0) % 5 == 0).ToArray()
               let told = Array.ConvertAll(known.Except(targets).ToArray(), row => items.Of(log.Items[row]))
               where targets.Length > 0
               select new Query(told, told, Array.ConvertAll(targets, row => items.Of(log.Items[row]))),
        ];
    }

    /// <summary>Three quarters and a quarter of each person's events, by hash, five times.</summary>
    public static ListProtocol Quarter(InteractionLog log)
    {
        var rows = log.Ordered().Where(own => own.Length > 0).ToArray();
        var folds = Enumerable.Range(0, 5).Select(fold =>
        {
            var train = Array.ConvertAll(rows, own => Array.FindAll(own, row => !Hidden(row, fold)));
            return new ListFold(
                Task(Array.ConvertAll(train, own => Array.FindAll(own, row => !Hidden(row, fold + 5))), train, row => Hidden(row, fold + 5)),
                Task(train, rows, row => Hidden(row, fold)));
        });
        return new ListProtocol(
            "ml-100k", rows.Length, log.ItemIds.Length, [.. folds],
            [Ndcg10, new(MeasureKind.Precision, 10), new(MeasureKind.Recall, 10), new(MeasureKind.HitRate, 10)], Ndcg10, Ordered: false, log.Genres);

        bool Hidden(int row, int fold) => Hash(log, row, fold) % 4 == 0;

        ListTask Task(int[][] told, int[][] all, Predicate<int> target) => new(
            Histories.From(log.ItemIds.Length, told.Select(own => (Items(own), (long[]?)null))),
            [.. told.Zip(all, (own, whole) => new Query(Items(own), Items(own), Items(Array.FindAll(whole, target)))).Where(query => query.Targets.Length > 0)]);

        int[] Items(int[] own) => Array.ConvertAll(own, row => log.Items[row]);
    }

    private static uint Hash(InteractionLog log, int row, int fold) => InteractionLog.Hash(
        InteractionLog.Number(log.UserIds[log.Users[row]]) + (1000 * (uint)fold), InteractionLog.Number(log.ItemIds[log.Items[row]]));
}
