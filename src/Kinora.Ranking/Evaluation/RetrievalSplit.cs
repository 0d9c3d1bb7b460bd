using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>
/// Which new videos would somebody view long, of all there are? Memory is the histories alone; for validation the newest fifth of each
/// history is hidden.
/// </summary>
internal static class RetrievalSplit
{
    public static ListProtocol Of(ImpressionLog log)
    {
        var watched = Array.ConvertAll(log.Pasts, past => Distinct(past.Watched));
        var wanted = log.Test.Where(row => row.LongView).GroupBy(row => row.User)
            .ToDictionary(own => own.Key, own => own.Select(row => row.Video).Distinct().Except(watched[own.Key]).ToArray());
        var test = Task(watched, log.Pasts, user => wanted.GetValueOrDefault(user) ?? []);
        var told = Array.ConvertAll(watched, own => own[..^(own.Length / 5)]);
        var validation = Task(told, log.Pasts, user => [.. watched[user].Skip(told[user].Length).Intersect(log.Pasts[user].WatchedLong)]);
        Measure[] measures = [new(MeasureKind.Recall, 50), new(MeasureKind.Ndcg, 50), new(MeasureKind.Ndcg, 10)];
        return new ListProtocol(
            "retrieval", test.Queries.Length, log.Videos.Length, [new ListFold(validation, test)], measures, measures[0], Ordered: true);

        ListTask Task(int[][] memory, PastViewing[] pasts, Func<int, int[]> targets) => new(
            Histories.From(log.Videos.Length, memory.Select(own => (own, (long[]?)null))),
            [
                .. Enumerable.Range(0, memory.Length).Where(user => memory[user].Length > 0)
                    .Select(user => new Query(memory[user], memory[user], targets(user))).Where(query => query.Targets.Length > 0),
            ])
        {
            Liked = Histories.From(
                log.Videos.Length, memory.Select((own, user) => (pasts[user].WatchedLong.Distinct().Except(watched[user].Except(own)).ToArray(), (long[]?)null))),
        };
    }

    /// <summary>Each once, at its newest place.</summary>
    private static int[] Distinct(int[] viewed) => [.. viewed.Reverse().Distinct().Reverse()];
}
