using Kinora.Ranking.Evaluation;

namespace Kinora.Ranking.Tests.Evaluation;

public sealed class SplitTests
{
    [Fact]
    public void The_last_event_by_time_then_line_is_the_target_and_the_one_before_is_validation()
    {
        // Person a: items 3 1 2 4 0 by time, a repeat of 3 late; person b is too short and leaves with item 5.
        var log = Log([("a", "3", 1), ("a", "2", 5), ("a", "1", 3), ("b", "5", 1), ("a", "4", 5), ("a", "3", 9), ("a", "0", 7)]);
        var protocol = Splits.NextItem(log, 5);
        Assert.Equal((1, 5), (protocol.Users, protocol.Items));
        var fold = Assert.Single(protocol.Folds);
        string[] names = ["3", "2", "1", "4", "0"];
        Assert.Equal("0", names[Assert.Single(Assert.Single(fold.Test.Queries).Targets)]);
        Assert.Equal("4", names[Assert.Single(Assert.Single(fold.Validation.Queries).Targets)]);
        Assert.Equal(["3", "1", "2", "4"], fold.Test.Queries[0].History.Select(item => names[item]));
        Assert.Equal(3, fold.Validation.Fit.Items.Length);
    }

    [Fact]
    public void In_strong_generalisation_nobody_tested_is_trained_on()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(1, 200).SelectMany(user => Enumerable.Range(1, 40).Where(_ => random.Next(2) == 0).Select(item => (user, item))).ToArray();
        var log = Log([.. rows.Select(row => ($"{row.user}", $"{row.item}", 1))]);
        var fold = Assert.Single(Splits.Strong(log, 5, 0).Folds);
        Assert.Equal(160, fold.Test.Fit.Count);
        Assert.InRange(fold.Test.Queries.Length, 18, 20);
        Assert.All(fold.Test.Queries, query => Assert.Empty(query.Targets.Intersect(query.Excluded)));
        Assert.InRange(fold.Test.Queries.Sum(query => query.Targets.Length) / (double)fold.Test.Queries.Sum(query => query.Targets.Length + query.History.Length), 0.14, 0.26);
    }

    [Fact]
    public void Test_events_of_the_quarter_are_in_no_fit_and_no_validation()
    {
        var random = new Random(4);
        var log = Log([.. Enumerable.Range(1, 60).SelectMany(user => Enumerable.Range(1, 30).Where(_ => random.Next(2) == 0).Select(item => ($"{user}", $"{item}", 1)))]);
        var protocol = Splits.Quarter(log);
        Assert.Equal(5, protocol.Folds.Length);
        foreach (var fold in protocol.Folds)
        {
            Assert.All(fold.Test.Queries, query => Assert.Empty(query.Targets.Intersect(query.History)));
            Assert.True(fold.Validation.Fit.Items.Length < fold.Test.Fit.Items.Length);
            Assert.Equal(log.Count, fold.Test.Fit.Items.Length + fold.Test.Queries.Sum(query => query.Targets.Length));
        }
    }

    [Fact]
    public void A_number_counts_as_itself_and_a_text_by_its_hash()
    {
        Assert.Equal(17u, InteractionLog.Number("17"));
        Assert.Equal(0xe40c292cu, InteractionLog.Number("a"));
        Assert.Equal(InteractionLog.Fnv1a("-1"), InteractionLog.Number("-1"));
    }

    private static InteractionLog Log((string User, string Item, int Time)[] rows)
    {
        string[] users = [.. rows.Select(row => row.User).Distinct(StringComparer.Ordinal)], items = [.. rows.Select(row => row.Item).Distinct(StringComparer.Ordinal)];
        return new InteractionLog(
            users, items, [.. rows.Select(row => Array.IndexOf(users, row.User))], [.. rows.Select(row => Array.IndexOf(items, row.Item))], null,
            [.. rows.Select(row => (long)row.Time)], 0);
    }
}
