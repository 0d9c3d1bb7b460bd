using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>The protocols whose split somebody published as files.</summary>
internal static class FileSplits
{
    /// <summary>
    /// Leave one out against 99 sampled items (He et al., WWW 2017). Validation is made alike: the last event before, against 99 items that
    /// the person never had.
    /// </summary>
    /// <param name="tests">For each person the target and the 99 others, in the log's numbers.</param>
    public static ListProtocol Ncf(InteractionLog log, (int User, int Target, int[] Others)[] tests)
    {
        var ordered = log.Ordered();
        var target = tests.ToDictionary(test => test.User, test => test.Target);
        var kept = ordered.Select((own, user) => Array.FindAll(own, row => !target.TryGetValue(user, out var item) || log.Items[row] != item)).ToArray();
        var measures = new Measure[] { new(MeasureKind.HitRate, 10), new(MeasureKind.Ndcg, 10) };
        var test = new ListTask(Fit(kept), [.. tests.Select(one => Query(kept[one.User], one.Target, one.Others))]);
        var before = Array.ConvertAll(kept, own => own.Length > 1 ? own[..^1] : own);
        var validation = new ListTask(Fit(before), [.. tests.Where(one => kept[one.User].Length > 1)
            .Select(one => Query(before[one.User], log.Items[kept[one.User][^1]], Sampled(ordered[one.User], one.User)))]);
        return new ListProtocol("ncf", tests.Length, log.ItemIds.Length, [new ListFold(validation, test)], measures, measures[1], Ordered: true);

        Histories Fit(int[][] rows) => Histories.From(log.ItemIds.Length, rows.Select(own => (Items(own), (long[]?)null)));

        int[] Items(int[] own) => Array.ConvertAll(own, row => log.Items[row]);

        Query Query(int[] own, int item, int[] others) => new(Items(own), [], [item], 0, [item, .. others]);

        int[] Sampled(int[] own, int user)
        {
            var random = new Random(user);
            var had = Items(own).ToHashSet();
            var sampled = new HashSet<int>();
            while (sampled.Count < Math.Min(99, log.ItemIds.Length - had.Count))
            {
                var item = random.Next(log.ItemIds.Length);
                if (!had.Contains(item))
                    sampled.Add(item);
            }

            return [.. sampled.Order()];
        }
    }

    /// <summary>Three files (Wang et al., SIGIR 2023): told is train alone; train and valid are never ranked; Recall over all targets.</summary>
    public static ListProtocol DiffRec(int users, int items, (int User, int Item)[] train, (int User, int Item)[] valid, (int User, int Item)[] test)
    {
        var told = ByUser(train);
        var checkedOn = ByUser(valid);
        var fit = Histories.From(items, told.Select(own => (own, (long[]?)null)));
        Measure[] measures =
        [
            new(MeasureKind.RecallOfAll, 20), new(MeasureKind.Ndcg, 20), new(MeasureKind.RecallOfAll, 10), new(MeasureKind.Ndcg, 10),
        ];
        return new ListProtocol(
            "diffrec", users, items,
            [new ListFold(Task(checkedOn, _ => []), Task(ByUser(test), user => checkedOn[user]))], measures, measures[0], Ordered: false);

        int[][] ByUser((int User, int Item)[] pairs)
        {
            var lists = Enumerable.Range(0, users).Select(_ => new List<int>()).ToArray();
            foreach (var (user, item) in pairs)
                lists[user].Add(item);
            return Array.ConvertAll(lists, own => own.Distinct().ToArray());
        }

        ListTask Task(int[][] targets, Func<int, int[]> also) => new(fit,
        [
            .. Enumerable.Range(0, users).Select(user => new Query(
                told[user], [.. told[user], .. also(user)], [.. targets[user].Except(told[user]).Except(also(user))])).Where(query => query.Targets.Length > 0),
        ]);
    }
}
